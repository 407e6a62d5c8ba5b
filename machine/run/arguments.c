/* The module of arguments: two words and strings. */
#include "machine/run/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "isa/marks.h"
#include "machine/front/exit_status.h"

/* As a loader would, that has other things to keep, too. */
enum { MOST_BYTES = 1 << 20 };

int arguments_split(int count, char **words, struct program_arguments *arguments)
{
	bool has_file = false;
	for (int i = 1; i < count; i++) {
		if (has_file && strcmp(words[i], "--") == 0) {
			arguments->items = words + i + 1;
			arguments->count = (unsigned)(count - i - 1);
			return i;
		}
		has_file |= words[i][0] != '-';
	}
	return count;
}

static uint8_t *put_string(uint8_t *to, const char *text)
{
	size_t size = strlen(text) + 1;
	memcpy(to, text, size);
	return to + size;
}

bool arguments_module(const struct program_arguments *arguments, const char *program,
                      struct file *module, struct failure *failure)
{
	const uint32_t head[] = { BOOT_ARGUMENTS, arguments->count + 1 };
	size_t size = sizeof head + strlen(program) + 1;
	for (unsigned i = 0; i < arguments->count; i++)
		size += strlen(arguments->items[i]) + 1;
	if (size > MOST_BYTES)
		return fail(failure, EXIT_USAGE, "the arguments have more than %d bytes",
		            MOST_BYTES);
	uint8_t *bytes = malloc(size), *next = bytes;
	if (bytes == NULL)
		return fail(failure, EXIT_FAULT, "out of memory");
	for (size_t i = 0; i < sizeof head; i++)
		*next++ = (uint8_t)(head[i / 4] >> 8 * (i % 4));
	next = put_string(next, program);
	for (unsigned i = 0; i < arguments->count; i++)
		next = put_string(next, arguments->items[i]);
	*module = (struct file){ bytes, (uint32_t)size };
	return true;
}
