/* Calls: many arguments, of all widths, variable ones, through pointers, recursive, on a stack
 * of variable size. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static __attribute__((noinline)) int64_t many(int a, int64_t b, int8_t c, int64_t d, uint16_t e,
                                              int f, int64_t g, int h, int64_t i)
{
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i;
}

static __attribute__((noinline)) int64_t variable(const char *types, ...)
{
	va_list list, again;
	int64_t sum = 0;

	va_start(list, types);
	va_copy(again, list);
	for (; *types; types++) {
		switch (*types) {
		case 'i':
			sum = sum * 3 + va_arg(list, int);
			break;
		case 'w':
			sum = sum * 3 + va_arg(list, int64_t);
			break;
		case 's':
			sum = sum * 3 + (int64_t)strlen(va_arg(list, const char *));
			break;
		}
	}
	sum = sum * 3 + va_arg(again, int);
	va_end(again);
	va_end(list);
	return sum;
}

static int add(int a, int b)
{
	return a + b;
}

static int subtract(int a, int b)
{
	return a - b;
}

static int (*const operations[])(int, int) = { add, subtract };

static __attribute__((noinline)) int apply(int which, int a, int b)
{
	return operations[which](a, b);
}

static int is_odd(unsigned n);

static __attribute__((noinline)) int is_even(unsigned n)
{
	return n == 0 ? 1 : is_odd(n - 1);
}

static __attribute__((noinline)) int is_odd(unsigned n)
{
	return n == 0 ? 0 : is_even(n - 1);
}

static __attribute__((noinline)) int of_variable_size(int n)
{
	int array[n];
	char *bytes = __builtin_alloca((size_t)n * 3);
	int sum = 0;

	for (int i = 0; i < n; i++)
		array[i] = i * i;
	memset(bytes, n, (size_t)n * 3);
	for (int i = 0; i < n; i++)
		sum += array[i] + bytes[2 * i];
	return n > 1 ? sum + of_variable_size(n / 2) : sum;
}

static __attribute__((noinline)) uint64_t deep(int depth, uint64_t carried)
{
	volatile unsigned char frame[64];

	frame[depth & 63] = (unsigned char)depth;
	if (depth == 0)
		return carried;
	return deep(depth - 1, carried * 5 + frame[depth & 63]) - 1;
}

int main(void)
{
	printf("%" PRId64 "\n", many(1, -2, 3, INT64_C(4000000000), 5, 6, -7, 8, INT64_C(1) << 40));
	printf("%" PRId64 "\n",
	       variable("iwiswwi", 1, INT64_C(2), 3, "four", INT64_C(-5), INT64_C(6) << 33, 7));
	printf("%" PRId64 "\n", variable("wwwi", INT64_C(1) << 35, INT64_C(2), INT64_C(3), 4));
	printf("%d %d\n", apply(0, 30, 12), apply(1, 30, 12));
	printf("%d %d\n", is_even(1000), is_odd(777));
	printf("%d\n", of_variable_size(100));
	printf("%" PRIu64 "\n", deep(500, 3));
	return 3;
}
