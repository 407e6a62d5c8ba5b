/* The disk: starts a transfer, and sleeps until the interrupt says that it has ended. */
#include "programs/kernel/disk.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/print.h"
#include "programs/kernel/scheduler.h"

uint32_t disk_sectors(void)
{
	return port_in(PORT_DISK_SECTORS);
}

bool disk_transfer(struct kernel *kernel, enum disk_command command, uint32_t sector, void *memory)
{
	struct disk *disk = &kernel->disk;
	if (disk->status == DISK_BUSY)
		panic("two transfers at once");
	disk->status = DISK_BUSY;
	port_out(PORT_DISK_SECTOR, sector);
	port_out(PORT_DISK_ADDRESS,
	         (uint32_t)memory); /* physical, as are all of the kernel's addresses */
	port_out(PORT_DISK_COMMAND, command);
	while (disk->status == DISK_BUSY)
		sleep(kernel, disk);
	return disk->status == DISK_DONE;
}

void disk_interrupt(struct kernel *kernel)
{
	uint32_t status = port_in(PORT_DISK_STATUS);
	if (status == DISK_IDLE || status == DISK_BUSY)
		return;
	kernel->disk.status = (enum disk_status)status;
	wake(kernel, &kernel->disk);
}
