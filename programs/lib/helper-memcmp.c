/* memcmp: by words as far as they are equal, then by bytes. */
#include <string.h>

#include "programs/lib/word.h"

int memcmp(const void *left, const void *right, size_t size)
{
	const struct word *left_word = left, *right_word = right;

	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		if (left_word->value != right_word->value)
			break;
		left_word++;
		right_word++;
	}

	const unsigned char *left_byte = (const unsigned char *)left_word;
	const unsigned char *right_byte = (const unsigned char *)right_word;

	for (; size > 0; size--, left_byte++, right_byte++)
		if (*left_byte != *right_byte)
			return *left_byte - *right_byte;
	return 0;
}
