/* Lines of any length. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_SIZE = 128 };

/* Makes room for one more character and the zero behind it. */
static char *make_room(char **line, size_t *size, size_t length)
{
	size_t larger = *line == NULL || *size < FIRST_SIZE ? FIRST_SIZE : 2 * *size;
	char *grown;

	if (*line != NULL && length + 2 <= *size)
		return *line;
	if (length > PTRDIFF_MAX / 2) {
		errno = EOVERFLOW;
		return NULL;
	}
	grown = realloc(*line, larger);
	if (grown != NULL) {
		*line = grown;
		*size = larger;
	}
	return grown;
}

ssize_t getdelim(char **restrict line, size_t *restrict size, int end, FILE *restrict stream)
{
	size_t length = 0;
	int character;

	if (line == NULL || size == NULL) {
		errno = EINVAL;
		return -1;
	}
	while ((character = fgetc(stream)) != EOF) {
		if (make_room(line, size, length) == NULL)
			return -1;
		(*line)[length++] = (char)character;
		(*line)[length] = 0;
		if (character == end)
			break;
	}
	return length == 0 ? -1 : (ssize_t)length;
}

/* Also a last line that has no end. */
char *fgets(char *restrict line, int size, FILE *restrict stream)
{
	int length = 0, character = 0;

	while (length + 1 < size && character != '\n' && (character = fgetc(stream)) != EOF)
		line[length++] = (char)character;
	if (size <= 0 || (character == EOF && (length == 0 || ferror(stream))))
		return NULL;
	line[length] = 0;
	return line;
}

ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict stream)
{
	return getdelim(line, size, '\n', stream);
}
