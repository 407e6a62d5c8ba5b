# For each profile a kernel that uses its instruction as kernels of that machine did.
FLAW_PROGRAMS := $(patsubst programs/%.s,$(BUILD)/programs/%.elf,$(wildcard programs/flaws/*.s))
TOOLS += $(FLAW_PROGRAMS)

$(BUILD)/programs/flaws/%.elf: programs/flaws/%.s $(wildcard programs/flaws/*.inc) programs/traps/print.inc $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -I . -o $@ $<
