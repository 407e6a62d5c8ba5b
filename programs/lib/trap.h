/* What happens when a plain C program traps. */
#ifndef PG32_LIB_TRAP_H
#define PG32_LIB_TRAP_H

/* Prints the trap's cause and place and what most likely went wrong, from the trap area, and halts
 * with EXIT_TRAPPED. */
_Noreturn void __report_trap(void);

/* Where a trap goes first in programs with pointers to nested functions, of which this is not part
 * in others: a call of such a function is carried out, and anything else goes on to report. A
 * program has it where an object asks for it by this name. */
void __pointers_to_nested_functions(void);
void __trap_is_none_of_nested_functions(void);

/* Above this, the stack of such a program does not work: what it writes could be PG32's
 * instructions, whose opcodes from 0x30 up have immediates. Half of what %lo reaches is left out,
 * since %hi rounds. */
enum { NESTED_LIMIT = 0x30000000 - 0x1000 };

#endif
