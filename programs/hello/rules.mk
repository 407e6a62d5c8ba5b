# The first programs to try, each from one source.
HELLO_PROGRAMS := $(patsubst %,$(BUILD)/programs/hello/%.elf,hello hello-c words)
TOOLS += $(HELLO_PROGRAMS)

$(BUILD)/programs/hello/%.elf: programs/hello/%.c $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) -std=c17 -O2 $(WARNINGS) -o $@ $<

$(BUILD)/programs/hello/%.elf: programs/hello/%.s $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -o $@ $<
