/* The link: GCC's driver runs the linker (and for -flto itself), and the converter makes a PG32
 * program of what comes out. */
#include "assembler/driver/link.h"

#include <elf.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assembler/convert/convert.h"
#include "assembler/driver/compile.h"
#include "assembler/driver/installation.h"
#include "assembler/driver/messages.h"
#include "assembler/driver/nested.h"
#include "assembler/driver/rule.h"
#include "assembler/driver/process.h"
#include "isa/printable.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/memory.h"

static const char *library_file(const char *name)
{
	char *directory = beside_executable("../lib/pg32/");
	const char *path = directory == NULL ? name : joined(directory, name);
	free(directory);
	return path;
}

/* The libraries in the order in which they are asked: what both have is ours, which has also what
 * picolibc has that calls such. */
static void add_libraries(struct arguments *command, const struct driver *driver)
{
	add_argument(command, "-Wl,--start-group");
	if (driver->library == LIBRARY_HELPERS) {
		add_argument(command, library_file("libhelpers.a"));
	} else {
		add_argument(command, library_file("libpg32.a"));
		add_argument(command, "-lc");
	}
	add_argument(command, "-lgcc");
	add_argument(command, "-Wl,--end-group");
}

/* Whether a word names the library that is there in any case: asked here, picolibc would go before
 * ours. A kernel that names it wants picolibc. */
static bool is_library(const struct driver *driver, const struct input *input)
{
	return driver->library != LIBRARY_HELPERS && input->is_option &&
	       strcmp(input->text, "-lc") == 0;
}

static struct arguments linker_command(const struct driver *driver, const struct linked *linked,
                                       const char *output, const char *rule)
{
	struct arguments command = { 0 };
	add_argument(&command, compiler);
	add_machine_options(&command);
	if (driver->optimises_at_link)
		add_arguments(&command, &driver->compiler);
	/* Objects that are optimised here may make pointers to nested functions only now. */
	add_argument(&command, "-Wtrampolines");
	add_argument(&command, driver->library == LIBRARY_ALL ? "-Wno-error=trampolines"
	                                                      : "-Werror=trampolines");
	add_argument(&command, "-nostdlib");
	add_argument(&command, "-static");
	add_argument(&command, joined("-Wl,--dependency-file=", rule));
	/* Nothing is paged in from the file: it need not be aligned to pages. */
	add_argument(&command, "-Wl,-z,max-page-size=16,--no-warn-rwx-segments");
	/* The library's members are more than a program needs of them. A kernel's parts may be
	 * needed by what no linker sees. */
	if (driver->library != LIBRARY_HELPERS)
		add_argument(&command, "-Wl,--gc-sections");
	if (!driver->has_script) {
		add_argument(&command, "-T");
		add_argument(&command, library_file("pg32.ld"));
	}
	add_argument(&command, "-dumpdir");
	add_argument(&command, joined(output_of(driver), "-"));
	add_argument(&command, "-o");
	add_argument(&command, output);
	if (driver->library == LIBRARY_ALL)
		add_argument(&command, library_file("crt0.o"));
	for (size_t i = 0; i < driver->input_count; i++)
		if (!is_library(driver, &driver->inputs[i]))
			add_argument(&command, linked[i].text);
	/* The user's folders go first. */
	add_argument(&command, "-L" PICOLIBC "/lib/rv32em/ilp32e");
	add_libraries(&command, driver);
	return command;
}

/* Cuts off all that is behind what is loaded: symbols, debug sections, the section table. */
static size_t strip(uint8_t *data)
{
	Elf32_Ehdr header;
	size_t end = sizeof header;
	memcpy(&header, data, sizeof header);
	for (unsigned i = 0; i < header.e_phnum; i++) {
		Elf32_Phdr segment;
		memcpy(&segment, data + header.e_phoff + i * sizeof segment, sizeof segment);
		if (end < segment.p_offset + segment.p_filesz)
			end = segment.p_offset + segment.p_filesz;
	}
	if (end < header.e_phoff + header.e_phnum * sizeof(Elf32_Phdr))
		end = header.e_phoff + header.e_phnum * sizeof(Elf32_Phdr);
	header.e_shoff = 0;
	header.e_shnum = 0;
	header.e_shstrndx = SHN_UNDEF;
	memcpy(data, &header, sizeof header);
	return end;
}

static bool convert_program(const struct driver *driver, uint8_t *data, size_t size)
{
	return convert(&(struct conversion){ .tool = "pg32-cc",
	                                     .name = output_of(driver),
	                                     .messages = stderr,
	                                     .profile = driver->profile,
	                                     .names_profile = driver->names_profile },
	               data, size);
}

