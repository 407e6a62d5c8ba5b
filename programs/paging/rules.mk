# Programs that use paging; their exit status is the first step that went wrong, or 0.
PAGING_PROGRAMS := $(patsubst programs/%.s,$(BUILD)/programs/%.elf,$(wildcard programs/paging/*.s))
TOOLS += $(PAGING_PROGRAMS)

$(BUILD)/programs/paging/%.elf: programs/paging/%.s $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -o $@ $<
