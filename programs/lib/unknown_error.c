/* What strerror says of a number that is no error's. */
#include <stddef.h>

char *_user_strerror(int number, int internal, int *failure);

/* picolibc asks this of what it does not know. The text stays until the next. */
char *_user_strerror(int number, int internal, int *failure)
{
	static const char prefix[] = "Unknown error ";
	static char text[sizeof(prefix) + sizeof("-2147483648")];
	char *end = text + sizeof(text) - 1;
	unsigned rest = number < 0 ? -(unsigned)number : (unsigned)number;

	(void)internal;
	(void)failure;
	*end = 0;
	do {
		*--end = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		*--end = '-';
	for (size_t i = sizeof(prefix) - 1; i-- > 0;)
		*--end = prefix[i];
	return end;
}
