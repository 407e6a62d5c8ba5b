# Known faults of the machine and the VMM, one at a time. Each must be found by a campaign of
# pg32-equiv that compares the broken ones with a bare machine that is whole; a suite judges those
# that a campaign does not find. Some minutes, so a target of its own; a few of them are a test.
MUTANT_PROGRAMS ?= 50000
MUTANT_OBJECTS := $(sort $(call objects,$(EQUIVALENCE) $(VMM_CORE)) $(EQUIVALENCE_BARE))
MUTANT_SETTINGS = CC='$(CC)' FLAGS='$(CPPFLAGS) $(CFLAGS) -w' OBJECTS='$(MUTANT_OBJECTS)' \
	BROKEN='$(call objects,$(MACHINE_CORE) $(VMM_CORE) $(VMM_HOSTED) vmm/equivalence/pair.c vmm/equivalence/noting.c)' \
	ENGINES='$(call objects,$(MACHINE_ENGINES))' LIBRARIES='$(MACHINE_LIBRARIES)' PG32_CC=$(PG32_CC) VMM_FLAGS='$(VMM_FLAGS)' \
	HYBRID_FLAGS='$(HYBRID_FLAGS)' BUILD=$(BUILD) PROVER_LIBRARIES='$(THEOREMS_LIBRARIES)' \
	PROVER_OBJECTS='$(THEOREMS_OBJECTS)' WITNESS_OBJECTS='$(WITNESS_OBJECTS)' \
	WITNESS_BROKEN='$(WITNESS_BROKEN)' WITNESS_LIBRARIES='$(WITNESS_LIBRARIES)'
MUTANT_TOOLS := $(BUILD)/bin/pg32-theorems $(BUILD)/tests/witness/witness $(foreach vmm,bound pc supervisor disk,$(BUILD)/tests/emulation/$(vmm)/vmm.elf) $(BUILD)/bin/pg32-equiv $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf
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

# make mutants FAULT=prover tries the prover's own, FAULT=engine those of the engines; FAULT="the name of one" tries that alone, and leaves it in $(BUILD)/mutants/1: as
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

# And faults that are found in the sources, one of each line, all in one build behind switches:
# $(BUILD)/planted/list names them, tests/mutants/verdicts what became of each.
PLANTED := $(BUILD)/planted
FAULT_SEED ?= 1
PLANTED_CORE := $(filter-out machine/boot/% isa/%,$(MACHINE_CORE)) $(VMM_CORE) $(VMM_HOSTED)
PLANTED_TEXTS := $(PLANTED_CORE) $(wildcard machine/core/*.h machine/devices/*.h machine/devices/*.def vmm/*.h \
	vmm/hosted/*.h vmm/bare/*.h) $(VMM_BARE)
PLANTED_TEXTS := $(filter-out machine/devices/devices.def,$(PLANTED_TEXTS))
# What is not planted, and compiled with what is.
PLANTED_WITH := vmm/equivalence/pair.c vmm/equivalence/noting.c machine/boot/boot.c
PLANTED_OBJECTS := $(patsubst %.c,$(PLANTED)/%.o,$(PLANTED_CORE) $(PLANTED_WITH))
PLANTER := $(call objects,$(wildcard tests/mutants/plant/*.c))

$(PLANTED)/plant: $(PLANTER)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

$(PLANTED)/list: $(PLANTED)/plant $(PLANTED_TEXTS) $(PLANTED_WITH)
	@mkdir -p $(foreach file,$(PLANTED_WITH),$(PLANTED)/$(dir $(file)))
	@$(foreach file,$(PLANTED_WITH),cp $(file) $(PLANTED)/$(file);)
	@$(PLANTED)/plant $(FAULT_SEED) $(PLANTED) $(sort $(PLANTED_TEXTS)) >$@

$(PLANTED_OBJECTS): $(PLANTED)/%.o: $(PLANTED)/list
	@echo '  CC      $(@:.o=.c)'
	@$(CC) -I$(PLANTED) $(CPPFLAGS) $(CFLAGS) -w -c -o $@ $(@:.o=.c)

$(PLANTED)/judge: $(PLANTED_OBJECTS) $(call objects,tests/mutants/judge.c $(filter-out \
		vmm/equivalence/main.c $(PLANTED_CORE) $(PLANTED_WITH),$(EQUIVALENCE) $(VMM_CORE))) $(EQUIVALENCE_BARE)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

# The VMMs for PG32: the faults are those of what only they have, or what only they show.
$(PLANTED)/vmm.elf: FLAGS_ON_PG32 = $(VMM_FLAGS)
$(PLANTED)/vmm.elf: WHOLE := $(BUILD)/vmm/whole.c
$(PLANTED)/vmm-hybrid.elf: FLAGS_ON_PG32 = $(HYBRID_FLAGS)
$(PLANTED)/vmm-hybrid.elf: WHOLE := $(BUILD)/vmm/hybrid.c
$(PLANTED)/vmm.elf $(PLANTED)/vmm-hybrid.elf: $(PLANTED)/list tests/mutants/switch.h $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf
	@mkdir -p $(PLANTED)/pg32/$(@F)/vmm
	@rm -rf $(PLANTED)/pg32/$(@F)/vmm/bare
	@cp -r $(PLANTED)/vmm/bare $(PLANTED)/vmm/pages.c $(PLANTED)/pg32/$(@F)/vmm
	@{ echo '#include "tests/mutants/switch.h"'; cat $(WHOLE); } >$(PLANTED)/pg32/$(@F)/whole.c
	@echo '  PG32-CC $@'
	@$(PG32_CC) -w -I$(PLANTED)/pg32/$(@F) $(FLAGS_ON_PG32) -o $@ vmm/bare/entry.s $(PLANTED)/pg32/$(@F)/whole.c

PLANTED_READY := $(PLANTED)/judge $(PLANTED)/vmm.elf $(PLANTED)/vmm-hybrid.elf
PLANTED_PROGRAMS ?= 1200
TESTS += $(BUILD)/tests/planted

.PHONY: planted
planted: $(PLANTED_READY)
	@BUILD=$(BUILD) tests/mutants/planted.sh all $(PLANTED_PROGRAMS)

# A sample of them.
$(BUILD)/tests/planted: tests/mutants/planted.sh tests/mutants/verdicts $(PLANTED_READY)
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nBUILD=%s exec %s sample 1500\n' $(BUILD) $< >$@
	@chmod +x $@
