# The machine: a freestanding core, the host behind it, and pg32-run.
MACHINE_CORE := $(wildcard machine/core/*.c) $(wildcard machine/devices/*.c) $(wildcard machine/boot/*.c) isa/elf.c
# The fast engine where it is made for the host that the compiler makes code for.
FAST_ENGINE := $(if $(findstring x86_64-linux,$(shell $(CC) -dumpmachine)),fast,absent)
MACHINE_ENGINES := $(wildcard machine/engines/*.c machine/engines/$(FAST_ENGINE)/*.c)
MACHINE_HOST := $(wildcard machine/host/*.c) $(MACHINE_ENGINES) $(FRONT)
MACHINE_RUN := $(filter-out %/main.c,$(wildcard $(patsubst %,machine/%/*.c,run check debug tool)))
# The server for editors, for the tool that has it.
MACHINE_DAP := $(wildcard machine/dap/*.c)
MACHINE_LIBRARIES := $(IMAGE_LIBRARIES) -ljansson -lnettle

TOOLS += $(BUILD)/bin/pg32-run $(BUILD)/bin/pg32-gdb

$(BUILD)/bin/pg32-run: $(call objects,machine/tool/main.c $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

# What starts gdb, and what gdb reads.
$(BUILD)/bin/pg32-gdb: $(call objects,machine/debug/main.c $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA)) | $(BUILD)/bin/pg32-run $(BUILD)/lib/pg32/pg32-gdb.py
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

$(BUILD)/lib/pg32/pg32-gdb.py: machine/debug/pg32-gdb.py
	@mkdir -p $(@D)
	@cp $< $@
