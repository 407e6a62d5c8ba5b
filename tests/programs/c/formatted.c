/* printf and its like: all conversions, and floating-point numbers to the last digit. */
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static uint64_t state = 88172645463325252u;

static uint64_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static double double_of(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static const char *const floating[] = {
	"%f",     "%.17g",   "%.20f",    "%.0f",  "%.1e",  "%e",       "%g",    "%a",
	"%.3a",   "%30.10f", "%-25.3g|", "%+.5e", "%#.0f", "%030.4f",  "% .2f", "%.40g",
	"%G",     "%E",      "%A",       "%#g",   "%#.0e", "%.0a",     "%#.0a", "%20a|",
	"%-20a|", "%020a",   "%.0g",     "%.3F",  "%.15g", "%+020.3e", "%.1f",
};

static void print_all(double value)
{
	static char text[3000];

	for (size_t i = 0; i < sizeof(floating) / sizeof(floating[0]); i++) {
		int length = snprintf(text, sizeof(text), floating[i], value);

		printf("%s %d %s\n", floating[i], length, text);
	}
}

static void print_floating(void)
{
	static const double values[] = {
		0.0,      -0.0,         0.1,
		1.0 / 3,  0.5,          1.5,
		2.5,      9.5,          0.05,
		0.045,    9.9995,       999998.5,
		1e22,     1e23,         DBL_MAX,
		DBL_MIN,  DBL_EPSILON,  123456789.123456789,
		1e15,     1e16,         1e-5,
		1e-4,     0.0001234567, 5e-324,
		1e100,    -1e-100,      4503599627370496.5,
		99999.95, 0.00001,      100000,
		1000000,
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		print_all(values[i]);
	for (int i = 0; i < 3; i++)
		print_all(double_of(next_random() & ~(UINT64_C(0x400) << 52)));
	for (int i = 0; i < 60; i++) {
		uint64_t bits = next_random();

		printf("%.17g %.0f %a\n", double_of(bits >> 2), (double)(int64_t)bits / 64,
		       (double)(int64_t)bits);
	}
	printf("%.1100f\n%.1100f\n", 5e-324, DBL_MIN);
	printf("%g %.3g %.4g\n", 999999.5, 9995.0, 9995.0);
	printf("%f %F %e %g %G|%10f|%-10f|%010f|%+f\n", INFINITY, -INFINITY, INFINITY, (double)NAN,
	       (double)NAN, INFINITY, INFINITY, INFINITY, INFINITY);
}

static void print_long_double(void)
{
	for (int i = 0; i < 20; i++) {
		long double value = (long double)double_of(next_random() >> 2);

		printf("%.20Lf|%Le|%.25Lg|%30.3Lf\n", value * 0 + 1.5L / (1 << i), value, value,
		       value * 0 + i * 1000.0625L);
	}
	printf("%Lf %Lg %LF\n", (long double)INFINITY, -(long double)INFINITY, (long double)NAN);
}

static void print_integers(void)
{
	int count = 0;
	signed char small = 0;
	short middle = 0;
	long long large = 0;

	printf("%5c|%-5c|%05d|%+d|% d|%x|%#x|%#o|%X|%#X|%u\n", 'a', 'b', 42, 42, 42, 255, 255, 8,
	       0xabc, 0xabc, 4000000000u);
	printf("%hhd %hd %lld %llu %jd %zu %td %hhu %hu\n", 300, 70000, -5000000000LL, UINT64_MAX,
	       INTMAX_MIN, (size_t)9, (ptrdiff_t)-3, 511, 65537);
	printf("%llx %llo %#llx %lli\n", UINT64_C(0xfedcba9876543210), UINT64_MAX, INT64_MAX,
	       INT64_MIN);
	printf("%#05o|%#05o|%#-5o|%#.1o|%#.2o|%#24llo|\n", 34, 0, 8, 7, 7, ~0ULL);
	printf("%.0d|%.5d|%8.3d|%-8.3d|%08.3d|%+.0d|%#.0o|%#.3o|%#x|%.0x\n", 0, 42, 42, 42, 42, 0,
	       0, 1, 0, 0);
	printf("%*d|%-*d|%*d|%.*f|%.*d\n", 5, 42, 5, 42, -5, 42, 2, 3.14159, -1, 7);
	printf("abc%n de%hhn f%hn %lln\n", &count, &small, &middle, &large);
	printf("%d %d %d %lld %%\n", count, small, middle, large);
	for (int i = 0; i < 64; i++) {
		uint64_t value = next_random();

		printf("%lld %llu %d %x\n", (long long)value >> i, (unsigned long long)value >> i,
		       (int)value >> i % 32, (unsigned)value >> i % 32);
	}
}

static int print_by_list(char *text, size_t size, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vsnprintf(text, size, format, arguments);
	va_end(arguments);
	return count;
}

static void print_texts(void)
{
	char text[10];

	printf("%.3s|%10.2s|%-10s|%s|%.*s|%5s|%.0s|\n", "abcdef", "xyz", "q", "w", 2, "hello",
	       "longer than that", "none");
	printf("%ls|%lc|%5.2ls|%-6ls|\n", L"wide", (wint_t)L'w', L"abc", L"x");
	for (size_t size = 0; size <= sizeof(text); size++) {
		memset(text, '#', sizeof(text));
		int count = print_by_list(text, size, "%s%d", "0123456", -890);

		printf("%d %.10s|", count, size == 0 ? "" : text);
		for (size_t i = 0; i < sizeof(text); i++)
			putchar(text[i] == 0 ? '0' : text[i] == '#' ? '#' : '.');
		putchar('\n');
	}
	printf("%d\n", sprintf(text, "%c%c%c", 'a', 0, 'b'));
	printf("%d %d %d\n", text[0], text[1], text[2]);
	fprintf(stdout, "%s %p %p\n", "fprintf", (void *)0, (void *)0xbeef);
}

/* Arguments by their numbers: of every size, more than once, and as widths. */
static void print_numbered(void)
{
	int count = 0;

	printf("%2$s %1$d %3$lld %4$.2f %1$x %%\n", 7, "two", 3LL << 33, 4.5);
	printf("[%1$*2$d] [%1$-*2$d] [%3$.*2$f] [%4$+08.3Lf] %5$c\n", 12, 6, 2.25, 1.5L, 'e');
	printf("%4$Lg %3$g %2$llu %1$hhd %5$s %4$Lg\n", 300, ~0ULL, -0.5, 1e30L, "end");
	printf("%32$d %1$d%2$n %3$d%4$d%5$d%6$d%7$d%8$d%9$d%10$d%11$d%12$d%13$d%14$d%15$d%16$d%17$d"
	       "%18$d%19$d%20$d%21$d%22$d%23$d%24$d%25$d%26$d%27$d%28$d%29$d%30$d%31$d\n",
	       1, &count, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
	       23, 24, 25, 26, 27, 28, 29, 30, 31, 32);
	printf("%d\n", count);
}

int main(void)
{
	print_integers();
	print_numbered();
	print_texts();
	print_floating();
	print_long_double();
	return 0;
}
