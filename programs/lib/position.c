/* Numbers in the formats of printf and scanf, and the numbered arguments of POSIX. */
#include "programs/lib/position.h"

#include <limits.h>

const char *__read_number(const char *format, int *number)
{
	*number = 0;
	for (; *format >= '0' && *format <= '9'; format++)
		*number = *number > (INT_MAX - 9) / 10 ? INT_MAX : *number * 10 + (*format - '0');
	return format;
}

const char *__read_position(const char *format, int *position)
{
	const char *end = __read_number(format, position);

	if (end == format || *end != '$') {
		*position = 0;
		return format;
	}
	if (*position == 0)
		*position = INT_MAX;
	return end + 1;
}
