/* The disk: one sector a command, moved by physical address when its latency is over. */
#include "machine/devices/devices.h"

/* Whether the command can be carried out: sector and memory exist. */
static bool is_possible(const struct devices *devices)
{
	const struct disk *disk = &devices->disk;
	return (disk->command == DISK_READ || disk->command == DISK_WRITE) &&
	       disk->sector < disk->sectors && devices->system.memory_size >= SECTOR_SIZE &&
	       disk->address <= devices->system.memory_size - SECTOR_SIZE;
}

void disk_event(struct devices *devices, const struct wiring *wiring)
{
	struct disk *disk = &devices->disk;
	bool done = is_possible(devices) &&
	            wiring->backend->disk_transfer(wiring->context, disk->sector, disk->address,
	                                           disk->command == DISK_WRITE);
	disk->status = done ? DISK_DONE : DISK_FAILED;
	disk->due = NEVER;
}

/* Reading the status of a finished command makes the disk idle. */
static uint32_t take_status(struct disk *disk)
{
	uint32_t status = disk->status;
	if (status != DISK_BUSY)
		disk->status = DISK_IDLE;
	return status;
}

uint32_t disk_in(struct devices *devices, const struct wiring *wiring, uint32_t port)
{
	(void)wiring;
	switch (port) {
	case PORT_DISK_SECTORS:
		return devices->disk.sectors;
	case PORT_DISK_SECTOR:
		return devices->disk.sector;
	case PORT_DISK_ADDRESS:
		return devices->disk.address;
	case PORT_DISK_STATUS:
		return take_status(&devices->disk);
	default:
		return 0;
	}
}

void disk_out(struct devices *devices, const struct wiring *wiring, uint32_t port, uint32_t value)
{
	struct disk *disk = &devices->disk;
	(void)wiring;
	if (disk->status == DISK_BUSY)
		return;
	switch (port) {
	case PORT_DISK_SECTOR:
		disk->sector = value;
		return;
	case PORT_DISK_ADDRESS:
		disk->address = value;
		return;
	case PORT_DISK_COMMAND:
		disk->command = value;
		disk->status = DISK_BUSY;
		disk->due = devices_later(devices, LATENCY_DISK);
		return;
	default:
		return;
	}
}
