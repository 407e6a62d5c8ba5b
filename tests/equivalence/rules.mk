# pg32-equiv: bare and virtual runs compared, of given kernels and of generated ones.
EQUIVALENCE := $(wildcard tests/equivalence/*.c) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA)
TOOLS += $(BUILD)/bin/pg32-equiv

$(BUILD)/bin/pg32-equiv: $(call objects,$(EQUIVALENCE))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)
