/* A bound one page short: a program of three pages, whose last one has the stack. */
#include "tests/debug/bugs/kernel.h"

enum { PROGRAM = 0x8000, SIZE = 0x2010 };

/* The pages of a program of so many bytes. */
static uint32_t pages(uint32_t size)
{
	return size / PAGE_SIZE;
}

void take_trap(void)
{
	halt(low_memory.cause == CAUSE_SYSCALL ? 0 : 1);
}

/* What the program is: it puts 7 on its stack, and makes a system call. */
static const uint32_t program[] = {
	0x30500007,            /* addi t0, zero, 7 */
	0x30220000 | (0xFFFC), /* addi sp, sp, -4 */
	0x72520000,            /* sw t0, 0(sp) */
	0x80000000,            /* syscall 0 */
};

static struct psw psw;

int main(void)
{
	for (uint32_t i = 0; i < sizeof program / sizeof *program; i++)
		((uint32_t *)PROGRAM)[i] = program[i];
	low_memory.registers[REGISTER_SP] = SIZE;
	low_memory.handler = (struct psw){ 0, (uint32_t)trap_entry, 0, MEMORY, 0 };
	psw = (struct psw){ STATUS_USER, 0, PROGRAM, pages(SIZE) * PAGE_SIZE, 0 };
	low_memory.old = psw;
	resume();
}
