/* The linker's messages: without its path, with the names of the user's files for those that have
 * none, and with the file and line in front. */
#include "assembler/driver/messages.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/printable.h"
#include "machine/front/memory.h"

/* Replaces each FROM of a text from malloc; the result is one, too. */
static char *replaced(char *text, const char *from, const char *to)
{
	size_t length = strlen(from), extra = strlen(to);
	for (char *found = strstr(text, from); found != NULL;) {
		size_t before = (size_t)(found - text);
		char *longer = allocate(strlen(text) + extra + 1);
		memcpy(longer, text, before);
		strcpy(longer + before, to);
		strcpy(longer + before + extra, found + length);
		free(text);
		text = longer;
		found = strstr(text + before + extra, from);
	}
	return text;
}

/* The names that users know: "/dev/fd/7:/home/me/a.c:3: ..." is a.c:3, "/dev/fd/7:(.text+0x4): ..."
 * is of the source that it was made of. */
static char *with_names(const struct driver *driver, const struct linked *linked, char *text)
{
	for (size_t i = 0; i < driver->input_count; i++) {
		if (linked[i].input->is_option || linked[i].text == linked[i].input->text)
			continue;
		char *prefix = (char *)(uintptr_t)joined(linked[i].text, ":");
		char *unnamed = (char *)(uintptr_t)joined(prefix, "(");
		char *named = (char *)(uintptr_t)joined(linked[i].input->text, ":(");
		text = replaced(text, unnamed, named);
		text = replaced(text, prefix, "");
		text = replaced(text, linked[i].text, linked[i].input->text);
		free(prefix);
		free(unnamed);
		free(named);
	}
	return text;
}

/* Behind "PATH/ld: " or "PATH/ld.bfd: ", and "collect2: ". */
static const char *without_speaker(const char *line)
{
	static const char *const speakers[] = { "/ld: ", "-ld: ", "/ld.bfd: ", "collect2: " };
	for (size_t i = 0; i < sizeof speakers / sizeof speakers[0]; i++) {
		const char *found = strstr(line, speakers[i]);
		size_t colon = strcspn(line, ": ");
		if (found != NULL && found + strlen(speakers[i]) == line + colon + 2)
			return line + colon + 2;
	}
	return line;
}

/* Lines that say nothing: where the next message is, and that there were errors. */
static bool is_empty_talk(const char *line)
{
	size_t length = strlen(line);
	return length == 0 || strstr(line, "ld returned ") != NULL ||
	       strcmp(line, "compilation terminated.") == 0 ||
	       (line[length - 1] == ':' && strstr(line, ": in function ") != NULL) ||
	       strncmp(line, "lto-wrapper: ", 13) == 0 ||
	       (strstr(line, "error: lto-wrapper failed") != NULL);
}

/* The length of "FILE:LINE:" at the front, or 0. */
static size_t place_length(const char *line)
{
	const char *colon = strchr(line, ':');
	if (colon == NULL || colon == line || !isdigit((unsigned char)colon[1]))
		return 0;
	size_t digits = strspn(colon + 1, "0123456789");
	return colon[1 + digits] == ':' ? (size_t)(colon + 2 + digits - line) : 0;
}

void show_text(const char *line, size_t length)
{
	for (size_t left = length; left > 0;) {
		char shown[PRINTABLE_SIZE];
		size_t taken = printable_take(line, left, shown);
		fputs(*line == '\t' ? "\t" : shown, stderr);
		line += taken;
		left -= taken;
	}
}

static void put_line(const char *line)
{
	show_text(line, strlen(line));
	fputc('\n', stderr);
}

/* GCC names its own text for the assembler, "/tmp/ccAbCdEf.s:13: Error: ...", where a line of it
 * has no place in the source: the length of the name, or 0. */
static size_t temporary_length(const char *line)
{
	size_t length = strcspn(line, ":");
	const char *end = line + length;
	const char *begin = end;
	while (begin > line && begin[-1] != '/')
		begin--;
	bool is_temporary = *end == ':' && line[0] == '/' && end - begin == 10 &&
	                    strncmp(begin, "cc", 2) == 0 && strncmp(end - 2, ".s", 2) == 0;
	return is_temporary ? length : 0;
}

/* A message of the assembler on GCC's text, which is gone when it is read. */
static void put_compiler_line(const char *line, const char *source)
{
	size_t length = temporary_length(line);
	size_t digits = length == 0 ? 0 : strspn(line + length + 1, "0123456789");
	if (length == 0) {
		put_line(line);
	} else if (strcmp(line + length, ": Assembler messages:") != 0) {
		const char *rest = line + length + 1 + digits + (digits != 0);
		char *message = (char *)(uintptr_t)joined(source, digits != 0 ? ": in asm:" : ":");
		put_line(joined(message, rest));
		free(message);
	}
}

/* Whether the line says where the macro is called of which the last said a line: PG32's
 * instructions are macros of GNU's assembler, whose lines are none of the user's. */
