# The parts of the toy kernel that are pure, natively and under sanitizers; then all of it, run.
$(eval $(call suite,kernel,programs/kernel/volume.c programs/kernel/elf.c programs/kernel/memory.c \
	programs/kernel/relocation/window.c programs/user/shell/parse.c))

HOSTILE := $(BUILD)/tests/kernel-programs/hostile.elf
$(HOSTILE): tests/kernel/programs/hostile.c $(USER_RUNTIME) $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(USER_FLAGS) $(USER_LINK) -o $@ $(filter %.c,$^)

TESTS += tests/kernel/run.sh
test: $(HOSTILE)
