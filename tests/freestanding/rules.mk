# What also runs without a host: compiled so, and what it needs from outside held against a list.
FREESTANDING := $(BUILD)/freestanding
FREESTANDING_OBJECTS := $(patsubst %.c,$(FREESTANDING)/%.o,$(ISA) $(MACHINE_CORE) $(VMM_CORE))

.PHONY: freestanding
freestanding: $(FREESTANDING)/needed
	@LC_ALL=C comm -13 tests/freestanding/allowed $< | sed 's/.*/freestanding: error: & is needed and not allowed/' | \
		{ ! grep . >&2; }

check test: freestanding

$(FREESTANDING)/needed: $(FREESTANDING)/all.o
	@nm -u $< | awk '{ print $$2 }' | LC_ALL=C sort >$@

$(FREESTANDING)/all.o: $(FREESTANDING_OBJECTS)
	@$(LD) -r -o $@ $^

$(FREESTANDING)/%.o: %.c
	@mkdir -p $(@D)
	@$(CC) -I. $(CFLAGS) -ffreestanding $(DEPENDENCIES) -c -o $@ $<
