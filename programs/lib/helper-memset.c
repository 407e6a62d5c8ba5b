/* memset, eight words at a time. */
#include <string.h>

#include "programs/lib/word.h"

void *memset(void *to, int byte, size_t size)
{
	struct word *word = to;
	uint32_t pattern = (unsigned char)byte * UINT32_C(0x01010101);

	for (; size >= 8 * sizeof(struct word); size -= 8 * sizeof(struct word)) {
#pragma GCC unroll 8
		for (int i = 0; i < 8; i++)
			word[i].value = pattern;
		word += 8;
	}
	for (; size >= sizeof(struct word); size -= sizeof(struct word))
		(word++)->value = pattern;

	unsigned char *rest = (unsigned char *)word;

	while (size-- > 0)
		*rest++ = (unsigned char)byte;
	return to;
}
