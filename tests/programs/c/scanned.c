/* scanf and its like, and strtod: numbers to the last bit. */
#include <errno.h>
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

static void show(const char *text)
{
	char *end, *end_float, *end_long;
	uint64_t bits;
	uint32_t half;
	int error;

	errno = 0;
	double value = strtod(text, &end);
	error = errno == ERANGE;
	float single = strtof(text, &end_float);
	long double quad = strtold(text, &end_long);
	double back = (double)quad;

	memcpy(&bits, &value, sizeof(bits));
	memcpy(&half, &single, sizeof(half));
	printf("%.30s: %016llx %d %08x %d %d", text, (unsigned long long)bits, error, half,
	       (int)(end - text), (int)(end_long - text));
	/* A long double has more bits than a double, but how many differs. */
	printf(" %d %d\n", end == end_float,
	       !(back > value * 1.0000001 || back < value * 0.9999999));
}

static const char *const numbers[] = {
	"0.1",
	"1e23",
	"8.988465674311579e307",
	"2.2250738585072011e-308",
	"-0",
	"+7.25e+2",
	"4.9406564584124654e-324",
	"2.4703282292062327e-324",
	"2.4703282292062328e-324",
	"9007199254740993",
	"9007199254740992.99999999999999999999999999",
	"1e",
	"1e+",
	"1e-x",
	"1.00000000000000011102230246251565404",
	"1.00000000000000011102230246251565405",
	"0x1.8p3",
	"0x",
	"0x.8",
	"0x1p-1074",
	"0x1p-1075",
	"0x1.8p-1075",
	"0x.p1",
	"0x1.fffffffffffff8p0",
	"0x1.fffffffffffff7fffp0",
	"inf",
	"-INFINITY",
	"infinit",
	"nan",
	"NaN(12_a)",
	"nan(",
	"",
	"-",
	".",
	"+.5",
	"5.",
	".e1",
	"1e-400",
	"1e400",
	"123456789012345678901234567890",
	"6.631236846766476e-316",
	"  \t\n3.5x",
	"1e99999999999999999999",
	"0e999999999999",
	"1e-99999999999999999999",
	"179769313486231580793e289",
	"1.7976931348623158e308",
	"1.7976931348623159e308",
	"3.4028235677973366e38",
	"3.4028235e38",
	"1.17549429e-38",
	"0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
	"7.0064923216240854e-46",
	"7.0064923216240853e-46",
	"2.2250738585072014e-308",
};

static void show_numbers(void)
{
	char text[80];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		show(numbers[i]);
	for (int i = 0; i < 100; i++) {
		unsigned long long whole = next_random() >> i % 64, fraction = next_random();

		snprintf(text, sizeof(text), "%llu.%llue%d", whole, fraction,
		         (int)(next_random() % 620) - 320);
		show(text);
	}
}

/* The middle between two doubles has many digits; a hair more or less decides. */
static void show_middles(void)
{
	static char text[1200];
	const char *const tails[] = { "", "0000", "1", "0000000000000000000000000000001" };

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		/* 2^-1074 * 1.5, and 1 + 2^-53 */
		snprintf(text, sizeof(text), "%.1080f%s", 0x1p-1074 + 0x1p-1073, tails[i]);
		show(text);
		snprintf(text, sizeof(text), "%.60f%s", 1.0 + 0x1p-52, tails[i]);
		show(text);
		strcpy(text, "1.00000000000000011102230246251565404236316680908203125");
		show(strcat(text, tails[i]));
	}
	memset(text, '9', 1000);
	strcpy(text + 1000, "e-900");
	show(text);
	memset(text, '0', 1000);
	strcpy(text + 1000, "5e2");
	show(text);
}

