# The C library of plain PG32 programs, as assembly text: pg32-cc takes of it what a program needs.
# helper-*.s are also for programs without the library (-nostdlib): what compiled code calls by itself.

CROSS_CC := riscv64-unknown-elf-gcc
# Data may lie at any address on PG32; address 0 is memory like any other.
CROSS_FLAGS := -march=rv32em -mabi=ilp32e -mtune=thead-c906 -mno-strict-align -msmall-data-limit=0 \
	--param=min-pagesize=0
# The loop in memcpy must not become a call of memcpy.
LIBRARY_FLAGS := $(CROSS_FLAGS) -std=c17 -O2 $(WARNINGS) -ffreestanding -fno-tree-loop-distribute-patterns \
	-Iprograms/lib/include

LIBRARY_SOURCES := $(wildcard programs/lib/*.c)
LIBRARY_HEADERS := $(wildcard programs/lib/include/*.h) \
	isa/architecture.h isa/causes.def isa/flaws.def isa/ports.def
LIBRARY := $(LIBRARY_SOURCES:programs/lib/%.c=$(BUILD)/lib/pg32/%.s) \
	$(patsubst programs/lib/%.s,$(BUILD)/lib/pg32/%.s,$(wildcard programs/lib/*.s)) \
	$(patsubst %,$(BUILD)/lib/pg32/include/%,$(LIBRARY_HEADERS:programs/lib/include/%=%))
TOOLS += $(LIBRARY)

$(BUILD)/lib/pg32/%.s: programs/lib/%.c
	@mkdir -p $(@D) $(BUILD)/obj/programs/lib
	@echo '  PG32    $<'
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) -MMD -MP -MF $(BUILD)/obj/programs/lib/$*.pg32.d -S -o $@ $<

$(BUILD)/lib/pg32/%.s: programs/lib/%.s
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/%.h: programs/lib/include/%.h
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/isa/%: isa/%
	@mkdir -p $(@D)
	@cp $< $@

# Complete: what builds programs waits for it.
$(BUILD)/lib/pg32/.ready: $(LIBRARY)
	@touch $@
