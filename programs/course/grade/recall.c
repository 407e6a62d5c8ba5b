/* What a tool said to a command that names no file of a submission is what it says to it again: it
 * is asked once in a grading, and once in many that share a folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs/course/grade/grade.h"

/* A command's name for files: the digest of its words but for the tool's folder. */
static void name_command(char *const *arguments, char name[LINE])
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	name[0] = 0;
	if (file == NULL)
		return;
	const char *tool = strrchr(arguments[0], '/');
	fputs(tool != NULL ? tool + 1 : arguments[0], file);
	for (size_t i = 1; arguments[i] != NULL; i++)
		fprintf(file, "%c%s", 0, arguments[i]);
	if (fclose(file) == 0) {
		json_t *hash = digest((const uint8_t *)text, size);
		snprintf(name, LINE, "%s", json_string_value(hash));
		json_decref(hash);
	}
	free(text);
}

static bool read_status(const char *path, int *status)
{
	FILE *file = fopen(path, "r");
	bool is_there = file != NULL && fscanf(file, "%d", status) == 1;
	if (file != NULL)
		fclose(file);
	return is_there;
}

static bool write_status(const char *path, int status)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	bool written = fprintf(file, "%d\n", status) > 0;
	return fclose(file) == 0 && written;
}

int run_once(char *const *arguments, const char *folder, const char *memory, char output[PATH],
             const struct request *request)
{
	char name[LINE], known[PATH], fresh[PATH], fresh_status[PATH];
	int status;
	name_command(arguments, name);
	snprintf(output, PATH, "%.3000s/.said-%.80s", memory, name);
	snprintf(known, sizeof known, "%.3200s.status", output);
	if (read_status(known, &status))
		return status;
	snprintf(fresh, sizeof fresh, "%.3200s.%ld", output, (long)getpid());
	snprintf(fresh_status, sizeof fresh_status, "%.3200s.%ld", known, (long)getpid());
	status = run_program(arguments, folder, fresh, false, request);
	/* Whole or not at all, for others may look: the status last. */
	if (rename(fresh, output) == 0 && (status < 128 || status == STATUS_TOO_LONG) &&
	    write_status(fresh_status, status))
		rename(fresh_status, known);
	return status;
}
