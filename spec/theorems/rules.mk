# pg32-theorems: the classification of the instructions, the emulation by vmm.elf, and the translator's
# templates where there is a translator, decided by Z3.
THEOREMS := $(filter-out spec/theorems/templates/%,$(wildcard spec/theorems/*/*.c)) \
	$(wildcard spec/theorems/templates/$(if $(filter fast,$(FAST_ENGINE)),,absent/)*.c)
THEOREMS_LIBRARIES := -lz3 -ljansson $(IMAGE_LIBRARIES)

TOOLS += $(BUILD)/bin/pg32-theorems

THEOREMS_OBJECTS := $(sort $(call objects,spec/theorems/main.c $(THEOREMS) $(MACHINE_ENGINES) $(MACHINE_CORE) $(IMAGE) $(ISA)))

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
