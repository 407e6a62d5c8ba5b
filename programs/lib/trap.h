/* What happens when a plain C program traps. */
#ifndef PG32_LIB_TRAP_H
#define PG32_LIB_TRAP_H

/* Makes every trap print its cause and place and halt with EXIT_TRAPPED. */
void __catch_traps(void);

#endif
