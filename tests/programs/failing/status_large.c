/* A status that is larger than those that pg32-run passes on. */
#include <stdio.h>

int main(void)
{
	puts("300");
	return 300;
}
