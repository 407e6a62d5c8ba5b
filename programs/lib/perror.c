/* perror. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *text)
{
	if (text && *text) {
		fputs(text, stderr);
		fputs(": ", stderr);
	}
	fputs(strerror(errno), stderr);
	fputs("\n", stderr);
}
