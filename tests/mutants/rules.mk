# Known faults of the machine and the VMM, one at a time. Each must be found by a campaign of
# pg32-equiv that compares the broken ones with a bare machine that is whole; a suite judges those
# that a campaign does not find. Some minutes, so a target of its own; a few of them are a test.
MUTANT_PROGRAMS ?= 50000
MUTANT_OBJECTS := $(sort $(call objects,$(EQUIVALENCE) $(VMM_CORE)) $(EQUIVALENCE_BARE))
MUTANT_SETTINGS = CC='$(CC)' FLAGS='$(CPPFLAGS) $(CFLAGS) -w' OBJECTS='$(MUTANT_OBJECTS)' \
	BROKEN='$(call objects,$(MACHINE_CORE) $(VMM_CORE) $(VMM_HOSTED) vmm/equivalence/pair.c)' \
	LIBRARIES='$(MACHINE_LIBRARIES)' PG32_CC=$(PG32_CC) VMM_FLAGS='$(VMM_FLAGS)' \
	HYBRID_FLAGS='$(HYBRID_FLAGS)' BUILD=$(BUILD) PROVER_LIBRARIES='$(THEOREMS_LIBRARIES)' \
	PROVER_OBJECTS='$(THEOREMS_OBJECTS)'
MUTANT_TOOLS := $(BUILD)/bin/pg32-theorems $(BUILD)/tests/emulation/bound/vmm.elf $(BUILD)/bin/pg32-equiv $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf
TESTS += $(BUILD)/tests/mutants

# What suites have with a fault each: PLACE, a tool or VMM in $(BUILD)/tests, of the fault in FILE. All that a
# fault touches is compiled anew, so that only the objects which are linked are needed.
NEEDED_pg32-equiv = $(MUTANT_OBJECTS)
NEEDED_pg32-theorems = $(THEOREMS_OBJECTS)
NEEDED_vmm.elf = $(BUILD)/lib/pg32/vmm.elf

# $(call broken,PLACE,FILE)
define broken
$(BUILD)/tests/$(1): $(2) tests/mutants/faults.txt tests/mutants/faults.sh tests/mutants/break.sh $(NEEDED_$(notdir $(1)))
	@echo '  BREAK   $$@'
	@$$(MUTANT_SETTINGS) tests/mutants/break.sh $(1)

$(BUILD)/tests/$(firstword $(subst /, ,$(1)))/all: $(BUILD)/tests/$(1)
endef

PLACES := $(shell awk '/^judge suite / { count = split(substr($$0, 13), places, " ") } \
	/^file / { while (count > 0) print places[count--] ":" $$2 }' tests/mutants/faults.txt)
$(foreach place,$(PLACES),$(eval $(call broken,$(firstword $(subst :, ,$(place))),$(lastword $(subst :, ,$(place))))))

# make mutants FAULT=prover tries the prover's own; FAULT="the name of one" tries that alone, and leaves it in $(BUILD)/mutants/1: as
# pg32-equiv, or as the vmm.elf or vmm-hybrid.elf that has it.
FAULT ?= all
export FAULT

.PHONY: mutants
mutants: $(MUTANT_TOOLS)
	@$(MUTANT_SETTINGS) PROGRAMS=$(MUTANT_PROGRAMS) tests/mutants/mutants.sh "$$FAULT"

$(BUILD)/tests/mutants: tests/mutants/rules.mk $(MUTANT_TOOLS) $(MUTANT_OBJECTS)
	@mkdir -p $(@D)
	@printf "#!/bin/sh\n%s PROGRAMS=5000 exec tests/mutants/mutants.sh quick\n" "$(MUTANT_SETTINGS)" >$@
	@chmod +x $@
