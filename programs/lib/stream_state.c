/* What a stream remembers. */
#include <stdio.h>

int feof(FILE *stream)
{
	return stream->at_end;
}

int ferror(FILE *stream)
{
	return stream->failed;
}

void clearerr(FILE *stream)
{
	stream->at_end = 0;
	stream->failed = 0;
}

int fflush(FILE *stream)
{
	(void)stream;
	return 0;
}
