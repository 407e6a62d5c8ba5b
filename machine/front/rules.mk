# What the front ends of all tools share.
FRONT := $(wildcard machine/front/*.c) $(ISA)
