/* tgamma, which picolibc gives off by hundreds of units of the last place. */
#include <math.h>
#include <stddef.h>

#define PI 3.14159265358979323846
#define ROOT_OF_TWO_PI 2.50662827463100050242

/* From here on Stirling's series has all digits. */
#define LARGE 10.0

/* Of more than this the function has no room. */
#define LARGEST 171.7

/* Stirling's series for what the logarithm lacks: B(2k) / (2k (2k - 1) x^(2k - 1)), B being
 * Bernoulli's numbers. */
static double series(double x)
{
	static const double terms[] = { 1.0 / 156,  -691.0 / 360360, 1.0 / 1188, -1.0 / 1680,
		                        1.0 / 1260, -1.0 / 360,      1.0 / 12 };
	double sum = 0;

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		sum = sum / (x * x) + terms[i];
	return sum / x;
}

/* Where rounding moved x by an error, the result is as much smaller as the logarithm says. */
static double gamma_of_large(double x, double error)
{
	double half = pow(x, x / 2 - 0.25);

	return half * exp(-x) * half * ROOT_OF_TWO_PI * exp(series(x)) * (1 + error * log(x));
}

static double gamma_of_positive(double x)
{
	double divisor = 1, larger;

	if (x == floor(x)) {
		for (double factor = 2; factor < x; factor++)
			divisor *= factor;
		return divisor;
	}
	double steps = x < LARGE ? ceil(LARGE - x) : 0;
	for (double step = 0; step < steps; step++)
		divisor *= x + step;
	larger = x + steps;
	return gamma_of_large(larger, x - (larger - steps)) / divisor;
}

/* sin(PI x), where x is no whole number. */
static double sine_of_turns(double x)
{
	double nearest = round(x), sine = sin(PI * (x - nearest));

	return fmod(nearest, 2) == 0 ? sine : -sine;
}

/* Where the function of -x has no room, that of x + STEPS is divided by the factors between. */
static double gamma_of_negative(double x)
{
	enum { STEPS = 16 };
	double value;

	if (x > -LARGEST)
		return -PI / x / sine_of_turns(x) / gamma_of_positive(-x);
	value = gamma_of_negative(x + STEPS);
	for (int step = STEPS; step-- > 0;)
		value /= x + step;
	return value;
}

double tgamma(double x)
{
	if (isnan(x) || x == 0)
		return 1 / x;
	if (x > 0)
		return x > LARGEST ? x * INFINITY : gamma_of_positive(x);
	if (x == floor(x))
		return NAN;
	if (x < -LARGEST - 15)
		return copysign(0, sine_of_turns(x));
	return gamma_of_negative(x);
}
