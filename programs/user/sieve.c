/* sieve: how many primes there are up to a limit, and the largest of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

static void cross_out(char *crossed, unsigned limit)
{
	for (unsigned i = 2; i <= limit / i; i++) {
		for (unsigned multiple = i * i; !crossed[i] && multiple <= limit; multiple += i)
			crossed[multiple] = 1;
	}
}

int main(int count, char **arguments)
{
	unsigned limit = count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 10000;
	unsigned primes = 0, largest = 0;
	if (limit > 4000000)
		return complain("sieve", arguments[1], ERROR_ARGUMENT);
	char *crossed = calloc(limit + 1, 1);
	if (crossed == NULL)
		return complain("sieve", "table", ERROR_MEMORY);
	cross_out(crossed, limit);
	for (unsigned i = 2; i <= limit; i++) {
		primes += !crossed[i];
		largest = crossed[i] ? largest : i;
	}
	printf("%u primes up to %u, the largest %u\n", primes, limit, largest);
	return 0;
}
