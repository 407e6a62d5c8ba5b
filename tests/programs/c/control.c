/* Control flow: dense and sparse switches, computed goto, loops, and the logical operators. */
#include <stdio.h>

static __attribute__((noinline)) int dense(int value)
{
	switch (value) {
	case 0:
		return 10;
	case 1:
		return 21;
	case 2:
	case 3:
		return 32;
	case 4:
		value += 100; /* and on */
		__attribute__((fallthrough));
	case 5:
		return value * 2;
	case 6:
		return -1;
	case 7:
		return 77;
	case 9:
		return 99;
	default:
		return 5;
	}
}

static __attribute__((noinline)) int sparse(int value)
{
	switch (value) {
	case -1000000:
		return 1;
	case -5:
		return 2;
	case 0:
		return 3;
	case 1000:
		return 4;
	case 1001:
		return 5;
	case 70000:
		return 6;
	case 2000000000:
		return 7;
	}
	return 0;
}

static __attribute__((noinline)) int wide(long long value)
{
	switch (value) {
	case 1:
		return 1;
	case 0x100000001:
		return 2;
	case 0x200000001:
		return 3;
	case -1:
		return 4;
	}
	return 0;
}

/* A walk over labels. */
static __attribute__((noinline)) int walk(const unsigned char *steps)
{
	static const void *const labels[] = { &&stop, &&add, &&twice, &&negate };
	int value = 1;

	goto *labels[*steps++];
add:
	value += 7;
	goto *labels[*steps++];
twice:
	value *= 2;
	goto *labels[*steps++];
negate:
	value = -value;
	goto *labels[*steps++];
stop:
	return value;
}

static int calls;

static __attribute__((noinline)) int says(int value)
{
	calls++;
	return value;
}

static __attribute__((noinline)) int loops(int n)
{
	int total = 0;

	for (int i = 0; i < n; i++) {
		for (int j = i; j > 0; j -= 3) {
			if (j % 5 == 0)
				continue;
			if (i * j > 60)
				break;
			total += i * j;
		}
		int k = i;
		do {
			total ^= k;
			k /= 2;
		} while (k > 1);
		while (k < i)
			if (++k == 9)
				goto done;
	}
done:
	return total;
}

int main(void)
{
	static const int values[] = { -1000000, -5, -1, 0, 1000, 1001, 1002, 70000, 2000000000 };

	for (int i = -2; i < 12; i++)
		printf("%d ", dense(i));
	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		printf("%d ", sparse(values[i]));
	printf("%d%d%d%d%d\n", wide(1), wide(0x100000001), wide(0x200000001), wide(-1), wide(2));
	printf("%d\n", walk((const unsigned char[]){ 1, 2, 2, 3, 1, 2, 0 }));
	for (int i = 0; i < 16; i++)
		printf("%d",
		       (says(i & 1) && says(i & 2)) || (says(i & 4) && !says(i & 8)) ? i % 10 : 0);
	printf(" %d\n", calls);
	for (int i = 0; i < 20; i++)
		printf("%d ", loops(i));
	printf("\n");
	return calls & 63;
}
