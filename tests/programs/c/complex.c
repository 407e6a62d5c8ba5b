/* Functions of complex numbers: values, signs on both sides of the branch cuts, infinities; and
 * functions of float, and tgamma. */
#include <complex.h>
#include <math.h>
#include <stdio.h>

static void show_part(double part)
{
	if (isnan(part))
		printf(" nan");
	else
		printf(" %.9g", part);
}

static void show(const char *name, double complex value)
{
	printf("%s", name);
	show_part(creal(value));
	show_part(cimag(value));
	putchar('\n');
}

#define SHOW(name)                                                                               \
	do {                                                                                     \
		show(#name, name(z));                                                            \
		if (fabs(x) < 100 && fabs(y) < 100)                                              \
			printf("%.4f %.4f\n", crealf(name##f(single)), cimagf(name##f(single))); \
	} while (0)

static void show_all(double x, double y)
{
	double complex z = CMPLX(x, y);
	float complex single = CMPLXF((float)x, (float)y);

	printf("%g, %g\n", x, y);
	SHOW(csqrt);
	SHOW(clog);
	SHOW(cexp);
	SHOW(csinh);
	SHOW(ccosh);
	SHOW(ctanh);
	SHOW(csin);
	SHOW(ccos);
	SHOW(ctan);
	SHOW(casinh);
	SHOW(cacosh);
	SHOW(catanh);
	SHOW(casin);
	SHOW(cacos);
	SHOW(catan);
	show("cpow", cpow(z, CMPLX(1.5, -0.5)));
}

static void singles(void)
{
	static volatile float values[] = { 0x1.ba15ecp-1f, 100.5f, 0x1.ff66fap+2f, 0x1.0b966cp-55f,
		                           33.75f };

	printf("%.7g %.7g ", powf(values[0], values[1]), powf(values[4], -values[0]));
	printf("%.6g %.6g ", erfcf(values[2]), erfcf(values[0]));
	printf("%.7g %.6g\n", tgammaf(values[3]), tgammaf(values[4]));
	for (double x = -174.59; x < 172; x += 9.31)
		printf("%.13g ", tgamma(x));
	printf("%.17g %g %g\n", tgamma(13), tgamma(172), tgamma(-0.0));
}

int main(void)
{
	static const double values[][2] = {
		{ 0.5, 0.25 },    { -0.5, 3 },     { 1.5, -2.5 },     { -3, -0.125 },
		{ 2, 0.0 },       { 2, -0.0 },     { -2, 0.0 },       { -2, -0.0 },
		{ 0.0, 2 },       { -0.0, 2 },     { 0.0, -2 },       { 0.25, 0.0 },
		{ -0.25, -0.0 },  { 0.0, -0.5 },   { 1e10, 1 },       { -1, 1e10 },
		{ 1e-9, 1 },      { 1e-9, 1e-9 },  { 1e200, -1e200 }, { -1e300, 3 },
		{ 1e-200, 1e-9 }, { INFINITY, 1 }, { -INFINITY, 1 },  { 1, INFINITY },
		{ 3, -INFINITY }, { 710.25, 1.5 }, { -709, 2 },       { NAN, 2 },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		show_all(values[i][0], values[i][1]);
	singles();
	return 0;
}
