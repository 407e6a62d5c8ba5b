# The assembler, its reader of images, and the tools that are built of them.
$(eval $(call suite,assembler,$(ASSEMBLER) $(IMAGE),$(IMAGE_LIBRARIES)))

$(BUILD)/tests/assembler: $(patsubst $(GENERATED)/%.c,$(BUILD)/sanitized/generated/%.o,$(ASSEMBLER_GENERATED))
$(BUILD)/tests/assembler: | $(PG32_CC_READY) $(BUILD)/bin/pg32-objdump

TESTS += tests/assembler/import.sh tests/assembler/debug.sh tests/assembler/objects.sh tests/assembler/plus_plus.sh tests/assembler/arguments.sh tests/assembler/tools.sh tests/assembler/levels.sh tests/assembler/manual.sh tests/assembler/gnu.sh tests/assembler/linear.sh

# Damaged sources for as long as one likes: make fuzz-assembler FUZZ_SECONDS=600 FUZZ_SEED=7
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 1
.PHONY: fuzz-assembler
fuzz-assembler: $(BUILD)/tests/fuzz-assembler
	$< $(FUZZ_SECONDS) $(FUZZ_SEED) $(wildcard programs/*/*.s programs/*/*.inc)

$(BUILD)/tests/fuzz-assembler: $(call sanitized,tests/assembler/fuzz/fuzz.c $(ASSEMBLER) $(IMAGE)) \
		$(patsubst $(GENERATED)/%.c,$(BUILD)/sanitized/generated/%.o,$(ASSEMBLER_GENERATED))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $^ $(IMAGE_LIBRARIES)

# The same for the converter, with an executable and an object of GNU's tools: make fuzz-convert FUZZ_SECONDS=600
.PHONY: fuzz-convert
fuzz-convert: $(BUILD)/tests/fuzz-convert $(BUILD)/tests/convert/seed.elf $(BUILD)/tests/convert/seed.o
	$< $(FUZZ_SECONDS) $(FUZZ_SEED) $(filter %.elf %.o,$^)

$(BUILD)/tests/convert/seed.o: tests/damage/seed/seed.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CROSS_FLAGS) -O1 -g -ffunction-sections -c -o $@ $<

$(BUILD)/tests/convert/seed.elf: programs/lib/memchr.c
	@mkdir -p $(@D)
	@$(CROSS_CC) $(CPPFLAGS) $(LIBRARY_FLAGS) -g -nostdlib -Ttext 0x1000 -Wl,-e,memchr -o $@ $<

$(BUILD)/tests/fuzz-convert: $(call sanitized,tests/assembler/fuzz/fuzz_convert.c assembler/text/output.c assembler/driver/objects.c \
		$(CONVERT) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(SANITIZE) -o $@ $^ $(IMAGE_LIBRARIES)

.PHONY: bench-assembler
bench-assembler: $(PG32_AS)
	@tests/assembler/speed.sh
