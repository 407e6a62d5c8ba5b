# The command line of pg32-run.
COMMAND := $(BUILD)/tests/command

TESTS += $(COMMAND)/test

$(COMMAND)/test: tests/command/command.sh $(COMMAND)/image $(COMMAND)/json $(BUILD)/bin/pg32-run
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(COMMAND) $(BUILD)/bin/pg32-run >$@
	@chmod +x $@

$(COMMAND)/image: $(call objects,tests/command/image.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

$(COMMAND)/json: $(call objects,tests/command/json.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -ljansson
