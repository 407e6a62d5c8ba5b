/* The pc is not advanced after a system call: the old pc is that of the syscall itself. */
#include "tests/debug/bugs/kernel.h"

static uint32_t calls;

void take_trap(void)
{
	if (low_memory.value == 0)
		halt(0);
	calls++;
}

static void program(void)
{
	CALL(1);
	CALL(0);
}

int main(void)
{
	start(program, 0);
}
