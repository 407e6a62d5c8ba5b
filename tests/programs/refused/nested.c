/* A pointer to a nested function: GCC would have the program write RISC-V instructions. */
#include <stdio.h>

static int apply(int (*function)(int), int argument)
{
	return function(argument);
}

int main(int count, char **arguments)
{
	int term = count + 3;

	(void)arguments;
	int add(int other)
	{
		return term + other;
	}
	printf("%d\n", apply(add, 4));
	return 0;
}
