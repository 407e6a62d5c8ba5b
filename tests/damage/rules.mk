# Executables and objects of GNU's tools that are damaged.
$(eval $(call suite,damage,$(CONVERT) assembler/driver/objects.c $(sort $(IMAGE) $(ISA)),$(IMAGE_LIBRARIES)))

DAMAGE_SEEDS := $(BUILD)/tests/damage-seeds/seed.elf $(BUILD)/tests/damage-seeds/seed.o
$(BUILD)/tests/damage: | $(DAMAGE_SEEDS)

$(BUILD)/tests/damage-seeds/seed.o: tests/damage/seed/seed.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CROSS_FLAGS) -O1 -c -o $@ $<

$(BUILD)/tests/damage-seeds/seed.elf: tests/damage/seed/seed.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CROSS_FLAGS) -O1 -g1 -nostdlib -Ttext 0x1000 -o $@ $<
