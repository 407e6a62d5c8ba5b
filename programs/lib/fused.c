/* A product and a sum, rounded once. picolibc rounds both.
 *
 * A product is exact in the next larger format. The sum there is rounded to odd: where it is not
 * exact, its last bit is 1. With two bits more than the result has, rounding that is as good as
 * rounding the exact sum. */
#include <math.h>
#include <stdint.h>
#include <string.h>

/* A number's bits, the lowest word first, and whether the exact number is nearer to 0 or farther
 * than it; zero: it is exact. */
static void round_to_odd(uint32_t *words, int excess)
{
	if (excess == 0 || (words[0] & 1))
		return;
	if (excess > 0)
		words[0] |= 1;
	else
		while ((*words++)-- == 0)
			;
}

/* Which side of a sum the exact one is on, seen from 0. */
#define EXCESS(sum, error) ((error) == 0 ? 0 : ((error) > 0) == ((sum) > 0) ? 1 : -1)

double fma(double left, double right, double added)
{
	long double product = (long double)left * right, sum = product + added;
	long double part = sum - product, error = (product - (sum - part)) + (added - part);
	uint32_t words[sizeof(sum) / sizeof(uint32_t)];

	if (!isfinite(sum))
		return (double)sum;
	memcpy(words, &sum, sizeof(sum));
	round_to_odd(words, EXCESS(sum, error));
	memcpy(&sum, words, sizeof(sum));
	return (double)sum;
}

float fmaf(float left, float right, float added)
{
	double product = (double)left * right, sum = product + added;
	double part = sum - product, error = (product - (sum - part)) + (added - part);
	uint32_t words[sizeof(sum) / sizeof(uint32_t)];

	if (!isfinite(sum))
		return (float)sum;
	memcpy(words, &sum, sizeof(sum));
	round_to_odd(words, EXCESS(sum, error));
	memcpy(&sum, words, sizeof(sum));
	return (float)sum;
}
