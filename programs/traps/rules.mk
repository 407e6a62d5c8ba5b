# One program a trap cause, and the ways in which a machine stops by itself.
TRAP_PROGRAMS := $(patsubst programs/%.s,$(BUILD)/programs/%.elf,$(wildcard programs/traps/*.s))
TOOLS += $(TRAP_PROGRAMS)

$(BUILD)/programs/traps/%.elf: programs/traps/%.s $(wildcard programs/traps/*.inc) $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -I . -o $@ $<
