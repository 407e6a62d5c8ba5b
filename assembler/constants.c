/* Writes the constants of the architecture as assembly text, for .include "pg32.inc". */
#include <stddef.h>
#include <stdio.h>

#include "isa/architecture.h"

struct constant {
	const char *name;
	uint32_t value;
};

#define CONSTANT(name)                  \
	{                               \
#name, (uint32_t)(name) \
	}
static const struct constant constants[] = {
	CONSTANT(PAGE_SIZE),
	CONSTANT(SECTOR_SIZE),
	CONSTANT(STATUS_USER),
	CONSTANT(STATUS_INTERRUPTS),
	CONSTANT(STATUS_TIMER_PENDING),
	CONSTANT(STATUS_ALL),
	CONSTANT(TRAP_OLD_PSW),
	CONSTANT(TRAP_CAUSE),
	CONSTANT(TRAP_VALUE),
	CONSTANT(TRAP_WORD),
	CONSTANT(TRAP_NEW_PSW),
	CONSTANT(TRAP_AREA_END),
	CONSTANT(CONSOLE_NONE),
	CONSTANT(CONSOLE_END),
	CONSTANT(DISK_READ),
	CONSTANT(DISK_WRITE),
	CONSTANT(DISK_IDLE),
	CONSTANT(DISK_BUSY),
	CONSTANT(DISK_DONE),
	CONSTANT(DISK_FAILED),
#define CAUSE(NAME, number, text, value, hint) CONSTANT(CAUSE_##NAME),
#include "isa/causes.def"
#define DEVICE(NAME, name, number, latency, text) CONSTANT(DEVICE_##NAME), CONSTANT(LATENCY_##NAME),
#include "isa/ports.def"
#define PORT(NAME, number, DEVICE, direction, text) CONSTANT(PORT_##NAME),
#include "isa/ports.def"
};

/* The words of a PSW in memory, from its beginning. */
static const struct constant offsets[] = {
	{ "PSW_STATUS", offsetof(struct psw, status) },
	{ "PSW_PC", offsetof(struct psw, pc) },
	{ "PSW_BASE", offsetof(struct psw, base) },
	{ "PSW_BOUND", offsetof(struct psw, bound) },
	{ "PSW_TIMER", offsetof(struct psw, timer) },
	{ "PSW_SIZE", sizeof(struct psw) },
};

static void print(const struct constant *constant, size_t count)
{
	for (size_t i = 0; i < count; i++)
		printf(".equ %s, 0x%x\n", constant[i].name, constant[i].value);
}

int main(void)
{
	puts("# The constants of PG32, generated from isa/.\n"
	     ".ifndef PG32_INC\n"
	     ".equ PG32_INC, 1");
	print(constants, sizeof constants / sizeof constants[0]);
	print(offsets, sizeof offsets / sizeof offsets[0]);
	puts(".endif");
	return ferror(stdout) != 0;
}
