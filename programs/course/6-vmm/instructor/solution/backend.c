/* What the virtual console and disk stand on: the real ones, asked and never waited for by
 * interrupt. */
#include "vmm/port.h"
#include "vmm/vmm.h"

static uint32_t poll_console(void *context, bool idle)
{
	return port_in(context, idle ? PORT_CONSOLE_AWAIT : PORT_CONSOLE_POLL);
}

static void put_console(void *context, uint8_t byte)
{
	port_out(context, PORT_CONSOLE_OUTPUT, byte);
}

/* Where the guest's memory is its addresses begin at the origin. */
static bool transfer_disk(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct vm *vm = context;
	uint32_t status;
	port_out(vm, PORT_DISK_SECTOR, sector);
	port_out(vm, PORT_DISK_ADDRESS, vm->origin + address);
	port_out(vm, PORT_DISK_COMMAND, write ? DISK_WRITE : DISK_READ);
	do {
		port_wait(vm);
		status = port_in(vm, PORT_DISK_STATUS);
	} while (status == DISK_BUSY);
	return status == DISK_DONE;
}

const struct backend virtual_backend = { poll_console, put_console, transfer_disk };
