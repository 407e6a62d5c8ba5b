/* Reads ranges of memory. */
#include "machine/run/ranges.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"

bool ranges_add(struct memory_ranges *ranges, const char *text, struct failure *failure)
{
	if (ranges->count == RANGES)
		return fail(failure, EXIT_USAGE, "at most %d times --dump-memory", RANGES);
	ranges->list[ranges->count++] = (struct memory_range){ .text = text };
	return true;
}

/* A number in C's notation, all of the text. */
static bool get_number(const char *text, uint64_t *number)
{
	char *end;
	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	*number = strtoull(text, &end, 0);
	return errno == 0 && *end == 0 && *number <= UINT64_C(1) << 32;
}

/* The symbol of this name: of several, a global one. */
static bool get_symbol(const struct image *image, const char *name, struct memory_range *range)
{
	bool found = false;
	for (size_t i = 0; i < image_symbols(image); i++) {
		struct image_symbol symbol = image_symbol(image, i);
		if (strcmp(symbol.name, name) != 0 || (found && !symbol.global))
			continue;
		range->address = symbol.address;
		range->size = symbol.size == 0 ? sizeof(uint32_t) : symbol.size;
		found = true;
	}
	return found;
}

/* The beginning, and the size where it is a symbol's. */
static bool get_beginning(const struct image *image, const char *text, struct memory_range *range,
                          struct failure *failure)
{
	uint64_t address;
	if (text[0] < '0' || text[0] > '9')
		return get_symbol(image, text, range) ||
		       fail(failure, EXIT_USAGE, "--dump-memory %s: the kernel has no symbol '%s'",
		            range->text, text);
	range->size = sizeof(uint32_t);
	range->address = 0;
	if (!get_number(text, &address) || address > UINT32_MAX)
		return fail(failure, EXIT_USAGE, "--dump-memory %s: '%s' is no address",
		            range->text, text);
	range->address = (uint32_t)address;
	return true;
}

/* The size, from what stands behind the sign. */
static bool get_size(char sign, const char *text, struct memory_range *range,
                     struct failure *failure)
{
	uint64_t number;
	bool is_number = get_number(text, &number);
	if (is_number && sign == '-' && number >= range->address)
		number -= range->address - 1;
	else if (sign == '-')
		is_number = false;
	if (!is_number || number == 0 || number > (UINT64_C(1) << 32) - range->address ||
	    number > UINT32_MAX)
		return fail(failure, EXIT_USAGE,
		            "--dump-memory %s: no range; it is ADDRESS+SIZE, ADDRESS-LAST, SYMBOL "
		            "or SYMBOL+SIZE",
		            range->text);
	range->size = (uint32_t)number;
	return true;
}

static bool resolve(struct memory_range *range, const struct image *image, struct failure *failure)
{
	char *text = strdup(range->text);
	if (text == NULL)
		return fail(failure, EXIT_FAULT, "out of memory");
	/* A symbol's name has no plus sign, and may have a minus. */
	char *behind = text + strcspn(text, text[0] >= '0' && text[0] <= '9' ? "+-" : "+");
	char sign = *behind;
	if (sign != 0)
		*behind++ = 0;
	bool is_range = get_beginning(image, text, range, failure) &&
	                (sign == 0 || get_size(sign, behind, range, failure));
	free(text);
	return is_range;
}

bool ranges_resolve(struct memory_ranges *ranges, const struct image *image,
                    struct failure *failure)
{
	for (unsigned i = 0; i < ranges->count; i++)
		if (!resolve(&ranges->list[i], image, failure))
			return false;
	return true;
}
