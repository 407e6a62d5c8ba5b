/* Jumps out of functions. */
#ifndef PG32_SETJMP_H
#define PG32_SETJMP_H

/* What the callee saves: ra, sp, s0, s1. */
typedef unsigned jmp_buf[4];

int setjmp(jmp_buf place) __attribute__((__returns_twice__));
_Noreturn void longjmp(jmp_buf place, int value);

#define setjmp(place) setjmp(place)

#endif
