IN_STEP := $(patsubst %,vmm/equivalence/%.c,allocate bare compare control device_fragments edges fragments generate host noting paged_fragments pair parting program psw_fragments rehearsal shape step trial turn_fragments written)
$(eval $(call suite,vmm,$(IN_STEP) $(VMM_HOSTED) $(VMM_CORE) $(MACHINE_ENGINES) $(MACHINE_CORE) machine/front/failure.c $(ISA),))
