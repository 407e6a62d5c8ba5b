/* Output of single characters. */
#include <stdio.h>

#include "programs/lib/stream.h"

int fputc(int character, FILE *stream)
{
	char byte = (char)character;

	return __stream_write(stream, &byte, 1) == EOF ? EOF : (unsigned char)byte;
}

int putc(int character, FILE *stream)
{
	return fputc(character, stream);
}

int putchar(int character)
{
	return fputc(character, stdout);
}
