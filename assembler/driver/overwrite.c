/* Sees that no output is a file that is read: to write it would destroy it. */
#include "assembler/driver/overwrite.h"

#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "assembler/driver/compile.h"
#include "assembler/driver/rule.h"
#include "machine/front/file.h"

/* An object or a program, such as the last build left, is no text that a source includes. */
static bool is_elf_file(const char *path)
{
	char begin[SELFMAG];
	FILE *file = fopen(path, "rb");
	bool is_elf = file != NULL && fread(begin, 1, sizeof begin, file) == sizeof begin &&
	              memcmp(begin, ELFMAG, SELFMAG) == 0;
	if (file != NULL)
		fclose(file);
	return is_elf;
}

static void check_source(const struct driver *driver, const char *output)
{
	if (output == NULL || !is_same_file(output, output) || is_elf_file(output))
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
