/* Functions of complex numbers: in picolibc many have wrong signs, or NaN for what is infinite.
 * After W. Kahan, "Branch cuts for complex elementary functions" (1987), with infinities and NaN as
 * C17's annex G has them. Those of float are those of double, rounded. */
#include <complex.h>
#include <math.h>
#include <stdbool.h>

#define HALF_PI 1.57079632679489661923
#define LOG_2 0.69314718055994530942

/* e to the power of more than this may be infinite, to the power of half of it is not. */
#define LARGE_POWER 700.0

static bool is_finite(double complex z)
{
	return isfinite(creal(z)) && isfinite(cimag(z));
}

/* i z, and z / i. */
static double complex turn(double complex z)
{
	return CMPLX(-cimag(z), creal(z));
}

static double complex turn_back(double complex z)
{
	return CMPLX(cimag(z), -creal(z));
}

static double complex root_of_finite(double x, double y)
{
	double t = sqrt((fabs(x) + hypot(x, y)) / 2);

	if (t == 0)
		return CMPLX(0, y);
	return x >= 0 ? CMPLX(t, y / (2 * t)) : CMPLX(fabs(y) / (2 * t), copysign(t, y));
}

double complex csqrt(double complex z)
{
	double x = creal(z), y = cimag(z);

	if (isinf(y))
		return CMPLX(INFINITY, y);
	if (isinf(x))
		return x > 0 ? CMPLX(x, isnan(y) ? y : copysign(0, y))
		             : CMPLX(isnan(y) ? y : 0, copysign(x, y));
	if (isnan(x) || isnan(y))
		return CMPLX(NAN, NAN);
	if (fmax(fabs(x), fabs(y)) > 0x1p1000)
		return 2 * root_of_finite(x / 4, y / 4);
	if (fmax(fabs(x), fabs(y)) < 0x1p-900)
		return 0x1p-50 * root_of_finite(x * 0x1p100, y * 0x1p100);
	return root_of_finite(x, y);
}

double complex clog(double complex z)
{
	double x = creal(z), y = cimag(z), size = hypot(x, y), real = log(size);
	double larger = fmax(fabs(x), fabs(y)), smaller = fmin(fabs(x), fabs(y));

	if (size > 0.5 && size < 2)
		real = log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2;
	else if (is_finite(z) && isinf(size))
		real = log(hypot(x / 2, y / 2)) + LOG_2;
	return CMPLX(real, atan2(y, x));
}

double complex cexp(double complex z)
{
	double x = creal(z), y = cimag(z), half = exp(x / 2);

	if (y == 0)
		return CMPLX(exp(x), y);
	if (!isfinite(y) && isinf(x))
		return x < 0 ? CMPLX(0, copysign(0, y)) : CMPLX(x, NAN);
	if (x > LARGE_POWER)
		return CMPLX(half * cos(y) * half, half * sin(y) * half);
	return CMPLX(exp(x) * cos(y), exp(x) * sin(y));
}

/* A hyperbolic function of x times what it is to be multiplied with, which has room where the
 * function alone has not. */
static double multiply(double hyperbolic(double), double x, double factor)
{
	double value = hyperbolic(x), half = exp(fabs(x) / 2);

	if (factor == 0)
		return copysign(1, value) * factor;
	if (value == 0 && isnan(factor))
		return value;
	if (isinf(value) && isfinite(x))
		return copysign(half, value) / 2 * factor * half;
	return value * factor;
}

double complex ccosh(double complex z)
{
	double x = creal(z), y = cimag(z);

	if (isinf(x) && !isfinite(y))
		return CMPLX(INFINITY, NAN);
	return CMPLX(multiply(cosh, x, cos(y)), multiply(sinh, x, sin(y)));
}

double complex csinh(double complex z)
{
	double x = creal(z), y = cimag(z);

	if (isinf(x) && !isfinite(y))
		return CMPLX(x, NAN);
	return CMPLX(multiply(sinh, x, cos(y)), multiply(cosh, x, sin(y)));
}

