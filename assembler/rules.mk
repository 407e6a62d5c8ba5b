# What reads a program: for every tool that shows symbols and lines.
IMAGE := assembler/image.c assembler/image_lines.c
IMAGE_LIBRARIES := -ldw -lelf
