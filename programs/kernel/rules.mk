# The toy kernel, and the tool that makes its disks.
TOOLS += $(BUILD)/bin/pg32-mkfs

$(BUILD)/bin/pg32-mkfs: $(call objects,programs/kernel/mkfs.c programs/kernel/volume.c)
	@mkdir -p $(@D)
	$(CC) -o $@ $^
