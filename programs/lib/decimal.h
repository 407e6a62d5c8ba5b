/* Numbers in decimal, exactly: what lies between a binary number and its digits.
 *
 *   words | ... | first ... | point ... | end     nine digits to a word, the most significant
 * first; integer    fraction            what is before the first or behind the end is zero
 *
 * No floating-point arithmetic is in it, and none of 64 bits but a product. */
#ifndef PG32_LIB_DECIMAL_H
#define PG32_LIB_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

enum { WORD_DIGITS = 9, WORD_LIMIT = 1000000000 };

/* Most that decimal_double and __decimal_halve take at a time: products stay within their words. */
enum { MOST_DOUBLINGS = 29, MOST_HALVINGS = 9 };

struct decimal {
	uint32_t *words;       /* whoever makes it gives room */
	int first, point, end; /* the first word is not zero; the point may lie beyond both ends */
};

/* Times factor, at most WORD_LIMIT, and in the last word plus carry. May take a word before the
 * first. */
void __decimal_multiply(struct decimal *decimal, uint32_t factor, uint32_t carry);

/* Divided by 2^count. May take a word behind the end. */
void __decimal_halve(struct decimal *decimal, int count);

/* The words of fraction * 2^exponent, where fraction has so many words, the least significant
 * first. It takes __decimal_room(size, exponent) words. */
void __decimal_set(struct decimal *decimal, const uint32_t *fraction, int size, int exponent);
int __decimal_room(int size, int exponent);

/* The digit of 10^place. */
unsigned __decimal_digit(const struct decimal *decimal, int place);

/* The place of the first digit; 0 for zero. */
int __decimal_top(const struct decimal *decimal);

/* Rounds to a multiple of 10^place, to the even one of two that are as near. */
void __decimal_round(struct decimal *decimal, int place);

#endif
