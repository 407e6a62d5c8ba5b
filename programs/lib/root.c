/* The square root of a long double, rounded once: picolibc's is off by one in the last place in a
 * third of all cases. */
#include <float.h>
#include <math.h>

/* The root of a number between 1/2 and 2. Two steps of Newton's from that of a double leave it at
 * most one place off, and the rest, which is exact, says so: it is a whole number of squares of the
 * last place, as is the root times the last place, so that there is no tie. */
static long double root_of(long double number)
{
	long double root = sqrt((double)number), rest, place;

	for (int i = 0; i < 2; i++)
		root = (root + number / root) / 2;
	place = root < 1 ? LDBL_EPSILON / 2 : LDBL_EPSILON;
	rest = fmal(-root, root, number);
	if (rest > root * place)
		return root + place;
	return rest <= -root * place ? root - place : root;
}

long double sqrtl(long double number)
{
	int exponent;

	if (number < 0)
		return (number - number) / (number - number);
	if (number == 0 || !isfinite(number))
		return number;
	number = frexpl(number, &exponent);
	if (exponent % 2 != 0) {
		number *= 2;
		exponent--;
	}
	return ldexpl(root_of(number), exponent / 2);
}
