# The timeline and the debugger, over machines, towers and the hosted VMM.
$(eval $(call suite,debug,$(filter-out vmm/hosted/main.c,$(wildcard vmm/hosted/*.c)) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA),$(MACHINE_LIBRARIES)))
$(BUILD)/tests/debug: | all
