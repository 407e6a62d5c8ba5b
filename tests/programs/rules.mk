# C programs at all levels of optimisation: on pg32-run, under qemu-riscv32 with the same library,
# and natively with the host's library; and programs that fail.

COMPARED := $(BUILD)/tests/compared
COMPARED_SOURCES := $(wildcard tests/programs/c/*.c programs/bench/*.c)
COMPARED_NAMES := $(notdir $(COMPARED_SOURCES:.c=))
COMPARED_LEVELS := O0 O1 O2 O3 Os
# The sources are compiled as they are: what they show is no matter of warnings.
COMPARED_FLAGS := -std=gnu17 -DSCALE=1 -w
FAILING := $(patsubst tests/programs/failing/%.c,$(COMPARED)/failing/%.elf,$(wildcard tests/programs/failing/*.c))

# Our part of the library with Linux below it, and a linker script with pages for that, and
# with a stack that may be executed.
QEMU_LIBRARY := $(filter-out $(patsubst %,$(BUILD)/obj/programs/lib/%.pg32.o,crt0 trap console heap_extend time pause),$(LIBRARY_OBJECTS))

$(COMPARED)/qemu.ld: programs/lib/pg32.ld
	@mkdir -p $(@D)
	@sed 's/^\t. = ALIGN(4);/\t. = ALIGN(0x1000);/; s/SEGMENT_START("text-segment", 0x1000)/0x100000 + SIZEOF_HEADERS/; s/data PT_LOAD FLAGS(6);/& stack PT_GNU_STACK FLAGS(7);/' $< >$@

$(COMPARED)/platform.o: tests/programs/qemu/platform.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) $(DEPENDENCIES) -c -o $@ $<

$(COMPARED)/library.a: $(QEMU_LIBRARY) $(PICOLIBC_CALLERS)/.ready
	@rm -f $@
	@$(CROSS_AR) rc $@ $(QEMU_LIBRARY) $(PICOLIBC_CALLERS)/*.o

define compared_source
$(COMPARED)/$(notdir $(1:.c=)).native: $(1)
	@mkdir -p $$(@D)
	@$(CC) $(COMPARED_FLAGS) -O2 -o $$@ $$< -lm
$(foreach level,$(COMPARED_LEVELS),$(call compared_level,$(1),$(COMPARED)/$(level)/$(notdir $(1:.c=)),$(level)))
endef

define compared_level

$(2).elf: $(1) $$(PG32_CC_READY)
	@mkdir -p $$(@D)
	@echo '  PG32-CC $$@'
	@$$(PG32_CC) $(COMPARED_FLAGS) -$(3) -o $$@ $$<

$(2).qemu: $(1) $(COMPARED)/platform.o $(COMPARED)/library.a $(COMPARED)/qemu.ld
	@mkdir -p $$(@D)
	@$(CROSS_CC) $(CROSS_FLAGS) $(COMPARED_FLAGS) -$(3) -isystem programs/lib/include -isystem $(PICOLIBC)/include -ftls-model=local-exec -nostdlib \
		-T $(COMPARED)/qemu.ld -L$(PICOLIBC)/lib/rv32em/ilp32e -Wl,--gc-sections -o $$@ $$< \
		$(COMPARED)/platform.o \
		-Wl,--start-group $(COMPARED)/library.a -lc -lgcc -Wl,--end-group

endef

$(foreach source,$(COMPARED_SOURCES),$(eval $(call compared_source,$(source))))

$(COMPARED)/failing/%.elf: tests/programs/failing/%.c $(PG32_CC_READY)
	@mkdir -p $(@D)
	@$(PG32_CC) -std=gnu17 -w -O1 -fstack-protector-all -o $@ $<

COMPARED_PROGRAMS := $(COMPARED_NAMES:%=$(COMPARED)/%.native) $(FAILING) \
	$(foreach level,$(COMPARED_LEVELS),$(patsubst %,$(COMPARED)/$(level)/%.elf,$(COMPARED_NAMES)) \
	$(patsubst %,$(COMPARED)/$(level)/%.qemu,$(COMPARED_NAMES)))

# Not among the suites that make check runs: it takes the cross compiler half a minute to build.
TESTS += $(BUILD)/tests/programs
$(BUILD)/tests/programs: $(call sanitized,$(wildcard tests/programs/*.c)) $(COMPARED_PROGRAMS) $(BUILD)/bin/pg32-run
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $(filter %.o,$^) $(CRITERION)

TESTS += tests/programs/at_hand.sh

# C projects that one has at hand, natively, bare and virtual: make outside FOLDER=...
.PHONY: outside
outside: $(PG32_CC_READY) $(BUILD)/bin/pg32-run $(BUILD)/lib/pg32/vmm.elf
	@tests/programs/outside.sh $(FOLDER)
