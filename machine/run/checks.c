/* Reads the words of --check. */
#include "machine/run/checks.h"

#include <stdio.h>
#include <string.h>

#include "machine/front/exit_status.h"

enum { ALL = (1 << CHECKS) - 1 };

const char *const check_names[CHECKS] = {
#define CHECK(name, text) [CHECK_##name] = #name,
#include "machine/run/checks.def"
};

static bool take_word(const char *word, size_t length, uint32_t *kinds)
{
	if (length == strlen("all") && memcmp(word, "all", length) == 0) {
		*kinds = ALL;
		return true;
	}
	for (unsigned kind = 0; kind < CHECKS; kind++)
		if (strlen(check_names[kind]) == length &&
		    memcmp(word, check_names[kind], length) == 0) {
			*kinds |= 1u << kind;
			return true;
		}
	return false;
}

bool checks_take(const char *text, uint32_t *kinds, struct failure *failure)
{
	if (text == NULL) {
		*kinds = ALL;
		return true;
	}
	if (strcmp(text, "help") == 0) {
#define CHECK(name, text) printf("%-13s  %s\n", #name, text);
#include "machine/run/checks.def"
		return false;
	}
	for (;; text++) {
		size_t length = strcspn(text, ",");
		if (!take_word(text, length, kinds))
			return fail(failure, EXIT_USAGE, "no check '%.*s'; --check=help lists them",
			            (int)length, text);
		text += length;
		if (*text == 0)
			return true;
	}
}
