# Guests and images that are hostile to the tools. pg32-run is built with sanitizers for it.
HOSTILE_TOOLS := $(BUILD)/tests/hostile
TESTS += $(HOSTILE_TOOLS)/hostile

$(HOSTILE_TOOLS)/pg32-run: $(call sanitized,machine/tool/main.c $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $^ $(MACHINE_LIBRARIES)

$(HOSTILE_TOOLS)/hostile: tests/hostile/hostile.sh $(HOSTILE_TOOLS)/pg32-run all
	@printf '#!/bin/sh\nexec tests/hostile/hostile.sh %s %s\n' $(BUILD)/bin $(HOSTILE_TOOLS)/pg32-run >$@
	@chmod +x $@
