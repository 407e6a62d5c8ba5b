# The user programs of the toy kernel: NAME.c, or all of NAME/*.c, becomes one program; and the same
# without symbols and debug sections, which is what fits a small disk. Those of paging/ show what the
# kernel of paging can do.
USER_NAMES := $(patsubst programs/user/%.c,%,$(wildcard programs/user/*.c)) shell
USER_PAGING_NAMES := $(patsubst programs/user/paging/%.c,%,$(wildcard programs/user/paging/*.c))
USER_PROGRAMS := $(USER_NAMES:%=$(BUILD)/programs/user/%.elf)
USER_STRIPPED := $(USER_NAMES:%=$(BUILD)/programs/user/stripped/%.elf)
USER_PAGING := $(USER_PAGING_NAMES:%=$(BUILD)/programs/user/%.elf)
USER_PAGING_STRIPPED := $(USER_PAGING_NAMES:%=$(BUILD)/programs/user/stripped/%.elf)
USER_RUNTIME := $(wildcard programs/user/runtime/*.c) programs/kernel/error.c
USER_HEADERS := $(wildcard programs/user/*/*.h programs/kernel/*.h programs/kernel/*.def)
USER_FLAGS := -std=c17 -O2 -g $(WARNINGS) -I.
# Where a program's image lies in its window: USER_IMAGE of programs/kernel/interface.h.
USER_LINK := -nostartfiles -Ttext 0x8000
TOOLS += $(USER_PROGRAMS) $(USER_STRIPPED) $(USER_PAGING) $(USER_PAGING_STRIPPED)

USER_RUNTIME_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.pg32.o,$(USER_RUNTIME))

$(BUILD)/obj/programs/user/%.pg32.o: programs/user/%.c $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $<'
	@$(PG32_CC) $(USER_FLAGS) -c -o $@ $<

$(BUILD)/obj/programs/kernel/error.pg32.o: programs/kernel/error.c $(USER_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@$(PG32_CC) $(USER_FLAGS) -c -o $@ $<

define user_program
$(BUILD)/programs/user/$(1).elf: $(2) $(USER_RUNTIME_OBJECTS) $(PG32_CC_READY)
	@mkdir -p $$(@D)
	@echo '  PG32-CC $$@'
	@$(PG32_CC) $(USER_LINK) -o $$@ $$(filter %.o,$$^)

$(BUILD)/programs/user/stripped/$(1).elf: $(2) $(USER_RUNTIME_OBJECTS) $(PG32_CC_READY)
	@mkdir -p $$(@D)
	@$(PG32_CC) $(USER_LINK) -s -o $$@ $$(filter %.o,$$^)
endef

$(foreach name,$(filter-out shell,$(USER_NAMES)),$(eval $(call user_program,$(name),$(BUILD)/obj/programs/user/$(name).pg32.o)))
$(foreach name,$(USER_PAGING_NAMES),$(eval $(call user_program,$(name),$(BUILD)/obj/programs/user/paging/$(name).pg32.o)))
$(eval $(call user_program,shell,$(patsubst %.c,$(BUILD)/obj/%.pg32.o,$(wildcard programs/user/shell/*.c))))
