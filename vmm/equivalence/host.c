/* Console and disk in memory. */
#include "vmm/equivalence/host.h"

#include "isa/ports.h"
#include "vmm/equivalence/allocate.h"

static uint32_t poll_console(void *context, bool idle)
{
	struct host *host = context;
	host->polls++;
	host->idle_polls += idle;
	return host->input == host->input_end ? CONSOLE_END : *host->input++;
}

static void put_console(void *context, uint8_t byte)
{
	struct host *host = context;
	if (host->output_size == host->output_room) {
		host->output_room = host->output_room == 0 ? 4096 : 2 * host->output_room;
		host->output = reallocate(host->output, host->output_room);
	}
	host->output[host->output_size++] = byte;
}

static bool transfer_disk(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct host *host = context;
	uint8_t *at = host->disk + (size_t)sector * SECTOR_SIZE;
	uint8_t *memory = host->machine->memory.bytes + address;
	if (write) {
		memcpy(at, memory, SECTOR_SIZE);
		host->written = sector;
		host->writes++;
	} else {
		note_bytes(&host->notes, memory, SECTOR_SIZE);
		memcpy(memory, at, SECTOR_SIZE);
		host->reads++;
	}
	return true;
}

const struct backend host_backend = { poll_console, put_console, transfer_disk };

void host_attach(struct host *host, struct machine *machine, const struct supply *supply)
{
	uint32_t sectors = supply->equipment.sectors;
	size_t size = (size_t)sectors * SECTOR_SIZE;
	if (host->sectors != sectors)
		host->disk = reallocate(host->disk, size);
	if (size != 0)
		memcpy(host->disk, supply->disk, size);
	host->sectors = sectors;
	host->machine = machine;
	host->input = supply->input;
	host->input_end = supply->input + supply->input_size;
	host->polls = host->idle_polls = host->writes = host->reads = 0;
	host->output_size = 0;
	notes_begin(&host->notes, NULL, 0);
}

void host_release(struct host *host)
{
	reallocate(host->disk, 0);
	reallocate(host->output, 0);
	*host = (struct host){ .machine = NULL };
}
