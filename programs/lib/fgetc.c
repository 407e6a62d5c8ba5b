/* Input of single characters. */
#include <stdio.h>

#include "programs/lib/platform.h"

int fgetc(FILE *stream)
{
	int character = stream->pushed_back;

	if (character != EOF) {
		stream->pushed_back = EOF;
		return character;
	}
	if (!stream->is_input)
		stream->failed = 1;
	if (!stream->is_input || stream->at_end)
		return EOF;
	character = __console_read();
	if (character < 0) {
		stream->at_end = 1;
		return EOF;
	}
	return character;
}

int getc(FILE *stream)
{
	return fgetc(stream);
}

int getchar(void)
{
	return fgetc(stdin);
}

int ungetc(int character, FILE *stream)
{
	if (character == EOF || !stream->is_input || stream->pushed_back != EOF)
		return EOF;
	stream->at_end = 0;
	stream->pushed_back = (unsigned char)character;
	return stream->pushed_back;
}
