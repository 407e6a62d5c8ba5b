/* Floating-point numbers from their digits, decimal or hexadecimal, rounded right however many
 * there are. */
#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "programs/lib/decimal.h"
#include "programs/lib/scan.h"

/* No number that a format holds has more digits that matter, or an exponent that is larger. Behind
 * so many digits it matters only whether there is another than zero. */
struct reach {
	int digits, exponent;
};

/* What is made of the digits has so many words before the point: 2^119 to 2^150, more bits than
 * any format has. */
enum { INTEGER_WORDS = 5 };

static struct reach reach_of(const struct number_format *format)
{
	if (format->fraction_bits <= __double_format.fraction_bits)
		return (struct reach){ 770, 400 };
	return (struct reach){ 11570, 5200 };
}

/* A number as it is read. */
struct reading {
	struct scanner *scanner;
	size_t length;    /* of what is a number for sure */
	int exponent;     /* what the digits are to be multiplied with, as a power of ten or two */
	int digits;       /* that were kept */
	bool has_digits;  /* also zeros */
	bool has_rest;    /* of what was not kept, something is not zero */
	bool is_fraction; /* the point was there */
};

static int bounded_sum(int left, int right)
{
	const int bound = INT_MAX / 4;
	int sum = left + right;

	return sum > bound ? bound : sum < -bound ? -bound : sum;
}

/* Takes the point, or finds no more digits. */
static bool take_point(struct reading *reading)
{
	if (reading->is_fraction || !__scan_accept(reading->scanner, '.'))
		return false;
	reading->is_fraction = true;
	if (reading->has_digits)
		reading->length = reading->scanner->taken;
	return true;
}

/* Notes that a digit was taken, and by how much it moves the point. */
static void count_digit(struct reading *reading, bool is_kept, int step)
{
	reading->has_digits = true;
	reading->length = reading->scanner->taken;
	if (is_kept ? reading->is_fraction : !reading->is_fraction)
		reading->exponent = bounded_sum(reading->exponent, is_kept ? -step : step);
}

/* Reads e+05 or p-3 behind the digits, if it is there. */
static void read_exponent(struct reading *reading, int letter)
{
	struct scanner *scanner = reading->scanner;
	bool is_negative = false;
	int exponent = 0;

	if (!reading->has_digits || !__scan_accept(scanner, letter))
		return;
	if (__scan_accept(scanner, '-'))
		is_negative = true;
	else
		__scan_accept(scanner, '+');
	if (!isdigit(__scan_look(scanner)))
		return;
	for (; isdigit(__scan_look(scanner)); __scan_take(scanner))
		if (exponent < INT_MAX / 40)
			exponent = exponent * 10 + (__scan_look(scanner) - '0');
	reading->exponent = bounded_sum(reading->exponent, is_negative ? -exponent : exponent);
	reading->length = scanner->taken;
}

/* Reads decimal digits into words, nine in each but the last. */
static void read_digits(struct reading *reading, const struct reach *reach, uint32_t *words)
{
	for (;;) {
		int character = __scan_look(reading->scanner), digit = character - '0';

		if (!isdigit(character)) {
			if (!take_point(reading))
				break;
			continue;
		}
		bool is_leading = reading->digits == 0 && digit == 0;
		bool is_kept = is_leading || reading->digits < reach->digits;

		__scan_take(reading->scanner);
		count_digit(reading, is_kept, 1);
		if (is_leading)
			continue;
		if (is_kept) {
			uint32_t *word = &words[reading->digits / WORD_DIGITS];

			*word = reading->digits++ % WORD_DIGITS == 0 ? (uint32_t)digit
			                                             : *word * 10 + (uint32_t)digit;
		} else {
			reading->has_rest |= digit != 0;
		}
	}
	read_exponent(reading, 'e');
}

