/* A lost wakeup: the interrupt comes behind the question whether it has come, and before the wait.
 */
#include "tests/debug/bugs/kernel.h"

static volatile uint32_t is_done;

void take_trap(void)
{
	is_done = 1;
}

/* Waits for the interrupt. */
static void work(void)
{
	while (is_done == 0)
		__asm__ volatile("wait");
	halt(0);
}

int main(void)
{
	low_memory.handler = (struct psw){ 0, (uint32_t)trap_entry, 0, MEMORY, 0 };
	low_memory.old = (struct psw){ STATUS_INTERRUPTS, (uint32_t)work, 0, MEMORY, 3 };
	resume();
}
