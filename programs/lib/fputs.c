/* Output of strings. */
#include <stdio.h>
#include <string.h>

#include "programs/lib/stream.h"

int fputs(const char *restrict text, FILE *restrict stream)
{
	return __stream_write(stream, text, strlen(text));
}

int puts(const char *text)
{
	fputs(text, stdout);
	return __stream_write(stdout, "\n", 1);
}
