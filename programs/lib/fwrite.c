/* fwrite. */
#include <stdio.h>

#include "programs/lib/stream.h"

size_t fwrite(const void *restrict data, size_t size, size_t count, FILE *restrict stream)
{
	if (size == 0 || count == 0)
		return 0;
	return __stream_write(stream, data, size * count) == EOF ? 0 : count;
}
