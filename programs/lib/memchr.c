/* memchr. */
#include <string.h>

void *memchr(const void *memory, int byte, size_t size)
{
	const unsigned char *next = memory;

	for (; size > 0; size--, next++)
		if (*next == (unsigned char)byte)
			return (void *)(size_t)next;
	return NULL;
}
