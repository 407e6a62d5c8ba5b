/* Pointers to nested functions (GCC's), which reach the variables around them. */
#include <stdio.h>
#include <stdlib.h>

static int apply(int (*function)(int), int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++)
		sum += function(i);
	return sum;
}

/* Each call has a function of its own. */
static int descend(int depth, int (*above)(int))
{
	int calls = 0;
	int here(int x)
	{
		calls++;
		return x + depth + (above != NULL ? above(x) : 0);
	}

	if (depth == 0)
		return apply(here, 5);
	return descend(depth - 1, here) + 1000 * calls;
}

int main(void)
{
	int term = 4, calls = 0;
	int numbers[] = { 5, 3, 9, 1, 7 };
	long long add(long long a, int b, double c, int d, int e, int f)
	{
		return a + b + (long long)c + d + e + f + term;
	}
	int compare(const void *left, const void *right)
	{
		calls++;
		return *(const int *)left - *(const int *)right;
	}
	long long (*volatile pointer)(long long, int, double, int, int, int) = add;

	qsort(numbers, 5, sizeof(int), compare);
	for (int i = 0; i < 5; i++)
		printf("%d ", numbers[i]);
	printf("%d\n", calls > 3);
	printf("%lld\n", pointer(1LL << 40, 2, 3.5, 4, 5, 6));
	printf("%d\n", descend(10, NULL));
	return 0;
}
