/* Reading integers, as the strtol family does. */
#ifndef PG32_LIB_INTEGER_H
#define PG32_LIB_INTEGER_H

/* The largest magnitudes that a type has. */
struct __range {
	unsigned long long positive, negative;
};

/* Reads a number as strtol does: blanks, sign, prefix, digits of the base (0, 2 to 36). Returns
 * it in two's complement, and stores in *end, unless end is NULL, where it ends. Where there is
 * no number it is 0 and ends at text. Beyond the range it is the nearest end of the range, and
 * errno is ERANGE; where the base is not one it is 0, and errno is EINVAL. */
unsigned long long __read_integer(const char *text, char **end, int base, struct __range range);

#endif