static uint32_t power_of_ten(int exponent)
{
	uint32_t power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

/* Gives the words their place in respect of the point. */
static void place_digits(struct decimal *decimal, int digits, int exponent)
{
	int missing = (WORD_DIGITS - digits % WORD_DIGITS) % WORD_DIGITS, point, within;

	decimal->end = decimal->first + (digits + missing) / WORD_DIGITS;
	decimal->words[decimal->end - 1] *= power_of_ten(missing);
	exponent -= missing; /* of the last word's last digit */
	within = (exponent % WORD_DIGITS + WORD_DIGITS) % WORD_DIGITS;
	point = decimal->end + (exponent - within) / WORD_DIGITS;
	decimal->point = decimal->end; /* no word is dropped before the point is right */
	__decimal_multiply(decimal, power_of_ten(within), 0);
	decimal->point = point;
	while (decimal->end > decimal->first + 1 && decimal->words[decimal->end - 1] == 0)
		decimal->end--;
}

/* Divides until what is before the point has INTEGER_WORDS. What falls behind it is a rest. */
static int make_smaller(struct decimal *decimal, bool *has_rest)
{
	int exponent = 0;

	for (; decimal->point - decimal->first > INTEGER_WORDS; exponent += MOST_HALVINGS) {
		__decimal_halve(decimal, MOST_HALVINGS);
		for (; decimal->end > decimal->point; decimal->end--)
			*has_rest |= decimal->words[decimal->end - 1] != 0;
	}
	return exponent;
}

/* Doubles until what is before the point has INTEGER_WORDS. */
static int make_larger(struct decimal *decimal)
{
	int exponent = 0;

	for (; decimal->point - decimal->first < INTEGER_WORDS; exponent -= MOST_DOUBLINGS)
		__decimal_multiply(decimal, UINT32_C(1) << MOST_DOUBLINGS, 0);
	return exponent;
}

/* The words before the point as a binary number. */
static void make_fraction(const struct decimal *decimal, uint32_t fraction[WIDE_WORDS])
{
	memset(fraction, 0, sizeof(uint32_t) * WIDE_WORDS);
	for (int i = decimal->first; i < decimal->point; i++) {
		uint64_t carry = i < decimal->end ? decimal->words[i] : 0;

		for (int j = 0; j < WIDE_WORDS; j++) {
			carry += (uint64_t)fraction[j] * WORD_LIMIT;
			fraction[j] = (uint32_t)carry;
			carry >>= 32;
		}
	}
}

/* The number that the digits are. */
static void make_number(struct reading *reading, const struct reach *reach, struct decimal *decimal,
                        struct number *number)
{
	int top = bounded_sum(reading->exponent, reading->digits);

	if (reading->digits == 0)
		return;
	/* Beyond all that can be: much too large, or much too small. */
	if (top > reach->exponent || top < -reach->exponent) {
		number->fraction[0] = 1;
		number->exponent = top > 0 ? INT_MAX / 4 : -INT_MAX / 4;
		reading->has_rest = true;
		return;
	}
	place_digits(decimal, reading->digits, reading->exponent);
	number->exponent = make_smaller(decimal, &reading->has_rest) + make_larger(decimal);
	make_fraction(decimal, number->fraction);
	for (; decimal->end > decimal->point && decimal->end > decimal->first; decimal->end--)
		reading->has_rest |= decimal->words[decimal->end - 1] != 0;
}

static void read_decimal(struct reading *reading, const struct number_format *format,
                         struct number *number)
{
	struct reach reach = reach_of(format);
	/* Before the digits: what make_larger takes, and place_digits. Behind them or in them: what
	 * an integer of that exponent has. */
	int before = reach.exponent / WORD_DIGITS + INTEGER_WORDS + 3;
	uint32_t words[before + (reach.digits + reach.exponent) / WORD_DIGITS + 3];
	struct decimal decimal = { words, before, 0, 0 };

	read_digits(reading, &reach, words + before);
	make_number(reading, &reach, &decimal, number);
}

static int hexadecimal_value(int character)
{
	if (isdigit(character))
		return character - '0';
	return isxdigit(character) ? (character | ('a' - 'A')) - 'a' + 10 : -1;
}

static void append_hexadecimal(uint32_t *fraction, uint32_t digit)
{
	for (int i = 0; i < WIDE_WORDS; i++) {
		uint32_t word = fraction[i];

		fraction[i] = word << 4 | digit;
		digit = word >> 28;
	}
}

static void read_hexadecimal(struct reading *reading, struct number *number)
{
	for (;;) {
		int digit = hexadecimal_value(__scan_look(reading->scanner));

		if (digit < 0) {
			if (!take_point(reading))
				break;
			continue;
		}
		bool is_kept = number->fraction[WIDE_WORDS - 1] >> 28 == 0;

		__scan_take(reading->scanner);
		count_digit(reading, is_kept, 4);
		if (is_kept)
			append_hexadecimal(number->fraction, (uint32_t)digit);
		else
			reading->has_rest |= digit != 0;
	}
	read_exponent(reading, 'p');
	number->exponent = reading->exponent;
}

/* Whether the letters are next; takes as many of them as there are. */
static bool take_word(struct scanner *scanner, const char *letters)
{
	while (*letters != 0 && __scan_accept(scanner, *letters))
		letters++;
	return *letters == 0;
}

/* inf, infinity, nan, nan(characters). */
static void read_special(struct reading *reading, struct number *number)
{
	struct scanner *scanner = reading->scanner;
	bool is_nan = __scan_look(scanner) == 'n' || __scan_look(scanner) == 'N';

	if (!take_word(scanner, is_nan ? "nan" : "inf"))
		return;
	number->kind = is_nan ? NUMBER_NAN : NUMBER_INFINITE;
	reading->length = scanner->taken;
	if (!is_nan && take_word(scanner, "inity"))
		reading->length = scanner->taken;
	if (!is_nan || !__scan_accept(scanner, '('))
		return;
	while (isalnum(__scan_look(scanner)) || __scan_look(scanner) == '_')
		__scan_take(scanner);
	if (__scan_accept(scanner, ')'))
		reading->length = scanner->taken;
}

enum number_result __scan_floating(struct scanner *scanner, const struct number_format *format,
                                   uint32_t *words, size_t *length)
{
	struct reading reading = { .scanner = scanner };
	struct number number = { .kind = NUMBER_FINITE };

	if (__scan_accept(scanner, '-'))
		number.is_negative = true;
	else
		__scan_accept(scanner, '+');
	if (__scan_accept(scanner, '0')) {
		count_digit(&reading, false, 0);
		if (__scan_accept(scanner, 'x')) {
			reading.has_digits = false;
			read_hexadecimal(&reading, &number);
		} else {
			read_decimal(&reading, format, &number);
		}
	} else if (isalpha(__scan_look(scanner))) {
		read_special(&reading, &number);
	} else {
		read_decimal(&reading, format, &number);
	}
	*length = reading.length;
	if (reading.length == 0)
		number = (struct number){ .kind = NUMBER_FINITE };
	return __number_put_together(&number, reading.has_rest, format, words);
}
