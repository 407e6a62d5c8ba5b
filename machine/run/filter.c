/* Reads the words of a filter, and holds instructions against them. */
#include "machine/run/filter.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"

struct filter filter_of_all(void)
{
	return (struct filter){
		.last_pc = UINT32_MAX,
		.last_level = UINT32_MAX,
		.to = UINT64_MAX,
	};
}

/* A number in C's notation at the beginning of the text, which then begins behind it. */
static bool take_number(const char **text, uint64_t most, uint64_t *number)
{
	char *end;
	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	*number = strtoull(*text, &end, 0);
	*text = end;
	return errno == 0 && *number <= most;
}

/* "FIRST-LAST", or one number for both, up to end. */
static bool take_range(const char *text, const char *end, uint64_t most, uint64_t *first,
                       uint64_t *last)
{
	if (!take_number(&text, most, first))
		return false;
	*last = *first;
	if (text != end && *text == '-') {
		text++;
		if (!take_number(&text, most, last))
			return false;
	}
	return text == end && *first <= *last;
}

/* Whether the word is the key with an equals sign and a value, which then begins there. */
static bool has_key(const char *word, const char *key, const char **value)
{
	size_t length = strlen(key);
	if (strncmp(word, key, length) != 0 || word[length] != '=')
		return false;
	*value = word + length + 1;
	return true;
}

static bool take_position(const char *value, const char *end, uint64_t *position)
{
	uint64_t last;
	return take_range(value, end, UINT64_MAX, position, &last) && *position == last;
}

/* The words that take numbers; false where it is none of them, or its value is bad. */
static bool take_numbers(struct filter *filter, const char *word, const char *end)
{
	const char *value;
	uint64_t first, last;
	if (has_key(word, "pc", &value) && take_range(value, end, UINT32_MAX, &first, &last)) {
		filter->first_pc = (uint32_t)first;
		filter->last_pc = (uint32_t)last;
		return true;
	}
	if (has_key(word, "level", &value) && take_range(value, end, UINT32_MAX, &first, &last)) {
		filter->first_level = (unsigned)first;
		filter->last_level = (unsigned)last;
		return true;
	}
	return (has_key(word, "from", &value) && take_position(value, end, &filter->from)) ||
	       (has_key(word, "to", &value) && take_position(value, end, &filter->to));
}

/* Whether the word's key is one that was given before: of two ranges neither is meant more. */
static bool is_given_twice(struct filter *filter, const char *word)
{
	static const char *const keys[] = { "pc", "level", "function", "from", "to" };
	for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value;
		uint32_t bit = 1u << i;
		if (!has_key(word, keys[i], &value))
			continue;
		bool is_second = (filter->given & bit) != 0;
		filter->given |= bit;
		return is_second;
	}
	return false;
}

bool filter_take(struct filter *filter, const char *word, unsigned length, struct failure *failure)
{
	const char *value, *end = word + length;
	if (is_given_twice(filter, word))
		return fail(failure, EXIT_USAGE, "--trace: '%.*s' is a second one of its kind",
		            (int)length, word);
	if (take_numbers(filter, word, end))
		return filter->from <= filter->to ||
		       fail(failure, EXIT_USAGE,
		            "--trace: nothing is from=%" PRIu64 " on and at most to=%" PRIu64,
		            filter->from, filter->to);
	if (has_key(word, "function", &value) && value < end) {
		filter->function = value;
		filter->function_length = (unsigned)(end - value);
		return true;
	}
	return fail(
	        failure, EXIT_USAGE,
	        "--trace takes all or traps, pc=A-B, level=N-M, function=NAME, from=N and to=N, "
	        "not '%.*s'",
	        (int)length, word);
}

bool filter_passes(const struct filter *filter, unsigned level, uint32_t pc, const char *function)
{
	if (pc < filter->first_pc || pc > filter->last_pc || level < filter->first_level ||
	    level > filter->last_level)
		return false;
	return filter->function == NULL ||
	       (function != NULL && strlen(function) == filter->function_length &&
	        memcmp(function, filter->function, filter->function_length) == 0);
}
