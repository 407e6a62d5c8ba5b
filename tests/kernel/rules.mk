# The parts of the toy kernel that are pure, natively and under sanitizers.
$(eval $(call suite,kernel,programs/kernel/volume.c programs/kernel/elf.c programs/kernel/memory.c \
	programs/kernel/window.c programs/user/shell/parse.c))
