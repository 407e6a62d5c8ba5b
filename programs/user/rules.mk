# The user programs of the toy kernel: NAME.c, or all of NAME/*.c, becomes one program.
USER_NAMES := $(patsubst programs/user/%.c,%,$(wildcard programs/user/*.c)) shell
USER_PROGRAMS := $(USER_NAMES:%=$(BUILD)/programs/user/%.elf)
USER_RUNTIME := $(wildcard programs/user/runtime/*.c) programs/kernel/error.c
USER_HEADERS := $(wildcard programs/user/*/*.h programs/kernel/*.h programs/kernel/*.def)
# Where a program's image lies in its window: USER_IMAGE of programs/kernel/interface.h.
USER_FLAGS := -std=c17 -O2 $(WARNINGS) -I. -nostartfiles -Ttext 0x8000
TOOLS += $(USER_PROGRAMS)

$(BUILD)/programs/user/%.elf: programs/user/%.c $(USER_RUNTIME) $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(USER_FLAGS) -o $@ $< $(USER_RUNTIME)

$(BUILD)/programs/user/shell.elf: $(wildcard programs/user/shell/*.c) $(USER_RUNTIME) $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(USER_FLAGS) -o $@ $(filter %.c,$^)
