/* Floating-point numbers by printf: exactly rounded, with as many digits as are asked for. */
#include <string.h>

#include "programs/lib/decimal.h"
#include "programs/lib/format.h"

enum { DEFAULT_PRECISION = 6, SIGN_SIZE = 4 };

static bool is_capital(char conversion)
{
	return conversion >= 'A' && conversion <= 'Z';
}

/* The letter in the case of the conversion. */
static char in_case(const struct specification *specification, char letter)
{
	return is_capital(specification->conversion) ? (char)(letter - 'a' + 'A') : letter;
}

/* What is before the number: its sign, and 0x. */
static void make_sign(char sign[SIGN_SIZE], const struct specification *specification,
                      bool is_negative, bool is_hexadecimal)
{
	char first = is_negative ? '-' : specification->plus;

	if (first != 0)
		*sign++ = first;
	if (is_hexadecimal) {
		*sign++ = '0';
		*sign++ = in_case(specification, 'x');
	}
	*sign = 0;
}

/* The exponent as it is written: e+05, p-3. */
struct exponent {
	char text[8];
	int length;
};

static struct exponent make_exponent(char letter, int value, int least)
{
	unsigned left = value < 0 ? 0u - (unsigned)value : (unsigned)value;
	struct exponent exponent = { { letter, value < 0 ? '-' : '+' }, 2 };
	char digits[6];
	int count = 0;

	do
		digits[count++] = (char)('0' + left % 10);
	while ((left /= 10) != 0 || count < least);
	while (count > 0)
		exponent.text[exponent.length++] = digits[--count];
	return exponent;
}

static void put_special(struct output *output, const struct specification *specification,
                        const struct number *number)
{
	struct specification blank = *specification;
	const char *text = number->kind == NUMBER_NAN ? "nan" : "inf";
	char sign[SIGN_SIZE];

	blank.has_zeros = false;
	make_sign(sign, specification, number->is_negative, false);
	__put_begin(output, &blank, sign, 3);
	for (int i = 0; i < 3; i++)
		__put_character(output, in_case(specification, text[i]));
	__put_end(output, &blank, sign, 3);
}

/* The digits from one place down to another, with the point behind that of one. */
static void put_digits(struct output *output, const struct decimal *decimal, int from, int point,
                       int to)
{
	for (int place = from; place >= to; place--) {
		__put_character(output, (char)('0' + __decimal_digit(decimal, place)));
		if (place == point && place > to)
			__put_character(output, '.');
	}
}

/* Puts a number that is rounded: down to the place -PRECISION of the point's. */
static void put_decimal(struct output *output, const struct specification *specification,
                        const struct decimal *decimal, bool is_negative, int precision,
                        bool has_exponent)
{
	int top = __decimal_top(decimal), point = has_exponent ? top : 0;
	int from = top > point ? top : point;
	bool has_point = precision == 0 && specification->is_alternative;
	struct exponent exponent = { "", 0 };
	char sign[SIGN_SIZE];
	int length;

	if (has_exponent)
		exponent = make_exponent(in_case(specification, 'e'), top, 2);
	make_sign(sign, specification, is_negative, false);
	length = from - point + 1 + (precision > 0) + precision + has_point + exponent.length;
	__put_begin(output, specification, sign, length);
	put_digits(output, decimal, from, point, point - precision);
	if (has_point)
		__put_character(output, '.');
	__put_text(output, exponent.text, exponent.length);
	__put_end(output, specification, sign, length);
}

/* %g: so many digits in all, without zeros at the end, in the shorter style. */
static void put_general(struct output *output, const struct specification *specification,
                        struct decimal *decimal, bool is_negative, int digits)
{
	int top, last;
	bool has_exponent;

	__decimal_round(decimal, __decimal_top(decimal) - digits + 1);
	top = __decimal_top(decimal);
	has_exponent = top < -4 || top >= digits;
	last = top - digits + 1;
	if (!specification->is_alternative)
		while (last < top && last < (has_exponent ? top : 0) &&
		       __decimal_digit(decimal, last) == 0)
			last++;
	put_decimal(output, specification, decimal, is_negative, has_exponent ? top - last : -last,
	            has_exponent);
}

