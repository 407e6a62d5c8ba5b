/* The fragments that have to do with devices. */
#include "vmm/equivalence/fragments.h"

#include "isa/ports.h"

static int32_t random_port(struct generator *generator)
{
	static const uint8_t ports[] = {
#define PORT(NAME, number, DEVICE, direction, text) number,
#include "isa/ports.def"
	};
	return one_in(&generator->state, 12) ? interesting(generator)
	                                     : ports[below(&generator->state, sizeof ports)];
}

/* A port whose number has bits above those of any device's. */
static void emit_far_port(struct generator *generator)
{
	enum operation operation = one_in(&generator->state, 2) ? OPERATION_in : OPERATION_out;
	uint32_t bit = 1u << (8 + below(&generator->state, 24));
	emit_constant(generator, bit);
	emit(generator, operation, operation == OPERATION_in ? any_register(generator) : 0, T0,
	     operation == OPERATION_in ? 0 : any_register(generator), random_port(generator));
}

void emit_device(struct generator *generator)
{
	if (one_in(&generator->state, 6)) {
		emit_far_port(generator);
		return;
	}
	if (one_in(&generator->state, 2)) {
		emit(generator, OPERATION_in, any_register(generator), 0, 0,
		     random_port(generator));
		return;
	}
	emit(generator, OPERATION_addi, T0, 0, 0, (int32_t)below(&generator->state, 4));
	emit(generator, OPERATION_out, 0, 0,
	     one_in(&generator->state, 4) ? any_register(generator) : T0, random_port(generator));
}

static void emit_out(struct generator *generator, enum port port, uint32_t value)
{
	emit_constant(generator, value);
	emit(generator, OPERATION_out, 0, 0, T0, (int32_t)port);
}

void emit_wait(struct generator *generator)
{
	emit(generator, OPERATION_wait, 0, 0, 0, 0);
}

/* Mostly where a sector fits; some just do, or just do not. */
static uint32_t disk_address(struct generator *generator)
{
	switch (below(&generator->state, 12)) {
	case 0:
		return (uint32_t)interesting(generator);
	case 1:
		return edge(generator, 1);
	case 2:
		return 0 - below(&generator->state, SECTOR_SIZE + 2);
	case 3:
		return PROGRAM_MEMORY - SECTOR_SIZE - 1 + below(&generator->state, 3);
	default:
		return 0x200 + below(&generator->state, PROGRAM_MEMORY - 0x300);
	}
}

static uint32_t disk_sector(struct generator *generator)
{
	return one_in(&generator->state, 6) ? edge(generator, 1)
	                                    : below(&generator->state, PROGRAM_SECTORS + 2);
}

/* To read or to write; some are no command, and some are one but for a bit. */
static uint32_t disk_command(struct generator *generator)
{
	uint32_t command = 1 + below(&generator->state, 2);
	if (one_in(&generator->state, 8))
		return command | 1u << (2 + below(&generator->state, 30));
	return one_in(&generator->state, 6) ? below(&generator->state, 4) : command;
}

void emit_command(struct generator *generator, uint32_t sector, uint32_t address, uint32_t command)
{
	emit_out(generator, PORT_DISK_SECTOR, sector);
	emit_out(generator, PORT_DISK_ADDRESS, address);
	emit_out(generator, PORT_DISK_COMMAND, command);
}

void emit_disk(struct generator *generator)
{
	uint32_t sector = disk_sector(generator), address = disk_address(generator);
	emit_command(generator, sector, address, disk_command(generator));
	if (!one_in(&generator->state, 3))
		emit_wait(generator);
	emit(generator, OPERATION_in, any_register(generator), 0, 0, PORT_DISK_STATUS);
}

/* Loads the PSW of the slot, which goes on behind. */
static void emit_go_on(struct generator *generator, int32_t slot)
{
	enum { TO_BEHIND = 3 }; /* words: the pc and the lpsw */
	emit_constant(generator, PROGRAM_CODE + 4 * (generator->count + TO_BEHIND));
	emit(generator, OPERATION_sw, 0, 0, T0, slot + 4);
	emit(generator, OPERATION_lpsw, 0, 0, 0, slot);
}

void emit_coincidence(struct generator *generator)
{
	enum { T1 = 6 };
	bool without_disk = one_in(&generator->state, 3);
	bool with_console = !without_disk && one_in(&generator->state, 2);
	uint32_t timer = without_disk ? LATENCY_CONSOLE
	                              : LATENCY_DISK - (with_console ? LATENCY_CONSOLE : 0);
	uint32_t fields[FIELDS] = {
		[3] = PROGRAM_MEMORY, [4] = timer + below(&generator->state, 4) - 1
	};
	int32_t slot = TRAP_NEW_PSW + SLOT_SIZE;
	emit_out(generator, PORT_CONSOLE_CONTROL, 0);
	emit_out(generator, PORT_DISK_SECTOR, below(&generator->state, PROGRAM_SECTORS));
	emit_out(generator, PORT_DISK_ADDRESS, PROGRAM_MEMORY - 2 * PAGE_SIZE);
	emit(generator, OPERATION_addi, T1, 0, 0, 1);
	for (uint32_t field = FIELDS; field-- > 0;) {
		if (field == 1)
			continue;
		emit_constant(generator, fields[field]);
		emit(generator, OPERATION_sw, 0, 0, T0, slot + 4 * (int32_t)field);
	}
	emit_go_on(generator, slot);
	emit(generator, OPERATION_out, 0, 0, T1,
	     without_disk ? PORT_CONSOLE_CONTROL : PORT_DISK_COMMAND);
	if (with_console) {
		emit_wait(generator);
		emit(generator, OPERATION_out, 0, 0, T1, PORT_CONSOLE_CONTROL);
		/* The timer is pending: only one that is not lets the next wait pass time. */
		emit(generator, OPERATION_sw, 0, 0, 0, slot + 16);
		emit_go_on(generator, slot);
	}
	emit_wait(generator);
}

/* Takes all of the input, then its end, and waits for more. */
static void emit_drain(struct generator *generator)
{
	enum { COUNTER = 6, MORE_THAN_THE_INPUT = 24 };
	emit(generator, OPERATION_addi, COUNTER, 0, 0, MORE_THAN_THE_INPUT);
	emit(generator, OPERATION_in, T0, 0, 0, PORT_CONSOLE_POLL);
	emit(generator, OPERATION_addi, COUNTER, COUNTER, 0, -1);
	emit(generator, OPERATION_bne, 0, COUNTER, 0, -2);
	emit_out(generator, PORT_CONSOLE_CONTROL, 1);
	emit_wait(generator);
	emit(generator, OPERATION_in, any_register(generator), 0, 0, PORT_CONSOLE_INPUT);
	emit_wait(generator);
}

void emit_receive(struct generator *generator)
{
	if (one_in(&generator->state, 6))
		emit_drain(generator);
	emit_out(generator, PORT_CONSOLE_CONTROL, !one_in(&generator->state, 8));
	if (!one_in(&generator->state, 3))
		emit_wait(generator);
	emit(generator, OPERATION_in, any_register(generator), 0, 0,
	     PORT_CONSOLE_INPUT + (int32_t)below(&generator->state, 3));
}
