# The part of the C library that is ours: what the machine is for it (console, end, heap, time), its
# start file, and what we do better than picolibc, which has all else. libhelpers.a is for programs
# without a library (-nostdlib): what compiled code calls by itself.

CROSS_CC := riscv64-unknown-elf-gcc
CROSS_AR := riscv64-unknown-elf-ar
CROSS_OBJCOPY := riscv64-unknown-elf-objcopy
CROSS_NM := riscv64-unknown-elf-nm
PICOLIBC := /usr/lib/picolibc/riscv64-unknown-elf
# Data may lie at any address on PG32; address 0 is memory like any other.
CROSS_FLAGS := -march=rv32em -mabi=ilp32e -mtune=thead-c906 -mno-strict-align -msmall-data-limit=0 \
	--param=min-pagesize=0
# The loop in memcpy must not become a call of memcpy.
LIBRARY_FLAGS := $(CROSS_FLAGS) -std=c17 -O2 $(WARNINGS) -ffreestanding -fno-tree-loop-distribute-patterns \
	-fno-builtin -ffunction-sections -fdata-sections -ftls-model=local-exec -fno-asynchronous-unwind-tables -g1 '-ffile-prefix-map=$(CURDIR)=pg32' \
	-isystem programs/lib/include -isystem $(PICOLIBC)/include

# Formatted input and output is much code, of which programs need little at a time.
LIBRARY_SMALL := atomic decimal number format format_floating format_memory format_specification position scan scan_floating scan_format wide
$(LIBRARY_SMALL:%=$(BUILD)/obj/programs/lib/%.pg32.o): LIBRARY_FLAGS += -Os

LIBRARY_SOURCES := $(wildcard programs/lib/*.c)
LIBRARY_HEADERS := $(wildcard programs/lib/include/*.h) \
	$(addprefix isa/,architecture.h causes.def causes.h disk.h marks.h ports.def ports.h psw.h)
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:programs/lib/%.c=$(BUILD)/obj/programs/lib/%.pg32.o)
LIBRARY := $(BUILD)/lib/pg32/libpg32.a $(BUILD)/lib/pg32/ours.o $(BUILD)/lib/pg32/libhelpers.a $(BUILD)/lib/pg32/crt0.o \
	$(BUILD)/lib/pg32/pg32.ld $(BUILD)/lib/pg32/include/gnu.inc $(BUILD)/lib/pg32/include/nested.inc \
	$(patsubst %,$(BUILD)/lib/pg32/include/%,$(LIBRARY_HEADERS:programs/lib/include/%=%))
TOOLS += $(LIBRARY)

$(BUILD)/obj/programs/lib/%.pg32.o: programs/lib/%.c $(BUILD)/lib/pg32/include/gnu.inc
	@mkdir -p $(@D)
	@echo '  PG32    $<'
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) -MMD -MP -MF $(@:.o=.d) -Wa,$(BUILD)/lib/pg32/include/gnu.inc -c -o $@ $<

# Its symbols are weak: a program may have functions of its own by these names.
$(BUILD)/lib/pg32/libpg32.a: $(filter-out %/crt0.pg32.o,$(LIBRARY_OBJECTS))
	@mkdir -p $(@D)
	@rm -f $@
	@$(CROSS_AR) rcD $@.strong $^
	@$(CROSS_NM) -g --defined-only $@.strong | sed -n '/__pointers_to_nested/d; s/^[0-9a-f]* [A-Z] //p' | sort -u >$(BUILD)/obj/programs/lib/ours
	@$(CROSS_OBJCOPY) -D --weaken-symbols=$(BUILD)/obj/programs/lib/ours $@.strong $@
	@rm -f $@.strong

# Pointers to nested functions are for programs that ask for them.
# What has both is to come from ours, also where picolibc asks for it: this object is linked, asks for
# all of ours before picolibc is searched, and the linker then drops what nothing else needs.
$(BUILD)/lib/pg32/ours.o: $(BUILD)/lib/pg32/libpg32.a
	@{ echo '	.section .text.ours, "a"'; sed 's/^/	.word /' $(BUILD)/obj/programs/lib/ours; } >$(BUILD)/obj/programs/lib/ours.s
	@$(CROSS_CC) $(CROSS_FLAGS) -c -o $@ $(BUILD)/obj/programs/lib/ours.s

$(BUILD)/lib/pg32/libhelpers.a: $(filter %/helper-memcmp.pg32.o %/helper-memcpy.pg32.o %/helper-memmove.pg32.o %/helper-memset.pg32.o,$(LIBRARY_OBJECTS))
	@mkdir -p $(@D)
	@rm -f $@
	@$(CROSS_AR) rcD $@ $^

$(BUILD)/lib/pg32/crt0.o: $(BUILD)/obj/programs/lib/crt0.pg32.o
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/pg32.ld: programs/lib/pg32.ld
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/gnu.inc: $(BUILD)/obj/assembler/gnu_macros
	@mkdir -p $(@D)
	@$< >$@

$(BUILD)/lib/pg32/include/nested.inc: programs/lib/nested.inc
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/%.h: programs/lib/include/%.h
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/isa/%: isa/%
	@mkdir -p $(@D)
	@cp $< $@

# Complete, and with nothing in it that is not of these sources: what builds programs waits for it.
$(BUILD)/lib/pg32/.ready: $(LIBRARY)
	@rm -f $(filter-out $(LIBRARY),$(wildcard $(addprefix $(BUILD)/lib/pg32/,*.s include/*.h include/isa/*)))
	@touch $@