static void put_by_tens(struct output *output, const struct specification *specification,
                        const struct number *number, char style)
{
	int precision = specification->precision < 0 ? DEFAULT_PRECISION : specification->precision;
	uint32_t words[__decimal_room(FRACTION_WORDS, number->exponent)];
	struct decimal decimal = { words, 0, 0, 0 };

	__decimal_set(&decimal, number->fraction, FRACTION_WORDS, number->exponent);
	if (style == 'g') {
		put_general(output, specification, &decimal, number->is_negative,
		            precision == 0 ? 1 : precision);
		return;
	}
	__decimal_round(&decimal, (style == 'e' ? __decimal_top(&decimal) : 0) - precision);
	put_decimal(output, specification, &decimal, number->is_negative, precision, style == 'e');
}

/* The fraction as hexadecimal digits, the first of them 1; 0 for what has not all bits of its
 * format. */
struct hexadecimal {
	uint32_t words[FRACTION_WORDS + 1]; /* the first digit is the last word */
	int exponent;                       /* of the first digit */
};

static void shift_left(uint32_t *words, int count, uint32_t carry)
{
	for (int i = 0; i < count; i++) {
		uint32_t word = words[i];

		words[i] = word << 1 | carry;
		carry = word >> 31;
	}
}

static struct hexadecimal make_hexadecimal(const struct number *number)
{
	struct hexadecimal result = { .exponent = number->exponent + 32 * FRACTION_WORDS };
	bool is_zero = true;

	memcpy(result.words, number->fraction, sizeof(uint32_t) * FRACTION_WORDS);
	for (int i = 0; i < FRACTION_WORDS; i++)
		is_zero &= number->fraction[i] == 0;
	for (; !is_zero && result.words[FRACTION_WORDS] == 0 && result.exponent > number->least;
	     result.exponent--)
		shift_left(result.words, FRACTION_WORDS + 1, 0);
	if (is_zero)
		result.exponent = 0;
	return result;
}

/* Digit 0 is before the point, 1 the first behind it. */
static unsigned hexadecimal_digit(const struct hexadecimal *number, int index)
{
	int from = FRACTION_WORDS * 32 - 4 * index;

	return from < 0 ? 0 : number->words[from / 32] >> from % 32 & 15;
}

static bool is_above(const struct hexadecimal *number, int last)
{
	unsigned next = hexadecimal_digit(number, last + 1);
	bool has_rest = (hexadecimal_digit(number, last) & 1) != 0;

	for (int i = last + 2; i <= 8 * FRACTION_WORDS; i++)
		has_rest |= hexadecimal_digit(number, i) != 0;
	return next > 8 || (next == 8 && has_rest);
}

static void round_hexadecimal(struct hexadecimal *number, int last)
{
	int bit = FRACTION_WORDS * 32 - 4 * last;

	if (bit <= 0 || !is_above(number, last))
		return;
	for (int word = bit / 32; word <= FRACTION_WORDS; word++) {
		uint32_t unit = UINT32_C(1) << (word == bit / 32 ? bit % 32 : 0);

		number->words[word] += unit;
		if (number->words[word] >= unit)
			break;
	}
}

static void put_by_sixteens(struct output *output, const struct specification *specification,
                            const struct number *number)
{
	struct hexadecimal hexadecimal = make_hexadecimal(number);
	struct exponent exponent =
	        make_exponent(in_case(specification, 'p'), hexadecimal.exponent, 1);
	int precision = specification->precision, length;
	bool has_point;
	char sign[SIGN_SIZE];

	if (precision < 0)
		for (precision = 8 * FRACTION_WORDS;
		     precision > 0 && hexadecimal_digit(&hexadecimal, precision) == 0;)
			precision--;
	else
		round_hexadecimal(&hexadecimal, precision);
	has_point = precision > 0 || specification->is_alternative;
	length = 1 + has_point + precision + exponent.length;
	make_sign(sign, specification, number->is_negative, true);
	__put_begin(output, specification, sign, length);
	for (int i = 0; i <= precision; i++) {
		unsigned digit = hexadecimal_digit(&hexadecimal, i);

		__put_character(output, digit < 10
		                                ? (char)('0' + digit)
		                                : in_case(specification, (char)('a' + digit - 10)));
		if (i == 0 && has_point)
			__put_character(output, '.');
	}
	__put_text(output, exponent.text, exponent.length);
	__put_end(output, specification, sign, length);
}

void __put_floating(struct output *output, const struct specification *specification,
                    const struct number *number)
{
	char style = specification->conversion;

	if (is_capital(style))
		style = (char)(style - 'A' + 'a');
	if (number->kind != NUMBER_FINITE)
		put_special(output, specification, number);
	else if (style == 'a')
		put_by_sixteens(output, specification, number);
	else
		put_by_tens(output, specification, number, style);
}
