/* Sees that no output is a file that is read: to write it would destroy it. */
#include "assembler/driver/overwrite.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/driver/compile.h"
#include "assembler/driver/rule.h"
#include "machine/front/file.h"
#include "machine/front/memory.h"

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

/* Whether it is named as a source or a header: what is compiled includes more than is named. */
static bool is_named_as_source(const char *path)
{
	static const char *const endings[] = { ".c", ".h", ".s", ".S", NULL };
	const char *dot = strrchr(path, '.');
	return dot != NULL && is_one_of(dot, endings);
}

/* An output must be no input; where it is no text for GCC, no file that is named as its texts are.
 */
static void check_output_of(const struct driver *driver, const char *path, bool is_text)
{
	bool is_input = !is_text && is_same_file(path, path) && is_named_as_source(path);
	for (size_t i = 0; i < driver->input_count; i++)
		is_input |= !driver->inputs[i].is_option &&
		            is_same_file(path, driver->inputs[i].text +
		                                       (driver->inputs[i].text[0] == '@'));
	for (size_t i = 0; i < driver->response_files.count; i++)
		is_input |= is_same_file(path, driver->response_files.items[i]);
	if (is_input)
		refuse("the output '%s' is also an input, and would be overwritten", path);
}

/* The file that a word of an option for another tool names to be written; NULL where it names none.
 */
static const char *side_output(const struct driver *driver, size_t index)
{
	static const char *const names[] = { "-Map", "--Map", "--dependency-file",
		                             "--MD", "-MD",   "-MMD",
		                             "-MF",  NULL };
	static const char *const with_value[] = { "-Map=",   "--Map=", "--dependency-file=",
		                                  "--MD=",   "-a",     "-fopt-info",
		                                  "-fdump-", NULL };
	const char *word = driver->words.items[index], *value = strchr(word, '=');
	if (is_one_of(word, names))
		return driver->words.items[index + 1];
	for (const char *const *option = with_value; value != NULL && *option != NULL; option++)
		if (strncmp(word, *option, strlen(*option)) == 0)
			return value + 1;
	return NULL;
}

/* All that is to be written, as far as names are known before the inputs are looked at. The caller
 * frees the list. */
static size_t list_outputs(const struct driver *driver, const char ***outputs)
{
	size_t count = 0;
	const char **list = allocate((driver->words.count + 3) * sizeof *list);
	if (driver->stage == STAGE_PROGRAM || driver->output != NULL)
		list[count++] = output_of(driver);
	if (driver->listing != NULL)
		list[count++] = driver->listing;
	if (driver->dependencies != NULL)
		list[count++] = driver->dependencies;
	for (size_t i = 0; i < driver->words.count; i++)
		if (side_output(driver, i) != NULL)
			list[count++] = side_output(driver, i);
	*outputs = list;
	return count;
}

/* GCC and the linker would wait for ever where no one writes to a pipe that they are to read. */
void check_pipes(const struct driver *driver)
{
	for (size_t i = 0; i < driver->input_count; i++)
		if (strncmp(driver->inputs[i].text, "-T", 2) == 0 &&
		    is_named_pipe(driver->inputs[i].text + 2))
			refuse("cannot read '%s': a named pipe", driver->inputs[i].text + 2);
	for (size_t i = 0; i < driver->compiler.count; i++)
		if (is_named_pipe(driver->compiler.items[i]))
			refuse("cannot read '%s': a named pipe", driver->compiler.items[i]);
}

/* No output is an input, nor another output. */
void check_outputs(const struct driver *driver)
{
	bool is_text = driver->stage == STAGE_ASSEMBLY || driver->stage == STAGE_PREPROCESSED;
	const char **outputs;
	size_t count = list_outputs(driver, &outputs);
	for (size_t i = 0; i < count; i++) {
		check_output_of(driver, outputs[i], is_text && outputs[i] == driver->output);
		for (size_t j = 0; j < i; j++)
			if (is_one_place(outputs[i], outputs[j]))
				refuse("'%s' would be overwritten by another output", outputs[j]);
	}
	free(outputs);
}

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
	const char **outputs;
	size_t count = list_outputs(driver, &outputs);
	for (size_t i = 0; i < count; i++)
		check_source(driver, outputs[i]);
	for (size_t i = 0; i < driver->input_count; i++)
		if (!driver->inputs[i].is_option && driver->stage != STAGE_PROGRAM)
			check_source(driver, name(driver, driver->inputs[i].text));
	free(outputs);
}
