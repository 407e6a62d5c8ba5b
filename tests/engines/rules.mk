# The engines: the emitter's forms as libzydis reads them, and the cases that are hard for a
# translator. Where the fast engine is not made there is nothing to test.
ifeq ($(FAST_ENGINE),fast)
$(eval $(call suite,engines,$(MACHINE_ENGINES) $(MACHINE_CORE) $(ISA),-lZydis))
endif
