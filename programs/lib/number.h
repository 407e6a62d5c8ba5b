/* Binary floating-point numbers in parts. */
#ifndef PG32_LIB_NUMBER_H
#define PG32_LIB_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* The words of a fraction: the largest format has 113 bits. Reading digits takes one more. */
enum { FRACTION_WORDS = 4, WIDE_WORDS = 5 };

/* A format: | sign | exponent | fraction without its first bit |, in words of 32 bits. */
struct number_format {
	int words;
	int fraction_bits; /* that are stored */
	int exponent_bits;
};

extern const struct number_format __float_format, __double_format, __long_double_format;

enum number_kind { NUMBER_FINITE, NUMBER_INFINITE, NUMBER_NAN };

/* fraction * 2^exponent; the least significant word first. */
struct number {
	enum number_kind kind;
	bool is_negative;
	int exponent;
	int least; /* the exponent of the smallest power of two that has all bits of the format */
	uint32_t fraction[WIDE_WORDS];
};

/* The parts of what the words hold. */
void __number_take_apart(struct number *number, const struct number_format *format,
                         const uint32_t *words);

enum number_result { NUMBER_FITS, NUMBER_TOO_LARGE, NUMBER_TOO_SMALL };

/* Puts a number into words of a format, rounded to the nearest, of two to the even one. What has a
 * rest lies a little above: by less than one of the fraction. */
enum number_result __number_put_together(const struct number *number, bool has_rest,
                                         const struct number_format *format, uint32_t *words);

#endif
