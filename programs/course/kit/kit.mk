# How a VMM is built over the kit, for the kit itself and for the labs. KIT is its folder.
# Page 0 is memory, at the address of null.
KIT_FLAGS = -nostdlib -O2 -g -std=c17 -Wall -Wextra -fno-delete-null-pointer-checks -I. -I$(KIT)

# The VMM's way in and out, the boot, the virtual devices, paging; what makes it trap and emulate; the
# machine's engine, which interprets what is not privileged; and assignment 6, for who is behind it.
KIT_GIVEN = $(KIT)/vmm/bare/entry.s $(KIT)/given.o
KIT_DIRECT = $(KIT)/direct.o
KIT_ENGINE = $(KIT)/engine.o
KIT_PARTS = $(KIT)/parts.o
