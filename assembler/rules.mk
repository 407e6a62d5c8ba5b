# What reads a program: for every tool that shows symbols and lines.
IMAGE := $(addprefix assembler/image/,image.c image_frames.c image_lines.c image_types.c image_variables.c) $(FRONT)
IMAGE_LIBRARIES := -ldw -lelf

# The assembler, but for its command line. The lexer and the parser are generated.
ASSEMBLER := assembler/assemble.c $(wildcard assembler/text/*.c assembler/read/*.c assembler/program/*.c assembler/link/*.c assembler/dwarf/*.c) \
	$(filter-out $(IMAGE),$(wildcard assembler/image/*.c)) $(FRONT) $(ISA)
GENERATED := $(BUILD)/generated
ASSEMBLER_GENERATED := $(GENERATED)/lexer.c $(GENERATED)/parser.c

$(GENERATED)/lexer.c: assembler/read/lexer.l
	@mkdir -p $(@D)
	@echo "  FLEX    $<"
	@flex -Cf -o $@ $<

$(GENERATED)/parser.c: assembler/read/parser.y
	@mkdir -p $(@D)
	@echo "  BISON   $<"
	@bison -Wall -Werror --header=$(GENERATED)/parser.h -o $@ $<

$(GENERATED)/parser.h: $(GENERATED)/parser.c

# What flex and bison write is not held to our warnings.
GENERATED_FLAGS := -I$(GENERATED) -Wno-conversion -Wno-sign-conversion -Wno-switch-enum -Wno-missing-prototypes

$(BUILD)/obj/generated/%.o: $(GENERATED)/%.c $(GENERATED)/parser.h
	@mkdir -p $(@D)
	@echo '  CC      $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(GENERATED_FLAGS) $(DEPENDENCIES) -c -o $@ $<

$(BUILD)/sanitized/generated/%.o: $(GENERATED)/%.c $(GENERATED)/parser.h
	@mkdir -p $(@D)
	@echo '  CC      $< (sanitized)'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -O1 $(SANITIZE) $(GENERATED_FLAGS) $(DEPENDENCIES) -c -o $@ $<

$(call objects,assembler/read/unit.c) $(call sanitized,assembler/read/unit.c): CPPFLAGS += -I$(GENERATED)
$(call objects,assembler/read/unit.c) $(call sanitized,assembler/read/unit.c): $(GENERATED)/parser.h

ASSEMBLER_OBJECTS := $(call objects,$(ASSEMBLER)) \
	$(patsubst $(GENERATED)/%.c,$(BUILD)/obj/generated/%.o,$(ASSEMBLER_GENERATED))

TOOLS += $(BUILD)/bin/pg32-as

$(BUILD)/bin/pg32-as: $(call objects,assembler/pg32-as.c assembler/driver/installation.c) $(ASSEMBLER_OBJECTS)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -lelf

TOOLS += $(BUILD)/bin/pg32-objdump

$(BUILD)/bin/pg32-objdump: $(call objects,assembler/pg32-objdump.c $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(IMAGE_LIBRARIES)

# What makes PG32 executables of RISC-V ones.
CONVERT := $(wildcard assembler/convert/*.c) assembler/image/mapping.c

TOOLS += $(BUILD)/bin/pg32-import

$(BUILD)/bin/pg32-import: $(call objects,assembler/pg32-import.c $(CONVERT) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(IMAGE_LIBRARIES)

TOOLS += $(BUILD)/bin/pg32-cc

$(BUILD)/bin/pg32-cc: $(call objects,assembler/pg32-cc.c $(wildcard assembler/driver/*.c) $(CONVERT) $(IMAGE) $(FRONT) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(IMAGE_LIBRARIES)

# The constants of the architecture, for assembly programs.
TOOLS += $(BUILD)/include/pg32.inc

$(BUILD)/include/pg32.inc: $(BUILD)/obj/assembler/constants
	@mkdir -p $(@D)
	$< >$@

$(BUILD)/obj/assembler/constants: $(call objects,assembler/constants.c)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

# PG32's instructions as macros of GNU's assembler: see programs/lib/rules.mk.
$(BUILD)/obj/assembler/gnu_macros: $(call objects,assembler/gnu_macros.c $(ISA))
	@echo '  LINK    $@'
	@$(CC) -o $@ $^
