# The classification: its verdicts, its witnesses, and symbolic against running semantics.
$(eval $(call suite,theorems,$(THEOREMS) $(MACHINE_ENGINES) $(MACHINE_CORE) $(IMAGE) $(ISA),-lz3 -ljansson $(IMAGE_LIBRARIES)))
# The solver takes its time: for make test, not for make check.
UNITS := $(filter-out $(BUILD)/tests/theorems,$(UNITS))

TESTS += $(BUILD)/tests/theorems-command/test

$(BUILD)/tests/theorems-command/test: tests/theorems/command.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD)/bin/pg32-theorems $(@D) >$@
	@chmod +x $@

# pg32-theorems, and in it the machine that replays, over flawed definitions: each has one row of
# isa/pg32.def changed, as tests/mutants/faults.txt has it.
FLAWED := $(BUILD)/tests/flawed
TESTS += $(FLAWED)/all

$(FLAWED)/all: tests/theorems/flawed.sh all
	@printf '#!/bin/sh\nexec %s %s\n' $< $(@D) >$@
	@chmod +x $@

# The verdicts and what comes of them, on the machine.
TESTS += $(BUILD)/tests/consequences

$(BUILD)/tests/consequences: tests/theorems/consequences.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

# The proofs of emulation, and VMMs with a planted error each, of tests/mutants/faults.txt.
EMULATION_TESTS := $(BUILD)/tests/emulation
PROOFS += $(EMULATION_TESTS)/all

$(EMULATION_TESTS)/all: tests/theorems/emulation.sh $(BUILD)/bin/pg32-theorems $(BUILD)/lib/pg32/vmm.elf
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
