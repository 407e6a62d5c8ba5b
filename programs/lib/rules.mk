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
LIBRARY_HEADERS := $(wildcard programs/lib/include/*.h programs/lib/include/sys/*.h) \
	$(addprefix programs/lib/include/,initializer_list new) $(addprefix isa/,architecture.h causes.def causes.h disk.h marks.h ports.def ports.h psw.h)
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:programs/lib/%.c=$(BUILD)/obj/programs/lib/%.pg32.o)
LIBRARY_WEAK := $(patsubst programs/lib/%.c,$(BUILD)/obj/programs/lib/weak/%.o,$(filter-out %/crt0.c,$(LIBRARY_SOURCES)))
LIBRARY := $(BUILD)/lib/pg32/libpg32.a $(BUILD)/lib/pg32/libhelpers.a $(BUILD)/lib/pg32/crt0.o \
	$(BUILD)/lib/pg32/pg32.ld $(BUILD)/lib/pg32/include/gnu.inc $(BUILD)/lib/pg32/include/nested.inc \
	$(patsubst %,$(BUILD)/lib/pg32/include/%,$(LIBRARY_HEADERS:programs/lib/include/%=%))
TOOLS += $(LIBRARY)

$(BUILD)/obj/programs/lib/%.pg32.o: programs/lib/%.c $(BUILD)/lib/pg32/include/gnu.inc
	@mkdir -p $(@D)
	@echo '  PG32    $<'
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) -MMD -MP -MF $(@:.o=.d) -Wa,$(BUILD)/lib/pg32/include/gnu.inc -c -o $@ $<

# The symbols that an object defines are weak: a program may have functions of its own by these names.
# Pointers to nested functions are for programs that ask for them.
$(BUILD)/obj/programs/lib/weak/%.o: $(BUILD)/obj/programs/lib/%.pg32.o
	@mkdir -p $(@D)
	@$(CROSS_OBJCOPY) -D $$($(CROSS_NM) -g --defined-only $< | \
		sed -n '/__pointers_to_nested/d; s/^[0-9a-f]* [A-Z] /--weaken-symbol=/p') $< $@

# What both have is to come from ours, also where picolibc asks for it, which is searched behind ours:
# so the members of picolibc that ask for such are among ours.
PICOLIBC_ARCHIVE := $(PICOLIBC)/lib/rv32em/ilp32e/libc.a
PICOLIBC_CALLERS := $(BUILD)/obj/programs/lib/picolibc
$(PICOLIBC_CALLERS)/.ready: $(filter-out %/crt0.pg32.o,$(LIBRARY_OBJECTS)) $(PICOLIBC_ARCHIVE) programs/lib/callers.awk
	@rm -rf $(@D)
	@mkdir -p $(@D)
	@$(CROSS_NM) -A -g $(filter %.o,$^) >$(@D)/ours
	@$(CROSS_NM) -A -g $(PICOLIBC_ARCHIVE) >$(@D)/theirs
	@awk -f programs/lib/callers.awk $(@D)/ours $(@D)/theirs | sort >$(@D)/members
	@cd $(@D) && $(CROSS_AR) x $(PICOLIBC_ARCHIVE) $$(cat members)
	@touch $@

$(BUILD)/lib/pg32/libpg32.a: $(LIBRARY_WEAK) $(PICOLIBC_CALLERS)/.ready
	@mkdir -p $(@D)
	@rm -f $@
	@$(CROSS_AR) rcD $@ $(LIBRARY_WEAK) $(PICOLIBC_CALLERS)/*.o

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

$(BUILD)/lib/pg32/include/%: programs/lib/include/%
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/lib/pg32/include/isa/%: isa/%
	@mkdir -p $(@D)
	@cp $< $@

# Complete, and with nothing in it that is not of these sources: what builds programs waits for it.
$(BUILD)/lib/pg32/.ready: $(LIBRARY)
	@rm -f $(filter-out $(LIBRARY) %/isa %/sys,$(wildcard $(addprefix $(BUILD)/lib/pg32/,*.s include/* include/isa/* include/sys/*)))
	@touch $@
