# The programs that the machine is measured by: for the host, for PG32, and for qemu's board "virt".
# Each runs 20 to 60 million instructions at SCALE=100, its default; to time it natively, 20 ms and more, takes more.

BENCH_PROGRAMS := $(patsubst programs/bench/%.c,%,$(wildcard programs/bench/*.c))
BENCH_SCALE := 1600
BENCH_FLAGS := -std=c17 -O2 -DSCALE=$(BENCH_SCALE)
BENCH := $(BUILD)/bench

$(BENCH)/%.native: programs/bench/%.c
	@mkdir -p $(@D)
	@echo '  CC      $@'
	@$(CC) $(BENCH_FLAGS) -o $@ $<

$(BENCH)/%.elf: programs/bench/%.c $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(BENCH_FLAGS) -o $@ $<

# The same library, with another platform below it; and picolibc for that machine.
VIRT_FLAGS := -march=rv32im -mabi=ilp32 -msmall-data-limit=0
VIRT_LIBRARY := $(patsubst programs/lib/%.c,$(BENCH)/virt/%.o, \
	$(filter-out $(patsubst %,programs/lib/%.c,crt0 trap console heap_extend time),$(LIBRARY_SOURCES)))

$(BENCH)/virt/%.o: programs/lib/%.c $(BUILD)/lib/pg32/include/gnu.inc
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CPPFLAGS) $(VIRT_FLAGS) $(filter-out $(CROSS_FLAGS),$(LIBRARY_FLAGS)) $(DEPENDENCIES) \
		-Wa,$(BUILD)/lib/pg32/include/gnu.inc -c -o $@ $<

$(BENCH)/virt/virt.o: tests/bench/virt.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CPPFLAGS) $(VIRT_FLAGS) $(filter-out $(CROSS_FLAGS),$(LIBRARY_FLAGS)) $(DEPENDENCIES) -c -o $@ $<

$(BENCH)/virt/library.a: $(VIRT_LIBRARY)
	@rm -f $@
	@$(CROSS_AR) rc $@ $^

$(BENCH)/virt/virt.ld: programs/lib/pg32.ld
	@mkdir -p $(@D)
	@sed 's/SEGMENT_START("text-segment", 0x1000)/0x80000000/; s/\.text\.pg32\.start/.start/' $< >$@

VIRT_LINK := -nostdlib -L$(PICOLIBC)/lib/rv32im/ilp32
VIRT_LIBRARIES := -Wl,--start-group $(BENCH)/virt/library.a -lc -lgcc -Wl,--end-group

$(BENCH)/%.virt: programs/bench/%.c $(BENCH)/virt/virt.o $(BENCH)/virt/library.a $(BENCH)/virt/virt.ld
	@echo '  VIRT    $@'
	@$(CROSS_CC) $(VIRT_FLAGS) $(BENCH_FLAGS) -isystem $(PICOLIBC)/include -ftls-model=local-exec $(VIRT_LINK) \
		-T $(BENCH)/virt/virt.ld -o $@ $< $(BENCH)/virt/virt.o $(VIRT_LIBRARIES)
