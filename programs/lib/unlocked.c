/* Streams without locks, of which there are none. */
#include <stdio.h>

void flockfile(FILE *stream)
{
	(void)stream;
}

void funlockfile(FILE *stream)
{
	(void)stream;
}

int ftrylockfile(FILE *stream)
{
	(void)stream;
	return 0;
}

int getc_unlocked(FILE *stream)
{
	return fgetc(stream);
}

int getchar_unlocked(void)
{
	return fgetc(stdin);
}

int putc_unlocked(int character, FILE *stream)
{
	return fputc(character, stream);
}

int putchar_unlocked(int character)
{
	return fputc(character, stdout);
}
