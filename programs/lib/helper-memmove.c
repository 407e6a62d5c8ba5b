/* memmove. */
#include <stdint.h>
#include <string.h>

#include "programs/lib/word.h"

static void copy_up(unsigned char *to, const unsigned char *from, size_t size)
{
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		*(struct word *)to = *(const struct word *)from;
		to += sizeof(struct word);
		from += sizeof(struct word);
	}
	while (size-- > 0)
		*to++ = *from++;
}

static void copy_down(unsigned char *to, const unsigned char *from, size_t size)
{
	to += size;
	from += size;
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		to -= sizeof(struct word);
		from -= sizeof(struct word);
		*(struct word *)to = *(const struct word *)from;
	}
	while (size-- > 0)
		*--to = *--from;
}

void *memmove(void *to, const void *from, size_t size)
{
	/* A word is loaded before it is stored, so an overlap by less than a word is no matter. */
	if ((uintptr_t)to - (uintptr_t)from >= size)
		copy_up(to, from, size);
	else
		copy_down(to, from, size);
	return to;
}
