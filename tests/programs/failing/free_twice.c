/* A block that is freed twice. */
#include <stdlib.h>

int main(void)
{
	char *volatile block = malloc(100);

	free(block);
	free(block);
	return 0;
}
