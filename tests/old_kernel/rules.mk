# The tools on the oldest kernel that they are for.
OLD_KERNEL := $(BUILD)/tests/old-kernel
TESTS += $(OLD_KERNEL)/all

$(OLD_KERNEL)/old_kernel: tests/old_kernel/old_kernel.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) -o $@ $<

$(OLD_KERNEL)/all: tests/old_kernel/old_kernel.sh $(OLD_KERNEL)/old_kernel all
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD) $(OLD_KERNEL)/old_kernel >$@
	@chmod +x $@
