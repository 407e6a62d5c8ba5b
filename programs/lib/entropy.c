/* What a program takes for chance, and arc4random begins with: the random device's words, which are
 * the same in every run with the same seed. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pg32.h"

enum { MOST_BYTES = 256 };

int getentropy(void *bytes, size_t size)
{
	if (size > MOST_BYTES) {
		errno = EIO;
		return -1;
	}
	for (size_t i = 0; i < size; i += sizeof(uint32_t)) {
		uint32_t word = read_port(PORT_RANDOM_NEXT);

		memcpy((char *)bytes + i, &word, size - i < sizeof(word) ? size - i : sizeof(word));
	}
	return 0;
}
