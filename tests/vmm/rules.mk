$(eval $(call suite,vmm,$(VMM_CORE) $(MACHINE_CORE) $(ISA),))
