# How a VMM is built over the kit, for the kit itself and for the labs. KIT is its folder.
# Page 0 is memory, at the address of null. Without debug information an image has no path of this host in
# it: a VMM that boots it as a module executes as many instructions on every host.
KIT_FLAGS = -nostdlib -O2 $(DEBUG) -std=c17 -Wall -Wextra -fno-delete-null-pointer-checks -I. -I$(KIT) \
	$(if $(DEBUG),,-ffile-prefix-map=$(KIT)=kit '-ffile-prefix-map=$(CURDIR)=.')

# The VMM's way in and out, the boot, the virtual devices, paging; what makes it trap and emulate; the
# machine's engine, which interprets what is not privileged; and assignment 6, for who is behind it.
KIT_GIVEN = $(KIT)/entry.o $(KIT)/given.o
KIT_DIRECT = $(KIT)/direct.o
KIT_ENGINE = $(KIT)/engine.o
KIT_PARTS = $(KIT)/parts.o
