/* The kernel: the programs of all boot modules, each in a space of its own; one runs until it ends
 * or yields. */
#include "kernel.h"

uint32_t logged, log[LOG], exits, kills;

static struct program {
	struct psw psw;
	uint32_t registers[16];
	uint32_t root; /* 0 where there is no program */
	uint32_t heap_end;
} programs[PROGRAMS];

static uint32_t current;

static void keep(struct program *program)
{
	program->psw = low_memory.old;
	for (unsigned i = 0; i < 16; i++)
		program->registers[i] = low_memory.registers[i];
}

static void run_next(void)
{
	for (uint32_t i = 1; i <= PROGRAMS; i++) {
		struct program *program = &programs[(current + i) % PROGRAMS];
		if (program->root == 0)
			continue;
		current = (current + i) % PROGRAMS;
		low_memory.old = program->psw;
		for (unsigned k = 0; k < 16; k++)
			low_memory.registers[k] = program->registers[k];
		return;
	}
	halt(0);
}

static void end(void)
{
	space_free(programs[current].root);
	programs[current].root = 0;
	run_next();
}

/* Whole pages; the heap ends where the stack may begin. */
static uint32_t grow(struct program *program, uint32_t size)
{
	uint32_t begin = program->heap_end, room = STACK - (STACK_PAGES + 1) * PAGE_SIZE - begin;
	uint32_t whole = (size + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
	if (size > room || whole > room)
		return (uint32_t)-1;
	program->heap_end += whole;
	return begin;
}

static uint32_t fork(struct program *parent)
{
	for (uint32_t i = 0; i < PROGRAMS; i++) {
		struct program *child = &programs[i];
		if (child->root != 0)
			continue;
		child->root = space_fork(parent->root);
		if (child->root == 0)
			break;
		keep(child);
		child->psw.base = child->root;
		child->heap_end = parent->heap_end;
		child->registers[10] = 0;
		return i + 1;
	}
	return (uint32_t)-1;
}

static void serve(uint32_t call)
{
	struct program *program = &programs[current];
	uint32_t *a0 = &low_memory.registers[10];

	low_memory.old.pc += 4;
	switch (call) {
	case CALL_EXIT:
		exits++;
		end();
		break;
	case CALL_PUT:
		if (logged < LOG)
			log[logged++] = *a0;
		break;
	case CALL_GROW:
		*a0 = grow(program, *a0);
		break;
	case CALL_FORK:
		*a0 = fork(program);
		break;
	case CALL_YIELD:
		keep(program);
		run_next();
		break;
	case CALL_FRAMES:
		*a0 = frames_used;
		break;
	default:
		*a0 = (uint32_t)-1;
		break;
	}
}

static void load(const struct boot_table *table, uint32_t module, struct program *program)
{
	uint32_t entry = load_program(table, module, STAGING, PROGRAM_SIZE);
	if (entry == 0 || (program->root = space_make()) == 0)
		return;
	if (space_load(program->root, STAGING) != 0) {
		space_free(program->root);
		program->root = 0;
		return;
	}
	program->psw = (struct psw){ STATUS_USER | STATUS_PAGED, entry, program->root, SPACE, 0 };
	program->registers[2] = STACK;
	program->heap_end = HEAP;
}

void start(const struct boot_table *table)
{
	frames_start();
	for (uint32_t i = 0; i < table->count && i < PROGRAMS; i++)
		load(table, i, &programs[i]);
	current = PROGRAMS - 1;
	run_next();
}

void trap(void)
{
	uint32_t cause = low_memory.cause;
	struct program *program = &programs[current];

	if (cause == CAUSE_SYSCALL) {
		serve(low_memory.value);
	} else if ((cause != CAUSE_LOAD && cause != CAUSE_STORE && cause != CAUSE_FETCH) ||
	           space_fault(program->root, low_memory.value, cause == CAUSE_STORE,
	                       program->heap_end) != 0) {
		kills++;
		end();
	}
}
