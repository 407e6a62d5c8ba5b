# The classification: its verdicts, its witnesses, and symbolic against running semantics.
$(eval $(call suite,theorems,$(filter-out spec/theorems/main.c,$(wildcard spec/theorems/*.c)) $(MACHINE_CORE) $(ISA),-lz3 -ljansson))
# The solver takes its time: for make test, not for make check.
UNITS := $(filter-out $(BUILD)/tests/theorems,$(UNITS))

TESTS += $(BUILD)/tests/theorems-command/test

$(BUILD)/tests/theorems-command/test: tests/theorems/command.sh $(BUILD)/bin/pg32-theorems
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $^ $(@D) >$@
	@chmod +x $@

# pg32-theorems, and in it the machine that replays, over flawed definitions: each is isa/pg32.def with
# one row changed, compiled anew.
FLAWED := $(BUILD)/tests/flawed
FLAWS := moved base port
FLAWED_SOURCES := $(wildcard spec/theorems/*.c) $(MACHINE_CORE) $(ISA)
FLAWED_HEADERS := $(wildcard spec/theorems/*.h spec/theorems/*.def machine/core/*.h machine/devices/*.h isa/*.h isa/*.def)

TESTS += $(FLAWED)/flawed.sh

$(FLAWED)/moved/isa/pg32.def: FLAW := s/INSTRUCTION(lpsw, *ADDRESS, 0xF0/INSTRUCTION(lpsw, ADDRESS, 0x90/
$(FLAWED)/base/isa/pg32.def: FLAW := s/SET_RD(SUB(RA, RB))/SET_RD(SUB(BASE, RB))/
$(FLAWED)/port/isa/pg32.def: FLAW := s/INSTRUCTION(in, *LOAD, *0xF2/INSTRUCTION(in, LOAD, 0x92/

$(FLAWED)/%/isa/pg32.def: isa/pg32.def tests/theorems/rules.mk
	@mkdir -p $(@D)
	@sed '$(FLAW)' $< >$@
	@! cmp -s $< $@ || { echo 'tests/theorems/rules.mk: error: the row of flaw $* was not found' >&2; exit 1; }

$(FLAWED)/%/pg32-theorems: $(FLAWED)/%/isa/pg32.def $(FLAWED_SOURCES) $(FLAWED_HEADERS)
	@echo '  LINK    $@'
	@$(CC) -I$(FLAWED)/$* $(CPPFLAGS) $(CFLAGS) -o $@ $(FLAWED_SOURCES) -lz3 -ljansson

$(FLAWED)/flawed.sh: tests/theorems/flawed.sh $(FLAWS:%=$(FLAWED)/%/pg32-theorems)
	@cp $< $@

# The verdicts and what comes of them, on the machine.
TESTS += $(BUILD)/tests/consequences

$(BUILD)/tests/consequences: tests/theorems/consequences.sh
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
