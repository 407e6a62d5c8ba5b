IN_STEP := $(patsubst %,tests/equivalence/%.c,allocate bare compare generate host pair program trial written)
$(eval $(call suite,vmm,$(IN_STEP) $(VMM_CORE) $(MACHINE_CORE) $(ISA),))
