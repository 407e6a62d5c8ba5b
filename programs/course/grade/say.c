/* The lines of a verdict. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "isa/printable.h"
#include "programs/course/grade/grade.h"

void say(json_t *lines, const char *format, ...)
{
	char line[2 * LINE], shown[4 * LINE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	printable_text(shown, sizeof shown, line);
	json_array_append_new(lines, json_string(shown));
}

const char *as_word(char to[LINE], const char *text)
{
	static const char plain[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-=:,@%";
	size_t length = 0;
	if (text[0] != 0 && text[strspn(text, plain)] == 0) {
		snprintf(to, LINE, "%s", text);
		return to;
	}
	to[length++] = '\'';
	for (; *text != 0 && length < LINE - 6; text++) {
		const char *part = *text == '\'' ? "'\\''" : (char[]){ *text, 0 };
		strcpy(to + length, part);
		length += strlen(part);
	}
	strcpy(to + length, "'");
	return to;
}

void say_again(json_t *lines, const struct test *test, const struct request *request)
{
	char name[LINE], assignment[LINE], submission[LINE];
	say(lines, "  again: pg32-grade%s --keep kept --test %s %s %s",
	    test->hidden ? " --hidden" : "", as_word(name, test->name),
	    as_word(assignment, request->name), as_word(submission, request->submission));
}
