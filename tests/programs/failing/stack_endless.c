/* Recursion without an end: the stack runs over everything below it. */
#include <stdio.h>

static __attribute__((noinline)) int dive(int depth)
{
	volatile int kept = depth;

	if (depth < 0)
		printf("never\n");
	return dive(depth + 1) + kept;
}

int main(void)
{
	return dive(0);
}
