/* fread. */
#include <stdio.h>

size_t fread(void *restrict data, size_t size, size_t count, FILE *restrict stream)
{
	char *bytes = data;

	if (size == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < size; j++) {
			int character = fgetc(stream);

			if (character == EOF)
				return i;
			*bytes++ = (char)character;
		}
	}
	return count;
}
