/* echo: prints its arguments. */
#include <stdio.h>

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++)
		printf(i == 1 ? "%s" : " %s", arguments[i]);
	putchar('\n');
	return 0;
}