/* The text of pg32-objdump for an image that has no name yet: its heading has the program's. */
static bool print_listing(const struct driver *driver, int image, FILE *listing)
{
	struct arguments command = { 0 };
	char *objdump = beside_executable("pg32-objdump");
	int file = nameless_file();
	size_t size;
	const char *path = nameless_path(image);
	add_argument(&command, objdump == NULL ? "pg32-objdump" : objdump);
	add_argument(&command, "-d");
	add_argument(&command, path);
	bool is_good = file >= 0 && run(driver, &command, file, -1) == 0;
	uint8_t *text = is_good ? read_nameless(nameless_path(file), &size) : NULL;
	if (text != NULL) {
		char name[PRINTABLE_SIZE * PATH_MAX];
		printable_text(name, sizeof name, output_of(driver));
		fputs(name, listing);
		fwrite(text + strlen(path), 1, size - strlen(path), listing);
	}
	free(text);
	free(objdump);
	free(command.items);
	return text != NULL;
}

/* The listing of a program that is not written yet, which may go to what cannot be read again; to
 * be freed. NULL after an error that was told. */
static char *listing_of(const struct driver *driver, const uint8_t *data, size_t size,
                        size_t *length)
{
	char *text = NULL;
	int image = nameless_file();
	FILE *listing = open_memstream(&text, length);
	bool is_good = image >= 0 && listing != NULL && write(image, data, size) == (ssize_t)size &&
	               print_listing(driver, image, listing);
	if (listing != NULL && fclose(listing) != 0)
		is_good = false;
	if (is_good)
		return text;
	free(text);
	return NULL;
}

static bool can_write(const char *path)
{
	int error = check_output(path);
	if (error != 0)
		front_say("pg32-cc", EXIT_FAILURE, "cannot write '%s': %s", path, strerror(error));
	return error == 0;
}

/* The program and its listing: both, or neither; only what is lost behind the check of the program
 * leaves a listing. */
static bool write_both(const struct driver *driver, const uint8_t *data, size_t size)
{
	size_t length;
	char *listing = listing_of(driver, data, size, &length);
	bool is_good = listing != NULL && can_write(driver->listing) &&
	               can_write(output_of(driver)) &&
	               write_output(driver->listing, (uint8_t *)listing, length, false) &&
	               write_output(output_of(driver), data, size, true);
	free(listing);
	return is_good;
}

static bool write_program(const struct driver *driver, const char *linked)
{
	size_t size;
	uint8_t *data = read_nameless(linked, &size);
	bool is_good = data != NULL && convert_program(driver, data, size);
	if (is_good && driver->is_stripped)
		size = strip(data);
	if (is_good)
		is_good = driver->listing != NULL
		                  ? write_both(driver, data, size)
		                  : write_output(output_of(driver), data, size, true);
	free(data);
	return is_good;
}

/* Links again, so that the program has the handler of pointers to nested functions. */
static int link_with_nested(const struct driver *driver, struct arguments *command, int errors)
{
	if (ftruncate(errors, 0) != 0 || lseek(errors, 0, SEEK_SET) != 0)
		return EXIT_FAILURE;
	add_argument(command, "-Wno-trampolines");
	add_argument(command, "-Wl,--require-defined=__pointers_to_nested_functions");
	add_argument(command, "-Wl,--require-defined=__trap_is_none_of_nested_functions");
	return run(driver, command, -1, errors);
}

/* Runs the linker, again where it optimises functions that make pointers to nested ones. */
static int run_linker(const struct driver *driver, struct arguments *command, const char *program,
                      int errors)
{
	int status = run(driver, command, -1, errors);
	bool is_silent = status == 0 && driver->optimises_at_link && driver->silences_warnings &&
	                 has_nested_functions(program);
	if (is_silent &&
	    !compiles_without_trampolines(driver, command, driver->library != LIBRARY_ALL))
		status = driver->library == LIBRARY_ALL ? link_with_nested(driver, command, errors)
		                                        : EXIT_FAILURE;
	else if (status == 0 && tells_of_trampolines(errors))
		status = link_with_nested(driver, command, errors);
	return status;
}

bool link_program(const struct driver *driver, const struct linked *linked)
{
	int program = nameless_file(), errors = nameless_file(), rule = nameless_file();
	if (program < 0 || errors < 0 || rule < 0)
		return false;
	const char *path = nameless_path(program), *read = nameless_path(rule);
	struct arguments command = linker_command(driver, linked, path, read);
	int status = run_linker(driver, &command, path, errors);
	FILE *stream = fopen(nameless_path(errors), "r");
	if (stream != NULL) {
		show_messages(driver, linked, path, stream);
		fclose(stream);
	}
	free(command.items);
	if (status == 0)
		check_rule(driver, read);
	return status == 0 && write_program(driver, path);
}
