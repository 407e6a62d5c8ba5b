# What the prover of emulation assumes is so in real runs, and its bare machine does what a real one does.
WITNESS := $(BUILD)/tests/witness
WITNESS_BROKEN := $(call objects,$(wildcard spec/theorems/emulation/*.c spec/theorems/terms/*.c))
WITNESS_OBJECTS := $(WITNESS_BROKEN) $(sort $(call objects,$(wildcard tests/witness/*.c) \
	spec/theorems/report/emulation_report.c spec/theorems/report/proofs_report.c \
	$(filter-out vmm/equivalence/main.c,$(EQUIVALENCE)) $(VMM_CORE))) $(EQUIVALENCE_BARE)
WITNESS_LIBRARIES := $(sort $(MACHINE_LIBRARIES) $(THEOREMS_LIBRARIES))
TESTS += $(WITNESS)/all

$(WITNESS)/witness: $(WITNESS_OBJECTS)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(WITNESS_LIBRARIES)

$(WITNESS)/all: tests/witness/rules.mk $(WITNESS)/witness $(BUILD)/lib/pg32/vmm.elf
	@printf '#!/bin/sh\nexec %s %s 400 4\n' $(wordlist 2,3,$^) >$@
	@chmod +x $@
