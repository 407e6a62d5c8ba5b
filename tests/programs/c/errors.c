/* errno, where it is the only variable of the thread. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int first = 7, second = 8;

int main(void)
{
	first += atoi("1");
	errno = 77;
	printf("%d %d %d\n", first, second, errno);
	errno = 0;
	printf("%d", strtod("1e999", NULL) > 1);
	printf(" %d %d %d\n", errno == ERANGE, first, second);
	return 0;
}
