/* A timer not rearmed: two programs are to run by turns, and after the first interrupt the timer of
 * the PSW that goes on is 0. */
#include "tests/debug/bugs/kernel.h"

enum { QUANTUM = 1000 };

static volatile uint32_t work[2];

static void first(void)
{
	for (;;)
		work[0]++;
}

static void second(void)
{
	for (;;)
		work[1]++;
}

static struct process {
	struct psw psw;
	uint32_t registers[REGISTERS];
} processes[2];

static uint32_t current, interrupts;

void take_trap(void)
{
	struct process *old = &processes[current], *new;
	if (++interrupts == 10)
		halt(0);
	current = 1 - current;
	new = &processes[current];
	old->psw = low_memory.old;
	low_memory.old = new->psw;
	for (uint32_t i = 1; i < REGISTERS; i++) {
		old->registers[i] = low_memory.registers[i];
		low_memory.registers[i] = new->registers[i];
	}
}

int main(void)
{
	processes[1].psw =
	        (struct psw){ STATUS_USER | STATUS_INTERRUPTS, (uint32_t)second, 0, MEMORY, 0 };
	start(first, QUANTUM);
}
