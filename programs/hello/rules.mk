# The first programs to try, each from one source.
HELLO_PROGRAMS := $(patsubst %,$(BUILD)/programs/hello/%.elf,hello hello-in-c words roots squares dice shapes)
HELLO_CC = @mkdir -p $(@D) && echo '  PG32-CC $@' && $(PG32_CC) -std=gnu17 -O2 $(WARNINGS) -o $@ $<
TOOLS += $(HELLO_PROGRAMS)

$(BUILD)/programs/hello/hello.elf $(BUILD)/programs/hello/dice.elf: $(BUILD)/programs/hello/%.elf: programs/hello/%.s $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -o $@ $<

$(BUILD)/programs/hello/hello-in-c.elf: programs/hello/hello.c $(PG32_CC_READY)
	$(HELLO_CC)

$(BUILD)/programs/hello/words.elf: programs/hello/words.c $(PG32_CC_READY)
	$(HELLO_CC)

$(BUILD)/programs/hello/roots.elf: programs/hello/roots.c $(PG32_CC_READY)
	$(HELLO_CC)

$(BUILD)/programs/hello/squares.elf: programs/hello/squares.S $(PG32_CC_READY)
	$(HELLO_CC)

$(BUILD)/programs/hello/shapes.elf: programs/hello/shapes.cc $(PG32_CC_READY)
	@mkdir -p $(@D) && echo '  PG32-CC $@' && $(PG32_CC) -std=gnu++17 -O2 -Wall -Wextra -o $@ $<
