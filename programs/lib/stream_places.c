/* Places in streams, by fseeko and ftello. */
#include <stdio.h>

int fgetpos(FILE *restrict stream, fpos_t *restrict place)
{
	*place = ftello(stream);
	return *place < 0 ? -1 : 0;
}

int fsetpos(FILE *stream, fpos_t *place)
{
	return fseeko(stream, (off_t)*place, SEEK_SET);
}
