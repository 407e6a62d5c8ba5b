# The machine, against results worked out by hand.
$(eval $(call suite,machine,$(ISA) $(wildcard machine/core/*.c machine/devices/*.c machine/boot/*.c),))
