/* Exact decimal numbers. */
#include "programs/lib/decimal.h"

#include <stddef.h>

static const uint32_t powers[WORD_DIGITS] = { 1,      10,      100,      1000,     10000,
	                                      100000, 1000000, 10000000, 100000000 };

/* value / WORD_LIMIT, for a value below 2^60: by the reciprocal, whose error is at most 2. */
static uint32_t divide(uint64_t value, uint32_t *rest)
{
	const uint64_t reciprocal = (UINT64_C(1) << 61) / WORD_LIMIT;
	uint32_t quotient = (uint32_t)((uint32_t)(value >> 29) * reciprocal >> 32);
	uint32_t left = (uint32_t)value - quotient * WORD_LIMIT;

	while (left >= WORD_LIMIT) {
		left -= WORD_LIMIT;
		quotient++;
	}
	*rest = left;
	return quotient;
}

void __decimal_multiply(struct decimal *decimal, uint32_t factor, uint32_t carry)
{
	uint32_t *words = decimal->words;

	for (int i = decimal->end; i-- > decimal->first;)
		carry = divide((uint64_t)words[i] * factor + carry, &words[i]);
	if (carry != 0)
		words[--decimal->first] = carry;
	while (decimal->end > decimal->point && decimal->end > decimal->first &&
	       words[decimal->end - 1] == 0)
		decimal->end--;
}

void __decimal_halve(struct decimal *decimal, int count)
{
	uint32_t mask = (UINT32_C(1) << count) - 1, unit = WORD_LIMIT >> count, carry = 0;
	uint32_t *words = decimal->words;

	for (int i = decimal->first; i < decimal->end; i++) {
		uint32_t word = words[i];

		words[i] = (word >> count) + carry;
		carry = (word & mask) * unit;
	}
	if (carry != 0)
		words[decimal->end++] = carry;
	if (decimal->first < decimal->end && words[decimal->first] == 0)
		decimal->first++;
}

int __decimal_room(int size, int exponent)
{
	int integer = 2 + size * 32 / MOST_DOUBLINGS;

	return integer + (exponent > 0 ? exponent / MOST_DOUBLINGS : -exponent / MOST_HALVINGS) + 2;
}

void __decimal_set(struct decimal *decimal, const uint32_t *fraction, int size, int exponent)
{
	int room = __decimal_room(size, exponent), step;

	decimal->point = exponent > 0 ? room : 2 + size * 32 / MOST_DOUBLINGS;
	decimal->first = decimal->end = decimal->point;
	for (int i = size; i-- > 0;) {
		for (int shift = 16; shift >= 0; shift -= 16) {
			uint32_t half = fraction[i] >> shift & 0xFFFF;

			__decimal_multiply(decimal, 1 << 16, half);
		}
	}
	for (; exponent > 0; exponent -= step) {
		step = exponent < MOST_DOUBLINGS ? exponent : MOST_DOUBLINGS;
		__decimal_multiply(decimal, UINT32_C(1) << step, 0);
	}
	for (; exponent < 0; exponent += step) {
		step = -exponent < MOST_HALVINGS ? -exponent : MOST_HALVINGS;
		__decimal_halve(decimal, step);
	}
}

/* The word that a place is in, and which of its digits it is. */
static int word_of(const struct decimal *decimal, int place, int *within)
{
	int word = place >= 0 ? place / WORD_DIGITS : -((WORD_DIGITS - 1 - place) / WORD_DIGITS);

	*within = place - word * WORD_DIGITS;
	return decimal->point - 1 - word;
}

unsigned __decimal_digit(const struct decimal *decimal, int place)
{
	int within, word = word_of(decimal, place, &within);

	if (word < decimal->first || word >= decimal->end)
		return 0;
	return decimal->words[word] / powers[within] % 10;
}

int __decimal_top(const struct decimal *decimal)
{
	int top;

	if (decimal->first >= decimal->end)
		return 0;
	top = (decimal->point - decimal->first) * WORD_DIGITS - 1;
	while (__decimal_digit(decimal, top) == 0)
		top--;
	return top;
}

/* Whether anything but zeros is below a place. */
static bool has_rest(const struct decimal *decimal, int place)
{
	int within, word = word_of(decimal, place, &within);

	if (word < decimal->first)
		return decimal->first < decimal->end;
	for (int i = word + 1; i < decimal->end; i++)
		if (decimal->words[i] != 0)
			return true;
	return word < decimal->end && decimal->words[word] % powers[within] != 0;
}

/* Adds 1 at a digit of a word, which may be before the first. */
static void add_unit(struct decimal *decimal, int word, int within)
{
	uint32_t *words = decimal->words, unit = powers[within];

	while (decimal->first > word)
		words[--decimal->first] = 0;
	for (; (words[word] += unit) >= WORD_LIMIT; unit = 1) {
		words[word] -= WORD_LIMIT;
		if (--word < decimal->first)
			words[--decimal->first] = 0;
	}
}

void __decimal_round(struct decimal *decimal, int place)
{
	int within, word = word_of(decimal, place, &within);
	unsigned next = __decimal_digit(decimal, place - 1);
	bool is_up = next > 5 || (next == 5 && (has_rest(decimal, place - 1) ||
	                                        (__decimal_digit(decimal, place) & 1) != 0));

	if (word >= decimal->end)
		return;
	if (word >= decimal->first)
		decimal->words[word] -= decimal->words[word] % powers[within];
	else
		decimal->first = word + 1;
	decimal->end = word + 1;
	if (is_up)
		add_unit(decimal, word, within);
	while (decimal->first < decimal->end && decimal->words[decimal->first] == 0)
		decimal->first++;
}
