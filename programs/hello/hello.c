/* The same in C, with the library: what main returns is the machine's halt status. */
#include <stdio.h>

int main(void)
{
	puts("Hello from C on PG32.");
	return 0;
}
