/* Numbers in the formats of printf and scanf, and the numbered arguments of POSIX. */
#ifndef PG32_LIB_POSITION_H
#define PG32_LIB_POSITION_H

/* Reads digits; what does not fit is INT_MAX. The format behind them. */
const char *__read_number(const char *format, int *number);

/* Reads N$, the number of an argument, into *position: 1 to NL_ARGMAX, or more where there is no
 * such argument. Where there is no N$ *position is 0, and the format is where it was. */
const char *__read_position(const char *format, int *position);

#endif
