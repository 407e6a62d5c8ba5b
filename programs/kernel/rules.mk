# The toy kernel, the tool that makes its disks, and the disk of the demo.
KERNEL := $(BUILD)/programs/kernel/kernel.elf
KERNEL_PAGED := $(BUILD)/programs/kernel/kernel-paged.elf
DEMO_DISK := $(BUILD)/demo.img
PAGING_DISK := $(BUILD)/paging.img
TOOLS += $(BUILD)/bin/pg32-mkfs $(KERNEL) $(KERNEL_PAGED) $(DEMO_DISK) $(PAGING_DISK)

$(BUILD)/bin/pg32-mkfs: $(call objects,programs/kernel/mkfs.c programs/kernel/volume.c $(FRONT))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

# Of the C library it takes what needs no system below it: functions of strings.
# One kernel has the room relocation/, the other paging/; all else is the same.
KERNEL_SOURCES := programs/kernel/entry.s $(filter-out %/mkfs.c,$(wildcard programs/kernel/*.c))
KERNEL_HEADERS := $(wildcard programs/kernel/*.h programs/kernel/*/*.h programs/kernel/*.def isa/*.h isa/*.def)
KERNEL_FLAGS := -nostartfiles -ffreestanding -std=c17 -O2 -g $(WARNINGS) -I.

$(KERNEL): $(KERNEL_SOURCES) $(wildcard programs/kernel/relocation/*.c)
$(KERNEL_PAGED): $(KERNEL_SOURCES) $(wildcard programs/kernel/paging/*.c)

$(KERNEL) $(KERNEL_PAGED): $(KERNEL_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(KERNEL_FLAGS) -o $@ $(filter programs/kernel/%.c programs/kernel/%.s,$^)

# Every user program under its own name, and the manual as a text to work on.
DEMO_FILES := $(foreach program,$(USER_STRIPPED),$(notdir $(program:.elf=))=$(program)) \
	pg32.md=spec/pg32.md script=programs/kernel/demo.script

$(DEMO_DISK): $(BUILD)/bin/pg32-mkfs $(USER_STRIPPED) spec/pg32.md programs/kernel/demo.script
	@echo '  MKFS    $@'
	@$< $@ 2M $(DEMO_FILES)

# The same with the programs that need paging, and a swap space.
PAGING_FILES := $(DEMO_FILES) $(foreach program,$(USER_PAGING_STRIPPED),$(notdir $(program:.elf=))=$(program))

$(PAGING_DISK): $(BUILD)/bin/pg32-mkfs $(USER_STRIPPED) $(USER_PAGING_STRIPPED) spec/pg32.md programs/kernel/demo.script
	@echo '  MKFS    $@'
	@$< --swap 2M $@ 1M $(PAGING_FILES)
