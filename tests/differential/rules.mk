# The unprivileged instructions against qemu-riscv32.
DIFFERENTIAL := $(BUILD)/tests/differential

TESTS += $(DIFFERENTIAL)/differential.sh

$(DIFFERENTIAL)/differential.sh: tests/differential/differential.sh $(DIFFERENTIAL)/differential
	@cp $< $@

$(DIFFERENTIAL)/differential: $(call sanitized,$(wildcard tests/differential/*.c) $(MACHINE_CORE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $^
