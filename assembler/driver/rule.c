/* What a rule of make lists. */
#include "assembler/driver/rule.h"

#include <stdlib.h>

#include "machine/front/file.h"

enum { LONGEST_RULE = 1 << 26 };

/* The next name of a rule, in place: a backslash is before what is part of it, a dollar is doubled.
 * NULL at the end. */
static char *next_name(char **at)
{
	char *from = *at;
	while (*from == ' ' || *from == '\n' || (*from == '\\' && from[1] == '\n'))
		from += 1 + (*from == '\\');
	char *name = from, *to = from;
	while (*from != 0 && *from != ' ' && *from != '\n') {
		if (*from == '\\' && from[1] == '\n')
			break;
		from += (*from == '\\' && (from[1] == ' ' || from[1] == '#' || from[1] == '\\')) ||
		        (*from == '$' && from[1] == '$');
		*to++ = *from++;
	}
	*at = from + (*from != 0);
	*to = 0;
	return to == name ? NULL : name;
}

bool is_listed(const char *rule, const char *path)
{
	size_t size;
	char *text = (char *)read_whole(rule, LONGEST_RULE, &size);
	bool is_listed = false;
	if (text == NULL)
		return false;
	text = realloc(text, size + 1);
	if (text == NULL)
		return false;
	text[size] = 0;
	char *at = text;
	for (char *name = next_name(&at); name != NULL && !is_listed; name = next_name(&at))
		is_listed = is_same_file(path, name);
	free(text);
	return is_listed;
}

_Noreturn void refuse_output(const char *path)
{
	refuse("the output '%s' is also read, and would be overwritten", path);
}

void check_rule(const struct driver *driver, const char *rule)
{
	const char *outputs[] = { output_of(driver), driver->listing };
	for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
		if (outputs[i] != NULL && is_same_file(outputs[i], outputs[i]) &&
		    is_listed(rule, outputs[i]))
			refuse_output(outputs[i]);
}
