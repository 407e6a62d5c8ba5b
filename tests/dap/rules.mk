# The server for editors, by a client, and under the sanitizers with what is no message.
DAP := $(BUILD)/tests/dap
TESTS += $(DAP)/all

$(DAP)/client: $(call objects,tests/dap/client.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -ljansson

$(DAP)/pg32-debug: $(call sanitized,$(PG32_DEBUG_SOURCES))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $^ $(MACHINE_LIBRARIES)

$(DAP)/all: tests/dap/dap.sh $(DAP)/client $(DAP)/pg32-debug $(BUILD)/tests/debugger/bugs/stack.elf all
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(DAP) $(BUILD) >$@
	@chmod +x $@
