/* The kernel: runs the programs in boot modules 1, 2, ... one after the other, and serves their
 * system calls. */
#include "kernel.h"

enum { KILLED = 0x100 };

uint32_t logged, log[LOG];
uint32_t ended, endings[PROGRAMS];

static const struct boot_table *boot;
static uint32_t program, taken, calls;

/* The next program that can be loaded, or the end. */
static void start_next(void)
{
	uint32_t entry;

	do {
		if (++program >= boot->count)
			halt(0);
		entry = load_program(boot, program, WINDOW, WINDOW_SIZE);
	} while (entry == 0);
	low_memory.old = (struct psw){ STATUS_USER, entry, WINDOW, WINDOW_SIZE, 0 };
	for (unsigned i = 0; i < 16; i++)
		low_memory.registers[i] = 0;
	low_memory.registers[2] = WINDOW_SIZE;
}

static void end(uint32_t ending)
{
	if (ended < PROGRAMS)
		endings[ended++] = ending;
	start_next();
}

static uint32_t get(void)
{
	const uint32_t *words = (const uint32_t *)boot->modules[0].address;

	return taken < boot->modules[0].size / 4 ? words[taken++] : 0;
}

static void put(uint32_t value)
{
	if (logged < LOG)
		log[logged++] = value;
}

static void serve(uint32_t call)
{
	uint32_t *a0 = &low_memory.registers[10];

	calls++;
	low_memory.old.pc += 4;
	switch (call) {
	case CALL_EXIT:
		end(*a0);
		break;
	case CALL_PUT:
		put(*a0);
		break;
	case CALL_GET:
		*a0 = get();
		break;
	case CALL_COUNT:
		*a0 = calls;
		break;
	default:
		*a0 = (uint32_t)-1;
		break;
	}
}

void start(const struct boot_table *table)
{
	boot = table;
	start_next();
}

void trap(void)
{
	if (low_memory.cause == CAUSE_SYSCALL)
		serve(low_memory.value);
	else
		end(KILLED + low_memory.cause);
}
