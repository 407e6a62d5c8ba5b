# C programs at all levels of optimisation: on pg32-run, under qemu-riscv32 with the same library,
# and natively with the host's library; and programs that fail.

COMPARED := $(BUILD)/tests/compared
COMPARED_SOURCES := $(wildcard tests/programs/c/*.c programs/bench/*.c)
COMPARED_NAMES := $(notdir $(COMPARED_SOURCES:.c=))
COMPARED_LEVELS := O0 O1 O2 O3 Os
# The sources are compiled as they are: what they show is no matter of warnings.
COMPARED_FLAGS := -std=gnu17 -DSCALE=1 -w
FAILING := $(patsubst tests/programs/failing/%.c,$(COMPARED)/failing/%.elf,$(wildcard tests/programs/failing/*.c))

# The library as GNU as assembles it, with Linux below it.
QEMU_LIBRARY := $(patsubst $(BUILD)/lib/pg32/%.s,$(COMPARED)/library/%.o, \
	$(filter-out $(patsubst %,$(BUILD)/lib/pg32/%.s,crt0 trap console heap_extend),$(filter %.s,$(LIBRARY))))

$(COMPARED)/library/%.o: $(BUILD)/lib/pg32/%.s
	@mkdir -p $(@D)
	@riscv64-unknown-elf-as -march=rv32em -mabi=ilp32e -o $@ $<

$(COMPARED)/platform.o: tests/programs/qemu/platform.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) $(DEPENDENCIES) -c -o $@ $<

$(COMPARED)/library.a: $(QEMU_LIBRARY)
	@riscv64-unknown-elf-ar rc $@ $^

define compared_source
$(COMPARED)/$(notdir $(1:.c=)).native: $(1)
	@mkdir -p $$(@D)
	@$(CC) $(COMPARED_FLAGS) -O2 -o $$@ $$<
$(foreach level,$(COMPARED_LEVELS),$(call compared_level,$(1),$(COMPARED)/$(level)/$(notdir $(1:.c=)),$(level)))
endef

define compared_level

$(2).elf: $(1) $$(PG32_CC_READY)
	@mkdir -p $$(@D)
	@echo '  PG32-CC $$@'
	@$$(PG32_CC) $(COMPARED_FLAGS) -$(3) -o $$@ $$<

# No relaxation: it would use gp.
$(2).qemu: $(1) $(COMPARED)/platform.o $(COMPARED)/library.a
	@mkdir -p $$(@D)
	@$(CROSS_CC) $(CROSS_FLAGS) $(COMPARED_FLAGS) -$(3) -isystem programs/lib/include -nostdlib \
		-Wl,--no-relax -o $$@ $$(filter-out %.a,$$^) $$(filter %.a,$$^)

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
