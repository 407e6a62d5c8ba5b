# pg32-equiv: bare and virtual runs compared, of given kernels and of generated ones.
EQUIVALENCE := $(filter-out vmm/equivalence/bare.c,$(wildcard vmm/equivalence/*.c)) $(VMM_HOSTED) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA)
EQUIVALENCE_BARE := $(BUILD)/obj/vmm/equivalence/bare-machine.o
TOOLS += $(BUILD)/bin/pg32-equiv

# The bare machine has a copy of the core of its own.
$(EQUIVALENCE_BARE): $(call objects,vmm/equivalence/bare.c vmm/equivalence/noting.c $(MACHINE_CORE))
	@echo '  LINK    $@'
	@$(CC) -r -o $@ $^
	@objcopy --wildcard --keep-global-symbol='bare_*' $@

$(BUILD)/bin/pg32-equiv: $(call objects,$(EQUIVALENCE) $(VMM_CORE)) $(EQUIVALENCE_BARE)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)
