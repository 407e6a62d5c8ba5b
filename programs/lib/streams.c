/* The standard streams on the console: output takes effect at once, input is read a byte at a time.
 */
#include <stdio.h>

#include "programs/lib/platform.h"

static int put(char byte, FILE *stream)
{
	(void)stream;
	__console_write((unsigned char)byte);
	return (unsigned char)byte;
}

static int get(FILE *stream)
{
	int byte;

	(void)stream;
	byte = __console_read();
	return byte < 0 ? _FDEV_EOF : byte;
}

static FILE input = FDEV_SETUP_STREAM(NULL, get, NULL, _FDEV_SETUP_READ);
static FILE output = FDEV_SETUP_STREAM(put, NULL, NULL, _FDEV_SETUP_WRITE);
static FILE errors = FDEV_SETUP_STREAM(put, NULL, NULL, _FDEV_SETUP_WRITE);

FILE *const stdin = &input;
FILE *const stdout = &output;
FILE *const stderr = &errors;
