/* The kernel: the programs of all boot modules run in turns, each in a window of its own. */
#include "kernel.h"

uint32_t logged, log[LOG];
uint32_t turned, turns[TURNS];

/* What a program is to the processor while it does not run. */
static struct program {
	struct psw psw;
	uint32_t registers[16];
	uint32_t alive;
} programs[PROGRAMS];

static uint32_t current;

static void exchange(struct program *program)
{
	low_memory.old = program->psw;
	for (unsigned i = 0; i < 16; i++)
		low_memory.registers[i] = program->registers[i];
}

static void keep(struct program *program)
{
	program->psw = low_memory.old;
	for (unsigned i = 0; i < 16; i++)
		program->registers[i] = low_memory.registers[i];
}

/* The turn goes to the next program that is alive, which may be the same. */
static void next_turn(void)
{
	for (uint32_t i = 1; i <= PROGRAMS; i++) {
		struct program *program = &programs[(current + i) % PROGRAMS];
		if (!program->alive)
			continue;
		current = (current + i) % PROGRAMS;
		program->psw.timer = QUANTUM;
		exchange(program);
		if (turned < TURNS)
			turns[turned++] = current;
		return;
	}
	halt(0);
}

static void end(void)
{
	programs[current].alive = 0;
	next_turn();
}

static void give_up(void)
{
	keep(&programs[current]);
	next_turn();
}

static void serve(uint32_t call)
{
	low_memory.old.pc += 4;
	switch (call) {
	case CALL_EXIT:
		end();
		break;
	case CALL_PUT:
		if (logged < LOG)
			log[logged++] = low_memory.registers[10];
		break;
	case CALL_YIELD:
		give_up();
		break;
	case CALL_SELF:
		low_memory.registers[10] = current;
		break;
	default:
		low_memory.registers[10] = (uint32_t)-1;
		break;
	}
}

void start(const struct boot_table *table)
{
	for (uint32_t i = 0; i < table->count && i + 1 < PROGRAMS; i++) {
		struct program *program = &programs[i + 1];
		uint32_t base = (i + 1) * WINDOW;
		uint32_t entry = load_program(table, i, base, WINDOW_SIZE);
		program->alive = entry != 0;
		program->psw = (struct psw){ STATUS_USER | STATUS_INTERRUPTS, entry, base,
			                     WINDOW_SIZE, 0 };
		program->registers[2] = WINDOW_SIZE;
	}
	next_turn();
}

void trap(void)
{
	if (low_memory.cause == CAUSE_SYSCALL)
		serve(low_memory.value);
	else if (low_memory.cause == CAUSE_TIMER)
		give_up();
	else
		end();
}
