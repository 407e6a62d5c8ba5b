/* Comparison of strings. */
#include <string.h>

int strcmp(const char *left, const char *right)
{
	while (*left && *left == *right) {
		left++;
		right++;
	}
	return (unsigned char)*left - (unsigned char)*right;
}

int strncmp(const char *left, const char *right, size_t limit)
{
	for (; limit > 0; limit--, left++, right++)
		if (!*left || *left != *right)
			return (unsigned char)*left - (unsigned char)*right;
	return 0;
}

int strcoll(const char *left, const char *right)
{
	return strcmp(left, right);
}

size_t strxfrm(char *restrict to, const char *restrict from, size_t size)
{
	size_t length = strlen(from);

	if (length < size)
		memcpy(to, from, length + 1);
	return length;
}
