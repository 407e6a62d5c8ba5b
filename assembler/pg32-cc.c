/* pg32-cc: a compiler driver. GCC makes objects of C, pg32-as of PG32's assembly, GNU's linker one
 * program of objects and archives, and the converter a PG32 program of that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/driver/compile.h"
#include "assembler/driver/driver.h"
#include "assembler/driver/link.h"
#include "assembler/driver/objects.h"
#include "assembler/driver/overwrite.h"
#include "assembler/driver/process.h"
#include "machine/front/front.h"
#include "machine/front/memory.h"

/* Compiles an input into an object without a name; what is linked already stays. NULL after an
 * error that was told. */
static const char *object_of(const struct driver *driver, const struct input *input)
{
	if (input->is_option)
		return input->text;
	if (!check_input(input))
		return NULL;
	if (kind_of(input) == KIND_LINKED)
		return check_object_file(input->text) ? input->text : NULL;
	int file = nameless_file();
	const char *path = file < 0 ? NULL : nameless_path(file);
	return path != NULL && compile(driver, input, STAGE_PROGRAM, path) ? path : NULL;
}

static bool make_program(const struct driver *driver)
{
	struct linked *linked = allocate_zeroed(driver->input_count, sizeof *linked);
	bool is_good = true;
	for (size_t i = 0; i < driver->input_count; i++) {
		linked[i].input = &driver->inputs[i];
		linked[i].text = object_of(driver, linked[i].input);
		is_good &= linked[i].text != NULL;
	}
	is_good = is_good && link_program(driver, linked);
	free(linked);
	return is_good;
}

/* The object or assembly text of FILE.c is FILE.o or FILE.s in the present directory. */
static const char *output_name(const struct driver *driver, const char *input)
{
	const char *slash = strrchr(input, '/');
	const char *base = slash == NULL ? input : slash + 1, *dot = strrchr(base, '.');
	if (driver->output != NULL)
		return driver->output;
	if (driver->stage == STAGE_PREPROCESSED || driver->stage == STAGE_CHECKED)
		return "-";
	char *name = strcpy(allocate(strlen(base) + sizeof ".o"), base);
	strcpy(dot == NULL ? name + strlen(name) : name + (dot - base),
	       driver->stage == STAGE_OBJECT ? ".o" : ".s");
	return name;
}

/* Whether the input may be compiled: with -c, objects and archives are for the link alone. */
static bool is_source(const struct input *input)
{
	if (kind_of(input) != KIND_LINKED)
		return true;
	front_say("pg32-cc", EXIT_FAILURE, "%s: not a .c, .cc, .i, .s or .S file", input->text);
	return false;
}

static bool stop_early(const struct driver *driver)
{
	bool is_good = true;
	for (size_t i = 0; i < driver->input_count; i++) {
		const struct input *input = &driver->inputs[i];
		if (!input->is_option)
			is_good &= check_input(input) && is_source(input) &&
			           compile(driver, input, driver->stage,
			                   output_name(driver, input->text));
	}
	return is_good;
}

int main(int argc, char **argv)
{
	struct driver driver;
	front_open();
	parse_command(&driver, argc, argv);
	check_outputs(&driver);
	check_pipes(&driver);
	check_sources(&driver, output_name);
	bool is_good = driver.stage == STAGE_PROGRAM ? make_program(&driver) : stop_early(&driver);
	return front_close("pg32-cc", is_good ? EXIT_SUCCESS : EXIT_FAILED);
}
