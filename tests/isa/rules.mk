$(eval $(call suite,isa,$(ISA),))
