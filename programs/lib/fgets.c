/* fgets. */
#include <stdio.h>

char *fgets(char *restrict line, int size, FILE *restrict stream)
{
	int length = 0;
	int character = 0;

	if (size < 1)
		return NULL;
	while (length < size - 1 && character != '\n') {
		character = fgetc(stream);
		if (character == EOF)
			break;
		line[length++] = (char)character;
	}
	if (character == EOF && length == 0)
		return NULL;
	line[length] = '\0';
	return line;
}
