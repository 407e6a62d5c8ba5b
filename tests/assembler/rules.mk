# The assembler, its reader of images, and the tools that are built of them.
$(eval $(call suite,assembler,$(ASSEMBLER) $(IMAGE),$(IMAGE_LIBRARIES)))

$(BUILD)/tests/assembler: $(patsubst $(GENERATED)/%.c,$(BUILD)/sanitized/generated/%.o,$(ASSEMBLER_GENERATED))
$(BUILD)/tests/assembler: | $(PG32_CC_READY) $(BUILD)/bin/pg32-objdump

TESTS += tests/assembler/tools.sh tests/assembler/levels.sh
