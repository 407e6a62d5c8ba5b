/* Writes C sources with faults planted in them, each behind a switch: where fault_in_force is its
 * number, that fault is in force, and with 0 none. Arguments: a seed, a folder for what is written,
 * and the sources. Standard output gets a line for each fault: its number, the file, the change and
 * the line's text, separated by tabs; a change that a text has more than once is numbered. Seed 0
 * lists all faults; another one of each line of source, which the seed chooses. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "machine/front/exit_status.h"
#include "tests/mutants/plant/faults.h"

enum { LINE_ROOM = 200, PATH_ROOM = 500 };

/* The text of a line, with one space for any. */
static void line_text(const struct source *source, unsigned line, char text[LINE_ROOM])
{
	size_t length = 0;
	text[0] = 0;
	for (unsigned i = 0; i < source->count && source->tokens[i].line <= line; i++) {
		const struct token *token = &source->tokens[i];
		if (token->line == line && length + token->length + 2 < LINE_ROOM)
			length += (size_t)snprintf(text + length, LINE_ROOM - length, "%s%.*s",
			                           length == 0 || token->gap_length == 0 ? "" : " ",
			                           (int)token->length, token->text);
	}
}

/* How many faults before this one read the same. */
static unsigned same_before(const struct source *source, const struct faults *faults, unsigned k,
                            const char *text)
{
	unsigned count = 0;
	char other[LINE_ROOM];
	for (unsigned i = 0; i < k; i++) {
		if (strcmp(faults->list[i].change, faults->list[k].change) != 0)
			continue;
		line_text(source, source->tokens[faults->list[i].token].line, other);
		count += strcmp(text, other) == 0;
	}
	return count;
}

static unsigned line_of(const struct source *source, const struct faults *faults, unsigned k)
{
	return source->tokens[faults->list[k].token].line;
}

/* Whether the seed chooses the fault among those of its line. */
static bool is_chosen(const struct source *source, const struct faults *faults, unsigned k,
                      uint32_t seed)
{
	unsigned line = line_of(source, faults, k), before = 0, count = 0;
	char text[LINE_ROOM];
	if (seed == 0)
		return true;
	for (unsigned i = 0; i < faults->count; i++) {
		before += i < k && line_of(source, faults, i) == line;
		count += line_of(source, faults, i) == line;
	}
	/* FNV-1a of the text, so that a choice depends on its line alone. */
	uint32_t hash = UINT32_C(2166136261) ^ seed;
	line_text(source, line, text);
	for (const char *at = text; *at != 0; at++)
		hash = (hash ^ (uint8_t)*at) * UINT32_C(16777619);
	return (hash >> 8) % count == before;
}

static void list_faults(const struct source *source, const struct faults *faults, uint32_t seed)
{
	for (unsigned k = 0; k < faults->count; k++) {
		const struct fault *fault = &faults->list[k];
		if (!is_chosen(source, faults, k, seed))
			continue;
		char text[LINE_ROOM], which[20] = "";
		line_text(source, source->tokens[fault->token].line, text);
		unsigned before = same_before(source, faults, k, text);
		if (before > 0)
			snprintf(which, sizeof which, " (%u)", before + 1);
		printf("%u\t%s\t%s%s\t%s\n", fault->number, source->path, fault->change, which,
		       text);
	}
}

/* Outer edits open first and close last. */
static int compare_edits(const void *one, const void *other)
{
	const struct edit *a = one, *b = other;
	unsigned wide_a = a->to - a->from, wide_b = b->to - b->from;
	if (wide_a != wide_b)
		return wide_a < wide_b ? 1 : -1;
	return (a->rank < b->rank) - (a->rank > b->rank);
}

static void write_opened(const struct faults *faults, unsigned at, FILE *file)
{
	for (unsigned k = 0; k < faults->edit_count; k++)
		if (faults->edits[k].from == at)
			fputs(faults->edits[k].open, file);
}

static void write_closed(const struct faults *faults, unsigned at, FILE *file)
{
	for (unsigned k = faults->edit_count; k-- > 0;)
		if (faults->edits[k].to == at)
			fputs(faults->edits[k].close, file);
}

static const char *replacement(const struct faults *faults, unsigned at)
{
	for (unsigned k = 0; k < faults->edit_count; k++)
		if (faults->edits[k].at == at && faults->edits[k].at != 0)
			return faults->edits[k].between;
	return NULL;
}

static void write_planted(const struct source *source, const struct faults *faults, FILE *file)
{
	if (strstr(source->path, ".def") == NULL)
		fputs("#ifndef FAULT\nextern unsigned fault_in_force;\n"
		      "#define FAULT(n) (fault_in_force == (n))\n#endif\n#line 1\n",
		      file);
	for (unsigned i = 0; i <= source->count; i++) {
		const struct token *token = &source->tokens[i];
		const char *instead = replacement(faults, i);
		fwrite(token->gap, 1, token->gap_length, file);
		write_opened(faults, i, file);
		if (instead != NULL)
			fputs(instead, file);
		else
			fwrite(token->text, 1, token->length, file);
		write_closed(faults, i, file);
	}
}

static FILE *create(const char *folder, const char *path)
{
	char name[PATH_ROOM];
	snprintf(name, sizeof name, "%s/%s", folder, path);
	for (char *slash = name + strlen(folder); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(name, 0777);
		*slash = '/';
	}
	FILE *file = fopen(name, "w");
	if (file == NULL) {
		fprintf(stderr, "plant: %s: %s\n", name, strerror(errno));
		exit(EXIT_OUTPUT);
	}
	return file;
}

int main(int count, char **arguments)
{
	unsigned next = 1;
	if (count < 4) {
		fprintf(stderr, "usage: plant SEED FOLDER SOURCE...\n");
		return EXIT_USAGE;
	}
	uint32_t seed = (uint32_t)strtoul(arguments[1], NULL, 10);
	for (int i = 3; i < count; i++) {
		struct source source;
		struct faults faults = { .next = next };
		source_read(&source, arguments[i]);
		faults_find(&faults, &source);
		list_faults(&source, &faults, seed);
		qsort(faults.edits, faults.edit_count, sizeof *faults.edits, compare_edits);
		FILE *file = create(arguments[2], arguments[i]);
		write_planted(&source, &faults, file);
		if (fclose(file) != 0)
			return EXIT_OUTPUT;
		next = faults.next;
		free(faults.list);
		free(faults.edits);
		source_release(&source);
	}
	return 0;
}
