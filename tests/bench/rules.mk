# make bench-engine: the speed of the engines over the programs of programs/bench.
# ENGINE_RUNS is how often each is run.

ENGINE_RUNS := 5
ENGINE_TIMED := $(BENCH_PROGRAMS) empty
ENGINE_FILES := $(ENGINE_TIMED:%=$(BENCH)/%.native) $(ENGINE_TIMED:%=$(BENCH)/%.elf)
ifneq ($(shell command -v qemu-system-riscv32),)
ENGINE_FILES += $(ENGINE_TIMED:%=$(BENCH)/%.virt)
endif

.PHONY: bench-engine
bench-engine: $(BUILD)/tests/bench-engine $(BUILD)/bin/pg32-run $(ENGINE_FILES)
	@$< $(BUILD)/bin/pg32-run $(BENCH) $(ENGINE_RUNS) $(BENCH_PROGRAMS)

$(BUILD)/tests/bench-engine: $(call objects,tests/bench/engine.c tests/bench/measure.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -ljansson -lm

# The empty program is a test's.
$(BENCH)/empty.native: tests/bench/empty.c
	@mkdir -p $(@D)
	@$(CC) $(BENCH_FLAGS) -o $@ $<

$(BENCH)/empty.elf: tests/bench/empty.c $(PG32_CC_READY)
	@mkdir -p $(@D)
	@$(PG32_CC) $(BENCH_FLAGS) -o $@ $<

$(BENCH)/empty.virt: tests/bench/empty.c $(BENCH)/virt/virt.o $(BENCH)/virt/library.a $(BENCH)/virt/virt.ld
	@$(CROSS_CC) $(VIRT_FLAGS) $(BENCH_FLAGS) $(VIRT_LINK) -T $(BENCH)/virt/virt.ld -o $@ $< $(BENCH)/virt/virt.o $(VIRT_LIBRARIES)

# What qemu's board runs is linked by every test: it has a platform of its own below the library.
test: $(BENCH)/empty.virt

# All figures. Counts are exact, times are ratios in one run.
bench: all $(BENCH)/compute.elf
	@echo 'The cost of an exit'
	@tests/bench/exits
	@echo; echo 'A trap on the host'
	@tests/bench/traps
	@echo; echo 'A return on the host'
	@tests/bench/returns
	@echo; echo 'The exit law'
	@tests/bench/law
	@echo; echo 'The law of first touch'
	@tests/bench/touch
	@echo; echo 'A paged loop'
	@tests/bench/paged
	@echo; echo 'The compute-bound program'
	@tests/bench/compute
	@echo; echo 'The toy kernel'
	@tests/bench/kernel
	@echo; echo 'The hybrid VMM'
	@tests/bench/hybrid
	@echo; echo 'The engines'
	@$(MAKE) --no-print-directory bench-engine
	@echo; echo 'The campaign'
	@tests/bench/campaign
	@echo; echo 'The assembler'
	@$(MAKE) --no-print-directory bench-assembler