static void scan_integers(void)
{
	int a = 0, b = 0, c = 0, count = 0, taken;
	signed char small = 0;
	short middle = 0;
	long long large = 0;
	unsigned long long huge = 0;

	taken = sscanf("12 -7 +3", "%d%d%d", &a, &b, &c);
	printf("%d %d %d %d\n", taken, a, b, c);
	taken = sscanf("0x1f 017 9", "%i %i %i", &a, &b, &c);
	printf("%d %d %d %d\n", taken, a, b, c);
	taken = sscanf("ff 0xAb 777 12", "%x %x %o %u", (unsigned *)&a, (unsigned *)&b,
	               (unsigned *)&c, (unsigned *)&count);
	printf("%d %d %d %d %d\n", taken, a, b, c, count);
	taken = sscanf("300 70000 -9223372036854775808 18446744073709551615", "%hhd %hd %lld %llu",
	               &small, &middle, &large, &huge);
	printf("%d %d %d %lld %llu\n", taken, small, middle, large, huge);
	taken = sscanf("12345678", "%3d%2d%n", &a, &b, &count);
	printf("%d %d %d %d\n", taken, a, b, count);
	taken = sscanf("12:34:56", "%d:%*d:%d", &a, &b);
	printf("%d %d %d\n", taken, a, b);
	taken = sscanf("-0x1A +012", "%i%i", &a, &b);
	printf("%d %d %d\n", taken, a, b);
	printf("%d", sscanf("", "%d", &a));
	printf(" %d", sscanf("x", "%d", &a));
	printf(" %d", sscanf("5", "%d%d", &a, &b));
	printf(" %d", sscanf("  ", "%d", &a));
	taken = sscanf("50%", "%d%%%n", &a, &count);
	printf(" %d %d\n", taken, count);
}

static void scan_texts(void)
{
	char first[20] = "", second[20] = "", third = 0, pair[3] = "";
	wchar_t wide[10] = L"";
	char *taken = NULL;
	int count = 0;

	printf("%d", sscanf("  hello world", "%s %3s", first, second));
	printf(" %s %s\n", first, second);
	printf("%d", sscanf("abc123]-x", "%[a-c]%n%[]0-9-]%c", first, &count, second, &third));
	printf(" %s %d %s %c\n", first, count, second, third);
	printf("%d", sscanf("key = value;", "%[^ =] = %[^;]", first, second));
	printf(" %s %s\n", first, second);
	printf("%d", sscanf("  xy", "%c%2c", &third, pair));
	printf(" %d %.2s\n", third, pair);
	printf("%d", sscanf("dynamic rest", "%ms %ls", &taken, wide));
	printf(" %s %d\n", taken, (int)wcslen(wide));
	free(taken);
	strcpy(first, "kept");
	printf("%d", sscanf("ab", "%[0-9]", first));
	printf(" %s", first);
	printf(" %d", sscanf(" ", "%s", first));
	printf(" %s\n", first);
}

static void scan_floating(void)
{
	float single = 0;
	double value = 0, other = 0;
	long double quad = 0;
	char rest = 0;

	printf("%d", sscanf("3.5 4.25e2 6.75", "%f %lf %Lf", &single, &value, &quad));
	printf(" %g %g %Lg\n", single, value, quad);
	printf("%d", sscanf("12.345 -.5e-1x", "%4lf%lf %lf%c", &value, &other, &other, &rest));
	printf(" %g %g %c\n", value, other, rest);
	printf("%d", sscanf("nan inf 0x1p4", "%lf %f %lf", &value, &single, &other));
	printf(" %g %g\n", single, other);
	printf("%d", sscanf("x", "%lf", &value));
	printf(" %d\n", sscanf("", "%lf", &value));
}

/* Arguments by their numbers. */
static void scan_numbered(void)
{
	int number = 0, length = 0;
	double value = 0;
	long double quad = 0;
	char word[20] = "", part[4] = "";

	printf("%d",
	       sscanf("12 word 2.5 7.25", "%2$d %1$19s %4$lf %3$Lf", word, &number, &quad, &value));
	printf(" %s %d %Lg %g\n", word, number, quad, value);
	printf("%d", sscanf("12345abc", "%3$2d%*2d%2$n%1$3[0-9a-f]", part, &length, &number));
	printf(" %s %d %d\n", part, length, number);
}

static void scan_input(void)
{
	int number = 0, count = 0, next;
	char word[20];

	while (scanf("%19s", word) == 1 && count < 5)
		printf("%d %s\n", ++count, word);
	next = getchar();
	count = scanf("%d", &number);
	printf("%d %d\n", next, count);
}

int main(void)
{
	show_numbers();
	show_middles();
	scan_integers();
	scan_texts();
	scan_floating();
	scan_numbered();
	scan_input();
	printf("%g %g %d\n", atof("2.5e3abc"), atof("x"), atoi("  -42z"));
	return 0;
}
