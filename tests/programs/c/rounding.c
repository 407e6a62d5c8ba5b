/* Functions of math.h whose results are exact, for numbers of every size: what each gives is one
 * number, made of the bits of all results. */
#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { TRIES = 400 };

static uint64_t state = 88172645463325252u;

static uint64_t random_bits(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

/* A number, half of the time not far from 1, and then also with a short fraction. */
static double any_double(void)
{
	uint64_t bits = random_bits(), kind = random_bits();
	double number;

	if (kind & 1)
		bits = (bits & 0x800fffffffffffff) | (1013 + (kind >> 8) % 70) << 52;
	if ((kind & 3) == 3)
		bits &= ~(uint64_t)0 << (kind >> 20) % 52;
	memcpy(&number, &bits, sizeof number);
	return number;
}

static float any_float(void)
{
	uint64_t kind = random_bits();
	uint32_t bits = (uint32_t)random_bits();
	float number;

	if (kind & 1)
		bits = (bits & 0x807fffff) | (uint32_t)(119 + (kind >> 8) % 40) << 23;
	if ((kind & 3) == 3)
		bits &= ~(uint32_t)0 << (kind >> 20) % 23;
	memcpy(&number, &bits, sizeof number);
	return number;
}

static void add(uint64_t *all, double result)
{
	uint64_t bits = 1;

	if (result == result)
		memcpy(&bits, &result, sizeof bits);
	*all = (*all ^ bits) * 0x100000001b3;
}

static double llround_of(double number)
{
	return fabs(number) < 9e18 ? (double)llround(number) : 0;
}

static double llrint_of(double number)
{
	return fabs(number) < 9e18 ? (double)llrint(number) : 0;
}

static double lround_of(double number)
{
	return fabs(number) < 2e9 ? (double)lround(number) : 0;
}

static double fma_of(double left, double right)
{
	return fma(left, right, left * 1.5);
}

static double fma_near(double left, double right)
{
	return fma(left, right, -left * right);
}

static float fmaf_of(float left, float right)
{
	return fmaf(left, right, left * 1.5f);
}

static float fmaf_near(float left, float right)
{
	return fmaf(left, right, -left * right);
}

/* Whether a root is the nearest to the exact one: the rest is exact, and not half a place away. */
static int is_nearest(long double number, long double root)
{
	long double place = nextafterl(root, INFINITY) - root;
	long double rest = fmal(-root, root, number);

	return rest <= root * place && rest > -root * place;
}

static void long_roots(void)
{
	int wrong = 0;

	for (int try = 0; try < TRIES; try++) {
		long double number = (long double)(random_bits() >> 1) * 0x1p-40L + random_bits();

		wrong += !is_nearest(number, sqrtl(number));
	}
	printf("sqrtl %d wrong, %d %d %d\n", wrong, isnan(sqrtl(-1)), isinf(sqrtl(INFINITY)) != 0,
	       signbit(sqrtl(-0.0L)) != 0);
}

#define ONE(name)                  \
	{                          \
#name, .one = name \
	}
#define TWO(name)                  \
	{                          \
#name, .two = name \
	}
#define ONE_FLOAT(name)                  \
	{                                \
#name, .one_float = name \
	}
#define TWO_FLOAT(name)                  \
	{                                \
#name, .two_float = name \
	}

static const struct {
	const char *name;
	double (*one)(double), (*two)(double, double);
	float (*one_float)(float), (*two_float)(float, float);
} functions[] = {
	ONE(trunc),
	ONE(floor),
	ONE(ceil),
	ONE(round),
	ONE(rint),
	ONE(nearbyint),
	ONE(sqrt),
	ONE(logb),
	ONE(llround_of),
	ONE(llrint_of),
	ONE(lround_of),
	TWO(fma_of),
	TWO(fma_near),
	TWO(fmod),
	TWO(remainder),
	TWO(nextafter),
	TWO(fdim),
	TWO(fmax),
	TWO(fmin),
	ONE_FLOAT(truncf),
	ONE_FLOAT(floorf),
	ONE_FLOAT(ceilf),
	ONE_FLOAT(roundf),
	ONE_FLOAT(rintf),
	ONE_FLOAT(sqrtf),
	TWO_FLOAT(fmaf_of),
	TWO_FLOAT(fmaf_near),
	TWO_FLOAT(fmodf),
	TWO_FLOAT(nextafterf),
};

int main(void)
{
	for (unsigned i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		uint64_t all = 1;

		for (int try = 0; try < TRIES; try++) {
			double left = any_double(), right = any_double();
			float left_float = any_float(), right_float = any_float();

			if (functions[i].one)
				add(&all, functions[i].one(left));
			else if (functions[i].two)
				add(&all, functions[i].two(left, right));
			else if (functions[i].one_float)
				add(&all, functions[i].one_float(left_float));
			else
				add(&all, functions[i].two_float(left_float, right_float));
		}
		printf("%s %016llx\n", functions[i].name, (unsigned long long)all);
	}
	long_roots();
	printf("%d %d\n", fegetround() == FE_TONEAREST, fesetround(FE_TONEAREST));
	return 0;
}
