# The VMM: one source, built for PG32 (vmm.elf) and for the host (pg32-vmm).
VMM_CORE := $(wildcard vmm/*.c)
VMM_BARE := $(wildcard vmm/bare/*.c)
VMM_MACHINE := $(filter-out machine/core/execute.c machine/core/run.c,$(MACHINE_CORE))

TOOLS += $(BUILD)/bin/pg32-vmm $(BUILD)/lib/pg32/vmm.elf

$(BUILD)/bin/pg32-vmm: $(call objects,$(wildcard vmm/hosted/*.c) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

# Addresses in page 0 are the architecture's, not null pointers.
VMM_FLAGS := -nostdlib -O2 -std=c17 -I. --param=min-pagesize=0 -fno-delete-null-pointer-checks

$(BUILD)/lib/pg32/vmm.elf: vmm/bare/entry.s $(VMM_BARE) $(VMM_CORE) $(VMM_MACHINE) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(VMM_FLAGS) -o $@ $(filter %.s %.c,$^)
