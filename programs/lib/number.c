/* The formats of floating-point numbers: IEEE 754's binary32, binary64 and binary128. */
#include "programs/lib/number.h"

#include <string.h>

const struct number_format __float_format = { 1, 23, 8 };
const struct number_format __double_format = { 2, 52, 11 };
const struct number_format __long_double_format = { 4, 112, 15 };

enum { WORD_BITS = 32 };

static int largest_exponent(const struct number_format *format)
{
	return (1 << format->exponent_bits) - 1;
}

/* What is added to the power of the fraction's last bit. */
static int bias(const struct number_format *format)
{
	return largest_exponent(format) / 2 + format->fraction_bits;
}

void __number_take_apart(struct number *number, const struct number_format *format,
                         const uint32_t *words)
{
	int last = format->words - 1, shift = format->fraction_bits % WORD_BITS;
	int exponent = (int)(words[last] >> shift) & largest_exponent(format);
	uint32_t any = 0;

	memset(number, 0, sizeof(*number));
	memcpy(number->fraction, words, (size_t)format->words * sizeof(*words));
	number->fraction[last] &= (UINT32_C(1) << shift) - 1;
	number->is_negative = words[last] >> (WORD_BITS - 1);
	for (int i = 0; i <= last; i++)
		any |= number->fraction[i];
	if (exponent == largest_exponent(format))
		number->kind = any ? NUMBER_NAN : NUMBER_INFINITE;
	else if (exponent != 0)
		number->fraction[last] |= UINT32_C(1) << shift;
	number->exponent = (exponent ? exponent : 1) - bias(format);
	number->least = 1 - largest_exponent(format) / 2;
}

static int bit_length(const uint32_t *fraction)
{
	int word = WIDE_WORDS;

	while (word > 0 && fraction[word - 1] == 0)
		word--;
	return word == 0 ? 0 : word * WORD_BITS - __builtin_clz(fraction[word - 1]);
}

/* Whether one of the lowest bits is set. */
static bool has_low_bits(const uint32_t *fraction, int count)
{
	uint32_t any = 0;

	for (int i = 0; i < count / WORD_BITS; i++)
		any |= fraction[i];
	if (count % WORD_BITS != 0)
		any |= fraction[count / WORD_BITS] << (WORD_BITS - count % WORD_BITS);
	return any != 0;
}

static bool get_bit(const uint32_t *fraction, int index)
{
	return fraction[index / WORD_BITS] >> index % WORD_BITS & 1;
}

/* A word of the fraction shifted by so many bits, to the right where they are positive. */
static uint32_t shifted_word(const uint32_t *fraction, int word, int shift)
{
	int from = word * WORD_BITS + shift, index = from >> 5, bits = from & (WORD_BITS - 1);
	uint32_t low = index >= 0 && index < WIDE_WORDS ? fraction[index] : 0;
	uint32_t high = index + 1 >= 0 && index + 1 < WIDE_WORDS ? fraction[index + 1] : 0;

	return bits == 0 ? low : low >> bits | high << (WORD_BITS - bits);
}

/* Adds one to a number of so many words. */
static void increment(uint32_t *words, int count)
{
	for (int i = 0; i < count && ++words[i] == 0; i++)
		;
}

static enum number_result put_infinity(const struct number_format *format, uint32_t *words)
{
	int last = format->words - 1;

	memset(words, 0, (size_t)format->words * sizeof(*words));
	words[last] = (uint32_t)largest_exponent(format) << format->fraction_bits % WORD_BITS;
	return NUMBER_TOO_LARGE;
}

/* Puts a finite number that is not zero. What is rounded up to the next power of two carries into
 * the exponent, which is then right. */
static enum number_result put_finite(const struct number *number, bool has_rest,
                                     const struct number_format *format, uint32_t *words)
{
	int length = bit_length(number->fraction), last = format->words - 1;
	int shift = length - (format->fraction_bits + 1);
	int exponent = number->exponent + shift + bias(format);
	bool is_up, is_exact;

	if (exponent >= largest_exponent(format))
		return put_infinity(format, words);
	if (exponent < 1) {
		shift += 1 - exponent;
		exponent = 0;
	}
	if (shift > length + 1)
		shift = length + 1;
	for (int i = 0; i <= last; i++)
		words[i] = shifted_word(number->fraction, i, shift);
	if (exponent > 0)
		words[last] -= UINT32_C(1) << format->fraction_bits % WORD_BITS;
	words[last] |= (uint32_t)exponent << format->fraction_bits % WORD_BITS;
	is_up = shift > 0 && shift <= length && get_bit(number->fraction, shift - 1);
	is_exact = !has_rest && (shift <= 0 || !has_low_bits(number->fraction, shift));
	if (is_up && (has_rest || has_low_bits(number->fraction, shift - 1) || (words[0] & 1)))
		increment(words, format->words);
	if (words[last] >> format->fraction_bits % WORD_BITS == (uint32_t)largest_exponent(format))
		return NUMBER_TOO_LARGE;
	return exponent == 0 && !is_exact ? NUMBER_TOO_SMALL : NUMBER_FITS;
}

enum number_result __number_put_together(const struct number *number, bool has_rest,
                                         const struct number_format *format, uint32_t *words)
{
	int last = format->words - 1, shift = format->fraction_bits % WORD_BITS;
	enum number_result result = NUMBER_FITS;

	memset(words, 0, (size_t)format->words * sizeof(*words));
	if (number->kind != NUMBER_FINITE)
		put_infinity(format, words);
	else if (bit_length(number->fraction) != 0)
		result = put_finite(number, has_rest, format, words);
	if (number->kind == NUMBER_NAN)
		words[last] |= UINT32_C(1) << (shift - 1);
	words[last] |= (uint32_t)number->is_negative << (WORD_BITS - 1);
	return result;
}
