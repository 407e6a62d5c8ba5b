# Numbers of the code in the manual.
$(eval $(call suite,prose,,))
