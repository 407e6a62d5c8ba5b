# The translator's templates: the model of the host's instructions against the host's processor, and the
# proofs. Where the fast engine is not made there are none.
ifeq ($(FAST_ENGINE),fast)
$(eval $(call suite,templates,$(filter spec/theorems/templates/% spec/theorems/terms/% %/prover.c %/proof.c,$(THEOREMS)) $(MACHINE_ENGINES) $(MACHINE_CORE) $(ISA),-lz3))
# The solver takes its time: for make test, not for make check.
UNITS := $(filter-out $(BUILD)/tests/templates,$(UNITS))

# All templates proved, and translators with a planted error each, of tests/mutants/faults.txt, refuted; so
# are provers.
TEMPLATE_PROOFS := $(BUILD)/tests/template-proofs
TESTS += $(TEMPLATE_PROOFS)/some

$(TEMPLATE_PROOFS)/some: tests/templates/command.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD)/bin/pg32-theorems $(@D) >$@
	@chmod +x $@

# All of them take one processor a good part of an hour.
.PHONY: prove-templates
prove-templates: all $(TEMPLATE_PROOFS)/all
	@$(TEMPLATE_PROOFS)/all

$(TEMPLATE_PROOFS)/all: tests/templates/proofs.sh $(BUILD)/bin/pg32-theorems $(THEOREMS_OBJECTS)
	@mkdir -p $(@D)
	@printf '#!/bin/sh\n%s exec %s\n' "$(MUTANT_SETTINGS)" $< >$@
	@chmod +x $@
endif
