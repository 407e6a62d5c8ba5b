/* Whole numbers near to a number, which picolibc gives wrong where they are large. */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { DOUBLE_FRACTION = 52, DOUBLE_BIAS = 1023, FLOAT_FRACTION = 23, FLOAT_BIAS = 127 };

/* How the bits of a number lie: sign, exponent, fraction. */
struct layout {
	unsigned fraction, bias;
};

enum direction { TOWARD_ZERO, DOWN, UP };

static const struct layout of_double = { DOUBLE_FRACTION, DOUBLE_BIAS };
static const struct layout of_float = { FLOAT_FRACTION, FLOAT_BIAS };

/* The whole number that is next to a number in a direction, both as bits. */
static uint64_t whole(uint64_t bits, const struct layout *layout, enum direction direction)
{
	uint64_t one = (uint64_t)layout->bias << layout->fraction;
	uint64_t sign = 2 * one + ((uint64_t)2 << layout->fraction), below;
	unsigned exponent = (unsigned)((bits & (sign - 1)) >> layout->fraction);
	uint64_t away = (direction == DOWN && (bits & sign)) || (direction == UP && !(bits & sign))
	                        ? ~(uint64_t)0
	                        : 0;

	if (exponent >= layout->bias + layout->fraction)
		return bits;
	if ((bits & (sign - 1)) == 0)
		return bits;
	if (exponent < layout->bias)
		return (bits & sign) | (away & one);
	below = ((uint64_t)1 << (layout->bias + layout->fraction - exponent)) - 1;
	return (bits + (away & below)) & ~below;
}

static double whole_double(double number, enum direction direction)
{
	uint64_t bits;

	memcpy(&bits, &number, sizeof(bits));
	bits = whole(bits, &of_double, direction);
	memcpy(&number, &bits, sizeof(bits));
	return number;
}

double trunc(double number)
{
	return whole_double(number, TOWARD_ZERO);
}

double floor(double number)
{
	return whole_double(number, DOWN);
}

double ceil(double number)
{
	return whole_double(number, UP);
}

float truncf(float number)
{
	uint32_t bits;

	memcpy(&bits, &number, sizeof(bits));
	bits = (uint32_t)whole(bits, &of_float, TOWARD_ZERO);
	memcpy(&number, &bits, sizeof(bits));
	return number;
}

/* The nearest whole number; of two the one that is farther from 0. */
long long llround(double number)
{
	double magnitude = fabs(number), below = trunc(magnitude);
	/* Beyond the largest there is no answer, and here the conversion's. */
	long long result = (long long)below;

	if (magnitude - below >= 0.5)
		result++;
	return number < 0 ? -result : result;
}
