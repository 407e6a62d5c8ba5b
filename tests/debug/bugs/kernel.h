/* What the kernels here share: low memory as entry.s keeps it, and how a program is started. */
#ifndef PG32_TESTS_DEBUG_BUGS_KERNEL_H
#define PG32_TESTS_DEBUG_BUGS_KERNEL_H

#include "isa/architecture.h"

/* Placed at 0 by entry.s. */
struct low_memory {
	struct psw old; /* of what a trap interrupted; resume goes on with it */
	uint32_t cause, value, word;
	struct psw handler;
	uint32_t unused[3];
	uint32_t registers[REGISTERS];
};

extern struct low_memory low_memory;

enum { MEMORY = 1 << 20 };

void trap_entry(void);       /* saves the registers, calls take_trap, and resumes */
_Noreturn void resume(void); /* goes on with low_memory.old and the registers there */
void take_trap(void);        /* each kernel's own */

/* Has traps taken, and runs a program in user mode. */
_Noreturn static inline void start(void (*program)(void), uint32_t timer)
{
	low_memory.handler = (struct psw){ 0, (uint32_t)trap_entry, 0, MEMORY, 0 };
	low_memory.old = (struct psw){ STATUS_USER | STATUS_INTERRUPTS, (uint32_t)program, 0,
		                       MEMORY, timer };
	resume();
}

_Noreturn static inline void halt(uint32_t status)
{
	__asm__ volatile("halt %0" : : "r"(status));
	__builtin_unreachable();
}

/* A system call without arguments. */
#define CALL(number) __asm__ volatile("syscall %0" : : "i"(number) : "memory")

#endif
