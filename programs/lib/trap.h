/* What happens when a plain C program traps. */
#ifndef PG32_LIB_TRAP_H
#define PG32_LIB_TRAP_H

/* Prints the trap's cause and place and what most likely went wrong, from the trap area, and halts
 * with EXIT_TRAPPED. */
_Noreturn void __report_trap(void);

#endif
