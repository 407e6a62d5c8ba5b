# The parts of the toy kernel that are pure, natively and under sanitizers; then all of it, run.
$(eval $(call suite,kernel,programs/kernel/volume.c programs/kernel/elf.c programs/kernel/memory.c \
	programs/kernel/relocation/window.c programs/kernel/paging/layout.c programs/user/shell/parse.c))

KERNEL_PROGRAMS := $(patsubst tests/kernel/programs/%.c,$(BUILD)/tests/kernel-programs/%.elf,$(wildcard tests/kernel/programs/*.c))
$(BUILD)/tests/kernel-programs/%.elf: tests/kernel/programs/%.c $(USER_RUNTIME) $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(USER_FLAGS) $(USER_LINK) -o $@ $(filter %.c,$^)

TESTS += tests/kernel/run.sh tests/kernel/paging.sh
test test-engines: $(KERNEL_PROGRAMS)
