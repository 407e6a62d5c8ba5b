# Programs whose output depends on the exact instruction at which an interrupt arrives.
TIMER_PROGRAMS := $(patsubst programs/%.s,$(BUILD)/programs/%.elf,$(wildcard programs/timer/*.s))
TOOLS += $(TIMER_PROGRAMS)

$(BUILD)/programs/timer/%.elf: programs/timer/%.s programs/traps/print.inc $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -I . -o $@ $<
