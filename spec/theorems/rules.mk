# pg32-theorems: the classification of the instructions, and the emulation by vmm.elf, decided by Z3.
THEOREMS := $(wildcard spec/theorems/*/*.c)
THEOREMS_LIBRARIES := -lz3 -ljansson $(IMAGE_LIBRARIES)

TOOLS += $(BUILD)/bin/pg32-theorems

THEOREMS_OBJECTS := $(sort $(call objects,spec/theorems/main.c $(THEOREMS) $(MACHINE_CORE) $(IMAGE) $(ISA)))

$(BUILD)/bin/pg32-theorems: $(THEOREMS_OBJECTS)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(THEOREMS_LIBRARIES)

# PG32 and every profile, with every witness replayed, and what comes of it on the machine; the proofs
# of emulation.
.PHONY: theorems
theorems: $(BUILD)/bin/pg32-theorems all
	@$< --isa all
	@echo
	@$< --emulation
	@echo
	@spec/theorems/consequences $(BUILD)