double complex ctanh(double complex z)
{
	double x = creal(z), y = cimag(z), tangent = tan(y), sine = sinh(x);
	double square = 1 + tangent * tangent, divisor = 1 + square * sine * sine;

	if (isinf(x))
		return CMPLX(copysign(1, x), copysign(0, isfinite(y) ? sin(2 * y) : y));
	if ((isnan(x) && y == 0) || (x == 0 && !isfinite(y)))
		return CMPLX(x, y == 0 ? y : NAN);
	if (fabs(x) > 22 && isfinite(y))
		return CMPLX(copysign(1, x), 4 * sin(y) * cos(y) * exp(-2 * fabs(x)));
	return CMPLX(square * sqrt(1 + sine * sine) * sine / divisor, tangent / divisor);
}

double complex csin(double complex z)
{
	return turn_back(csinh(turn(z)));
}

double complex ccos(double complex z)
{
	return ccosh(turn(z));
}

double complex ctan(double complex z)
{
	return turn_back(ctanh(turn(z)));
}

/* The imaginary part of the product of a's conjugate and b. */
static double cross(double complex a, double complex b)
{
	return creal(a) * cimag(b) - cimag(a) * creal(b);
}

static double complex arc_sine_of_finite(double complex z)
{
	double x = creal(z), y = cimag(z);
	double complex below = csqrt(CMPLX(1 - x, -y)), above = csqrt(CMPLX(1 + x, y));

	return CMPLX(atan2(x, creal(below) * creal(above) - cimag(below) * cimag(above)),
	             asinh(cross(below, above)));
}

double complex casinh(double complex z)
{
	double x = creal(z), y = cimag(z);

	if (is_finite(z))
		return turn_back(arc_sine_of_finite(turn(z)));
	if (isnan(x))
		return isinf(y) ? CMPLX(INFINITY, x) : CMPLX(x, y == 0 ? y : NAN);
	if (isnan(y))
		return CMPLX(isinf(x) ? x : NAN, y);
	return CMPLX(copysign(INFINITY, x), atan2(y, fabs(x)));
}

double complex casin(double complex z)
{
	return turn_back(casinh(turn(z)));
}

double complex cacos(double complex z)
{
	double x = creal(z), y = cimag(z);

	if (is_finite(z)) {
		double complex below = csqrt(CMPLX(1 - x, -y)), above = csqrt(CMPLX(1 + x, y));
		return CMPLX(2 * atan2(creal(below), creal(above)), asinh(cross(above, below)));
	}
	if (isnan(x))
		return CMPLX(x, isinf(y) ? -y : NAN);
	if (isnan(y))
		return CMPLX(x == 0 ? HALF_PI : NAN, isinf(x) ? INFINITY : y);
	return CMPLX(atan2(fabs(y), x), -copysign(INFINITY, y));
}

double complex cacosh(double complex z)
{
	double complex arc = cacos(z);

	return CMPLX(fabs(cimag(arc)), copysign(creal(arc), cimag(z)));
}

double complex catanh(double complex z)
{
	double x = fabs(creal(z)), y = fabs(cimag(z)), size = hypot(x, y), real, imaginary;

	if (isinf(y) || (isinf(x) && !isnan(y)) || size > 0x1p60) {
		real = isinf(size) ? 0 : x / size / size;
		imaginary = isnan(y) ? y : HALF_PI;
	} else {
		real = x == 1 && y < 0x1p-500 ? (LOG_2 - log(y)) / 2
		                              : log1p(4 * x / ((1 - x) * (1 - x) + y * y)) / 4;
		imaginary = atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2;
		if (x == 0)
			real = 0;
	}
	return CMPLX(copysign(real, creal(z)), copysign(imaginary, cimag(z)));
}

double complex catan(double complex z)
{
	return turn_back(catanh(turn(z)));
}

double complex cpow(double complex z, double complex power)
{
	if (power == 0)
		return 1;
	return z == 0 && creal(power) > 0 ? 0 : cexp(power * clog(z));
}

float complex cpowf(float complex z, float complex power)
{
	return (float complex)cpow(z, power);
}

#define OF_FLOAT(name)                         \
	float complex name##f(float complex z) \
	{                                      \
		return (float complex)name(z); \
	}

OF_FLOAT(csqrt)
OF_FLOAT(clog)
OF_FLOAT(cexp)
OF_FLOAT(ccosh)
OF_FLOAT(csinh)
OF_FLOAT(ctanh)
OF_FLOAT(csin)
OF_FLOAT(ccos)
OF_FLOAT(ctan)
OF_FLOAT(casinh)
OF_FLOAT(casin)
OF_FLOAT(cacos)
OF_FLOAT(cacosh)
OF_FLOAT(catanh)
OF_FLOAT(catan)
