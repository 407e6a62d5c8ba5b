/* calloc. */
#include <stdlib.h>
#include <string.h>

void *calloc(size_t count, size_t size)
{
	size_t total;
	void *block = malloc(__builtin_mul_overflow(count, size, &total) ? (size_t)-1 : total);

	return block ? memset(block, 0, total) : NULL;
}
