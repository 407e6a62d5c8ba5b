/* The start of an ordinary C program: sp is a stack at the top of free memory already.
 *
 * The window begins at physical 0, so a null pointer reads and writes the trap area without a
 * trap. What jumps to it finds no instruction there, and traps. */
#include <stddef.h>
#include <stdlib.h>

#include "pg32.h"
#include "programs/lib/trap.h"

/* Of the C library: calls the constructors, which the linker put together by their priorities. exit
 * calls the destructors. */
void __libc_init_array(void);

int main(int count, char **arguments);

_Noreturn void _start(void);

/* The handler's own stack: the program's may be what went wrong. */
static uint32_t trap_stack[64] __attribute__((used));

/* Where a trap goes. A stack that grew down over the program ends up here once it has overwritten
 * what runs; by then it has overwritten all above as well, library and texts, but not yet this,
 * which lies lowest. So this needs nothing else to say so. */
__attribute__((naked, section(".text.pg32.start"))) static void take_trap(void)
{
	__asm__("	la	a0, _end\n"
	        "	bltu	sp, a0, 1f\n"
	        "	in	a0, %[memory](zero)\n"
	        "	bgtu	sp, a0, 1f\n"
	        "	la	sp, trap_stack + %[size]\n"
	        "	j	__report_trap\n"
	        "1:	la	a0, stack_overflow\n"
	        "2:	lbu	a1, 0(a0)\n"
	        "	beqz	a1, 3f\n"
	        "	out	a1, %[output](zero)\n"
	        "	addi	a0, a0, 1\n"
	        "	j	2b\n"
	        "3:	li	a0, %[status]\n"
	        "	halt	a0\n"
	        "stack_overflow:\n"
	        "	.asciz	\"trap: the stack ran over the program: endless recursion?\\n\"\n"
	        "	.balign	4\n"
	        :
	        : [memory] "i"(PORT_SYSTEM_MEMORY), [size] "i"(sizeof(trap_stack)),
	          [output] "i"(PORT_CONSOLE_OUTPUT), [status] "i"(EXIT_TRAPPED));
}

static void catch_traps(void)
{
	volatile struct psw *handler = (struct psw *)(uintptr_t)TRAP_NEW_PSW;

	handler->status = 0;
	handler->pc = (uint32_t)(uintptr_t)take_trap;
	handler->base = 0;
	handler->bound = memory_size();
	handler->timer = 0;
}

_Noreturn void _start(void)
{
	static char *arguments[] = { NULL };

	/* The variables of the one thread. */
	__asm__ volatile("la tp, __tls_base");
	catch_traps();
	__libc_init_array();
	exit(main(0, arguments));
}
