/* Sees that no output is a file that is read: to write it would destroy it. */
#include "assembler/driver/overwrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/driver/compile.h"
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

static _Noreturn void refuse_output(const char *path)
{
	refuse("the output '%s' is also read, and would be overwritten", path);
}

static void check_source(const struct driver *driver, const char *output)
{
	if (output == NULL || !is_same_file(output, output))
		return;
	for (size_t i = 0; i < driver->input_count; i++)
		if (!driver->inputs[i].is_option && is_read_by(driver, &driver->inputs[i], output))
			refuse_output(output);
}

void check_sources(const struct driver *driver,
                   const char *(*name)(const struct driver *driver, const char *input))
{
	check_source(driver, driver->listing);
	check_source(driver, driver->dependencies);
	for (size_t i = 0; i < driver->input_count; i++) {
		check_source(driver, map_of(driver, i));
		if (!driver->inputs[i].is_option && driver->stage != STAGE_PROGRAM)
			check_source(driver, name(driver, driver->inputs[i].text));
	}
	if (driver->stage == STAGE_PROGRAM)
		check_source(driver, output_of(driver));
}

void check_rule(const struct driver *driver, const char *rule)
{
	const char *outputs[] = { output_of(driver), driver->listing };
	for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
		if (outputs[i] != NULL && is_same_file(outputs[i], outputs[i]) &&
		    is_listed(rule, outputs[i]))
			refuse_output(outputs[i]);
}
