# The command lines of pg32-run and pg32-vmm.
COMMAND := $(BUILD)/tests/command

TESTS += $(COMMAND)/pg32-run $(COMMAND)/pg32-vmm $(COMMAND)/hybrid

$(COMMAND)/pg32-%: tests/command/command.sh $(COMMAND)/image $(COMMAND)/json all
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(COMMAND) $(BUILD)/bin/pg32-$* >$@
	@chmod +x $@

$(COMMAND)/hybrid: tests/command/command.sh $(COMMAND)/image $(COMMAND)/json all
	@printf '#!/bin/sh\nexec %s %s %s --hybrid\n' $< $(COMMAND) $(BUILD)/bin/pg32-vmm >$@
	@chmod +x $@

$(COMMAND)/image: $(call objects,tests/command/image.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

$(COMMAND)/json: $(call objects,tests/command/json.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -ljansson

# The console on the host.
TESTS += $(COMMAND)/console-run $(COMMAND)/console-vmm $(COMMAND)/console-hybrid $(COMMAND)/console-fast

$(COMMAND)/console-hybrid: console_option := --hybrid
$(COMMAND)/console-fast: console_option := --engine=fast
$(COMMAND)/console-%: tests/command/console.sh $(COMMAND)/image $(COMMAND)/pty all
	@printf '#!/bin/sh\nexec %s %s %s %s\n' $< $(COMMAND) $(BUILD)/bin/pg32-$(subst fast,run,$(subst hybrid,vmm,$*)) $(console_option) >$@
	@chmod +x $@

$(COMMAND)/pty: $(call objects,tests/command/pty.c)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

# What all tools do with the host's files.
TESTS += $(COMMAND)/files

$(COMMAND)/files: tests/command/files.sh $(COMMAND)/image all
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(COMMAND) $(BUILD)/bin >$@
	@chmod +x $@

# The dump, however it is come to.
TESTS += $(COMMAND)/dump

$(COMMAND)/dump: tests/command/dump.sh $(BUILD)/demo.img $(BUILD)/programs/kernel/kernel.elf all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