static bool is_macro_call(const char *line)
{
	size_t place = place_length(line);
	return place > 0 && strcmp(line + place, "  Info: macro invoked from here") == 0;
}

static void put_held(char **held, const char *source)
{
	if (*held != NULL)
		put_compiler_line(*held, source);
	free(*held);
	*held = NULL;
}

/* Keeps the line until it is known where a macro is called: then that is its place. */
static void hold(char **held, char *line, const char *source)
{
	if (*held == NULL || !is_macro_call(line)) {
		put_held(held, source);
		*held = (char *)(uintptr_t)joined(line, "");
		return;
	}
	char *message = *held;
	line[place_length(line)] = 0;
	*held = (char *)(uintptr_t)joined(line, message + place_length(message));
	free(message);
}

bool show_compiler_messages(FILE *from, const char *source)
{
	bool is_any = false;
	char *line = NULL, *held = NULL;
	size_t capacity = 0;
	ssize_t length;
	while ((length = getline(&line, &capacity, from)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			line[length - 1] = 0;
		hold(&held, line, source);
		is_any = true;
	}
	put_held(&held, source);
	free(line);
	return is_any;
}

static void show(const char *line)
{
	/* Where the library needs something is no place of the user's. */
	static const char library[] = "pg32/programs/lib/";
	if (strncmp(line, library, strlen(library)) == 0)
		line += place_length(line) + 1;
	size_t place = place_length(line);
	const char *message = line + place;
	if (place > 0 && strstr(message, "warning: ") == NULL &&
	    strstr(message, "error: ") == NULL) {
		show_text(line, place);
		fputs(" error:", stderr);
	} else if (place > 0 || line[0] == ' ' || strstr(line, ".c:") != NULL) {
		message = line;
	} else {
		fprintf(stderr, "pg32-cc: ");
	}
	put_line(message);
}

/* What the linker says of each file, where one is of no known kind: the first time is enough. */
static bool is_said_of_all(const char *line)
{
	return strstr(line, "failed to merge target specific data of file ") != NULL;
}

/* What is wrong with the attributes of a file, which the next line then names. */
static bool is_about_attributes(const char *line)
{
	return strstr(line, "ISA string") != NULL || strstr(line, "ISA extension") != NULL ||
	       strstr(line, "ISA subset") != NULL;
}

/* A damaged object can end the linker itself. */
static const char *without_crash(const char *line)
{
	return strstr(line, "ld terminated with signal ") != NULL
	               ? "the linker crashed: is an object or an archive damaged?"
	               : line;
}

/* Of what is optimised at the link GCC names its own object, and a place where it knows none:
 * "/tmp/ccAbCdEf.ltrans0.ltrans.o:<artificial>:1: ". */
static const char *without_artificial(const char *line)
{
	static const char object[] = ".ltrans.o:", place[] = "<artificial>:";
	const char *found = line[0] == '/' ? strstr(line, object) : NULL;
	if (found != NULL)
		line = found + sizeof object - 1;
	if (strncmp(line, place, sizeof place - 1) != 0)
		return line;
	line += sizeof place - 1;
	size_t digits = strspn(line, "0123456789");
	line += digits + (digits != 0 && line[digits] == ':');
	return line + strspn(line, " ");
}

/* Shows it, and not what was shown last, again: GCC says twice what it has no place for. */
static void show_once(const char *line, char **last)
{
	line = without_artificial(line);
	if (*last != NULL && strcmp(*last, line) == 0)
		return;
	free(*last);
	*last = (char *)(uintptr_t)joined(line, "");
	show(line);
}

/* One line with the file's name of the two of a file's attributes; what was held of others. */
static void show_held(char **held, const char *next, char **last)
{
	if (*held != NULL && (next == NULL || !is_said_of_all(next)))
		show_once(*held, last);
	free(*held);
	*held = NULL;
}

void show_messages(const struct driver *driver, const struct linked *linked, const char *program,
                   FILE *from)
{
	char *line = NULL, *last = NULL, *held = NULL, directory[4096];
	size_t capacity = 0;
	ssize_t length;
	bool is_told_of_all = false;
	if (getcwd(directory, sizeof directory - 1) != NULL)
		strcat(directory, "/");
	else
		directory[0] = 0;
	while ((length = getline(&line, &capacity, from)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			line[length - 1] = 0;
		const char *said = without_crash(without_speaker(line));
		if (is_empty_talk(said) || (is_told_of_all && is_said_of_all(said)))
			continue;
		is_told_of_all |= is_said_of_all(said);
		char *text = with_names(driver, linked, (char *)(uintptr_t)joined(said, ""));
		text = replaced(text, program, output_of(driver));
		if (directory[0] != 0)
			text = replaced(text, directory, "");
		text = replaced(text, "`", "'");
		show_held(&held, text, &last);
		if (is_about_attributes(text)) {
			held = text;
			continue;
		}
		show_once(text, &last);
		free(text);
	}
	show_held(&held, NULL, &last);
	free(last);
	free(line);
}
