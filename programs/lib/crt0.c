/* The start of an ordinary C program: sp is a stack at the top of free memory already.
 *
 * The window begins at physical 0, so a null pointer reads and writes the trap area without a
 * trap. What jumps to it finds no instruction there, and traps. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "isa/architecture.h"
#include "pg32.h"
#include "programs/lib/program_name.h"
#include "programs/lib/trap.h"

/* Of the C library: calls the constructors, which the linker put together by their priorities. exit
 * calls the destructors. */
void __libc_init_array(void);

/* Tables of C++ name what stands for no function weakly, which takes no member of an archive. */
__asm__("	.section .pg32.virtual, \"\"\n"
        "	.word	__cxa_pure_virtual, __cxa_deleted_virtual\n"
        "	.text\n");

int main(int count, char **arguments);

/* The boot table (spec, section 10). */
struct boot_table {
	uint32_t count;
	struct {
		const uint32_t *words;
		uint32_t size;
	} modules[];
};

void _start(const struct boot_table *table);

/* The handler's own stack: the program's may be what went wrong. */
static uint32_t trap_stack[64] __attribute__((used));

/* Where a trap goes. A stack that grew down over the program ends up here once it has overwritten
 * what runs; by then it has overwritten all above as well, library and texts, but not yet this,
 * which lies lowest. So this needs nothing else to say so. */
__attribute__((naked, section(".text.pg32.start"))) static void take_trap(void)
{
	__asm__("	la	t0, _end\n"
	        "	bltu	sp, t0, 1f\n"
	        "	in	t0, %[memory](zero)\n"
	        "	bgtu	sp, t0, 1f\n"
	        "	.weak	__pointers_to_nested_functions\n"
	        "	la	t0, __pointers_to_nested_functions\n"
	        "	beqz	t0, __trap_is_none_of_nested_functions\n"
	        "	jr	t0\n"
	        "	.globl	__trap_is_none_of_nested_functions\n"
	        "__trap_is_none_of_nested_functions:\n"
	        "	la	sp, trap_stack + %[size]\n"
	        "	jump	__report_trap, t0\n"
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

/* The strings behind the two words of the module of arguments; their number, and NULL where there
 * is none. */
static char *find_arguments(const struct boot_table *table, int *count)
{
	for (uint32_t i = table->count; i-- > 0;) {
		const uint32_t *words = table->modules[i].words;

		if (table->modules[i].size > 8 && words[0] == BOOT_ARGUMENTS) {
			*count = (int)words[1];
			return (char *)(uintptr_t)(words + 2);
		}
	}
	*count = 1;
	return NULL;
}

/* A stack that is too high for pointers to nested functions begins lower. */
__attribute__((naked)) void _start(const struct boot_table *table)
{
	(void)table;
	__asm__("	la	t0, __pointers_to_nested_functions\n"
	        "	beqz	t0, 1f\n"
	        "	li	t0, %[limit]\n"
	        "	bleu	sp, t0, 1f\n"
	        "	mv	sp, t0\n"
	        "1:	tail	start\n"
	        :
	        : [limit] "i"(NESTED_LIMIT));
}

/* The boot table is in a0 still. */
__attribute__((used)) static _Noreturn void start(const struct boot_table *table)
{
	static char none[] = "";
	int count;
	char *text = find_arguments(table, &count);
	char *arguments[count + 1];

	/* The variables of the one thread. */
	__asm__ volatile("la tp, __tls_base");
	catch_traps();
	arguments[0] = none;
	for (int i = 0; text && i < count; i++) {
		arguments[i] = text;
		text += strlen(text) + 1;
	}
	arguments[count] = NULL;
	if (&__program_name != NULL)
		__program_name = arguments[0];
	__libc_init_array();
	exit(main(count, arguments));
}
