/* Writing to a stream: what all output functions come down to. */
#include "programs/lib/platform.h"
#include "programs/lib/stream.h"

int __stream_write(struct __stream *stream, const char *bytes, size_t size)
{
	if (stream->is_input) {
		stream->failed = 1;
		return EOF;
	}
	for (size_t i = 0; i < size; i++)
		__console_write((unsigned char)bytes[i]);
	return 0;
}
