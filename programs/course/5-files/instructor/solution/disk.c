/* The disk, by interrupt. */
#include "kernel.h"

static volatile uint32_t status;

void disk_interrupt(void)
{
	status = read_port(PORT_DISK_STATUS);
}

static void transfer(uint32_t sector, uint32_t address, uint32_t command)
{
	write_port(PORT_DISK_SECTOR, sector);
	write_port(PORT_DISK_ADDRESS, address);
	status = DISK_BUSY;
	write_port(PORT_DISK_COMMAND, command);
	while (status == DISK_BUSY)
		pause();
	if (status != DISK_DONE)
		halt(62);
}

void disk_read(uint32_t sector, void *to)
{
	transfer(sector, (uint32_t)to, DISK_READ);
}

void disk_write(uint32_t sector, const void *from)
{
	transfer(sector, (uint32_t)from, DISK_WRITE);
}
