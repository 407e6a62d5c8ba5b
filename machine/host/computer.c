/* Joins the machine's devices to the host's console and disk. */
#include "machine/host/computer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "machine/devices/devices.h"
#include "machine/front/file.h"
#include "machine/front/exit_status.h"

static uint32_t poll_console(void *context, bool idle)
{
	struct computer *computer = context;
	return host_console_poll(&computer->console, idle);
}

static void put_console(void *context, uint8_t byte)
{
	struct computer *computer = context;
	host_console_put(&computer->console, byte);
}

static bool transfer_disk(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct computer *computer = context;
	if (!write)
		computer->engine->stored(computer->engine, address, SECTOR_SIZE);
	return host_disk_transfer(&computer->disk, sector, computer->machine.memory.bytes + address,
	                          write);
}

static const struct backend backend = { poll_console, put_console, transfer_disk };

bool computer_create(struct computer *computer, const struct equipment *equipment,
                     enum engine_kind engine, const char *input, enum terminal_mode terminal,
                     const struct host_disk *disk, struct failure *failure)
{
	struct equipment own = *equipment;
	const char *problem;
	*computer = (struct computer){ .disk = *disk };
	if (!host_memory_create(&computer->memory, own.memory_size)) {
		host_disk_close(&computer->disk);
		return fail(failure, EXIT_FAULT, "no memory for the machine: %s", strerror(errno));
	}
	if (!host_console_open(&computer->console, input, terminal)) {
		fail(failure, EXIT_NO_INPUT, "%s: %s", input, reading_problem(errno));
		host_memory_destroy(&computer->memory);
		host_disk_close(&computer->disk);
		return false;
	}
	/* Behind the console: faults that are none of the engine's give the terminal back. */
	computer->engine = engine_create(engine, &computer->memory, &problem);
	if (computer->engine == NULL) {
		host_console_close(&computer->console);
		host_memory_destroy(&computer->memory);
		host_disk_close(&computer->disk);
		return fail(failure, EXIT_USAGE, "%s", problem);
	}
	if (problem != NULL)
		fprintf(stderr, "%s: the reference engine runs instead\n", problem);
	own.sectors = computer->disk.sectors;
	computer->machine.memory = (struct memory){ computer->memory.bytes, own.memory_size };
	computer->machine.wiring = wired_to(&backend, computer);
	buffer_reset(&computer->machine.buffer, computer->buffer, 0, 0, own.profile);
	devices_reset(&computer->machine.devices, &own);
	return true;
}

bool computer_destroy(struct computer *computer, struct failure *failure)
{
	computer->engine->destroy(computer->engine);
	host_memory_destroy(&computer->memory);
	int disk_error = host_disk_close(&computer->disk);
	if (!host_console_close(&computer->console))
		return fail(failure, EXIT_OUTPUT, "standard output: %s", strerror(errno));
	if (computer->console.error != 0)
		return fail(failure, EXIT_NO_INPUT, "console input: %s",
		            strerror(computer->console.error));
	if (disk_error != 0)
		return fail(failure, EXIT_OUTPUT, "the disk could not be written: %s",
		            strerror(disk_error));
	return true;
}
