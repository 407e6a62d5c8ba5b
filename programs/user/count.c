/* count: counts to a number under a name and computes for a while before each step. Two of them at
 * a time show that the kernel takes the processor from one and gives it to the other. */
#include <stdio.h>
#include <stdlib.h>

enum { STEP = 20000 };

int main(int count, char **arguments)
{
	const char *name = count > 1 ? arguments[1] : "count";
	int limit = count > 2 ? atoi(arguments[2]) : 5;
	for (int i = 1; i <= limit; i++) {
		for (volatile int turn = 0; turn < STEP; turn++)
			;
		printf("%s %d\n", name, i);
	}
	return 0;
}
