# The machine, against results worked out by hand.
$(eval $(call suite,machine,$(ISA) $(MACHINE_CORE),))
