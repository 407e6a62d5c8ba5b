# The instruction set: golden words, round trips, names.
$(eval $(call suite,isa,$(ISA),))
TESTS += tests/isa/meanings.sh
