/* The sieve of Eratosthenes: strides through an array of bytes. */
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { LIMIT = 100000, PASSES = (SCALE + 4) / 5 };

static int count_primes(char is_composite[LIMIT])
{
	int count = 0;

	memset(is_composite, 0, LIMIT);
	for (int i = 2; i < LIMIT; i++) {
		if (is_composite[i])
			continue;
		count++;
		for (int j = 2 * i; j < LIMIT; j += i)
			is_composite[j] = 1;
	}
	return count;
}

int main(void)
{
	static char is_composite[LIMIT];
	int count = 0;

	for (int i = 0; i < PASSES; i++)
		count += count_primes(is_composite);
	printf("%d primes below %d, %d in all passes\n", count / PASSES, LIMIT, count);
	return 0;
}
