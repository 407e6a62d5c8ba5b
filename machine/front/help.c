/* --help, the manual page and the shell's completion, all from the table of options. */
#include <stdio.h>
#include <string.h>

#include "machine/front/front.h"
#include "machine/front/exit_status.h"

enum { TEXT_COLUMN = 25, LAST_COLUMN = 96 };

static const struct option_row common_rows[] = {
	{ OPTION_FIRST, "help", "[man|bash]",
	  "print this, or as a manual page, or what completes a command in bash" },
	{ OPTION_FIRST, "version", NULL, "print the version" },
	{ 0 },
};

/* Calls print for every row of the tool, the common ones last. */
static void for_each_row(const struct front *front,
                         void (*print)(const struct front *front, const struct option_row *row))
{
	for (const struct option_row *const *group = front->groups; *group != NULL; group++)
		for (const struct option_row *row = *group; row->text != NULL; row++)
			print(front, row);
	for (const struct option_row *row = common_rows; row->text != NULL; row++)
		print(front, row);
}

static bool is_heading(const struct option_row *row)
{
	return row->code == 0;
}

static bool has_letter(const struct option_row *row)
{
	return row->code > 0 && row->code < OPTION_FIRST;
}

/* What stands before the long name: GCC's have one dash, which is in the name. */
static const char *dashes(const struct option_row *row)
{
	return row->name[0] == '-' ? "" : "--";
}

/* "-m, --memory SIZE"; returns its length. */
static int print_names(char *to, size_t size, const struct option_row *row)
{
	const char *argument = row->argument == NULL ? "" : row->argument;
	bool is_optional = argument[0] == '[';
	int length = 0;
	if (has_letter(row))
		length += snprintf(to, size, "-%c%s", row->code, row->name == NULL ? "" : ", ");
	if (row->name != NULL)
		length += snprintf(to + length, size - (size_t)length, "%s%s", dashes(row),
		                   row->name);
	length += is_optional ? snprintf(to + length, size - (size_t)length, "[=%s", argument + 1)
	                      : snprintf(to + length, size - (size_t)length, "%s%s",
	                                 argument[0] == 0 ? "" : " ", argument);
	return length;
}

/* Words of a text from a column on, which is also where further lines begin. */
static void print_words(const char *text, int column, int begin)
{
	while (*text != 0) {
		int length = (int)strcspn(text, " ");
		if (column != begin && column + 1 + length > LAST_COLUMN) {
			printf("\n%*s", begin, "");
			column = begin;
		}
		column += printf("%s%.*s", column == begin ? "" : " ", length, text);
		text += length;
		text += strspn(text, " ");
	}
	putchar('\n');
}

static void print_row(const struct front *front, const struct option_row *row)
{
	char names[80];
	(void)front;
	if (is_heading(row)) {
		printf("\n%s:\n", row->text);
		return;
	}
	int length = 2 + print_names(names, sizeof names, row);
	printf("  %s", names);
	if (length > TEXT_COLUMN - 2)
		printf("\n%*s", TEXT_COLUMN, "");
	else
		printf("%*s", TEXT_COLUMN - length, "");
	print_words(row->text, TEXT_COLUMN, TEXT_COLUMN);
}

/* The lines of a text, each with what comes before it and behind it. */
static void print_lines(const char *text, const char *before, const char *behind)
{
	for (const char *end; *text != 0; text = end + (*end != 0)) {
		end = text + strcspn(text, "\n");
		printf("%s%.*s%s\n", before, (int)(end - text), text, behind);
	}
}

static void print_paragraphs(const char *text)
{
	char line[1024];
	for (const char *end; *text != 0; text = end + (*end != 0)) {
		end = text + strcspn(text, "\n");
		snprintf(line, sizeof line, "%.*s", (int)(end - text), text);
		print_words(line, 0, 0);
	}
}

static void print_for_people(const struct front *front)
{
	const char *usage = front->usage, *label = "usage:";
	for (const char *end; *usage != 0; usage = end + (*end != 0), label = "      ") {
		end = usage + strcspn(usage, "\n");
		printf("%s %s %.*s\n", label, front->tool, (int)(end - usage), usage);
	}
	print_paragraphs(front->text);
	putchar('\n');
	for_each_row(front, print_row);
	puts("\nExit status:");
	print_lines(front->exits, "  ", "");
}

/* A text as roff has it. */
static void print_roff(const char *text, size_t length)
{
	for (size_t i = 0; i < length && text[i] != 0; i++) {
		if (text[i] == '\\')
			fputs("\\e", stdout);
		else if (text[i] == '-')
			fputs("\\-", stdout);
		else if ((text[i] == '.' || text[i] == '\'') && i == 0)
			printf("\\&%c", text[i]);
		else
			putchar(text[i]);
	}
	putchar('\n');
}

static void print_roff_lines(const char *text, const char *before)
{
	for (const char *end; *text != 0; text = end + (*end != 0)) {
		end = text + strcspn(text, "\n");
		printf("%s\n", before);
		print_roff(text, (size_t)(end - text));
	}
}

static void print_row_of_page(const struct front *front, const struct option_row *row)
{
	char names[80];
	(void)front;
	if (is_heading(row)) {
		printf(".SS ");
		print_roff(row->text, strlen(row->text));
		return;
	}
	print_names(names, sizeof names, row);
	puts(".TP");
	printf(".B ");
	print_roff(names, strlen(names));
	print_roff(row->text, strlen(row->text));
}

static void print_page(const struct front *front)
{
	printf(".TH %s 1 \"\" \"PG32 " PG32_VERSION "\"\n.SH NAME\n%s \\- %s\n.SH SYNOPSIS\n.nf\n",
	       front->tool, front->tool, front->summary);
	for (const char *end, *usage = front->usage; *usage != 0; usage = end + (*end != 0)) {
		end = usage + strcspn(usage, "\n");
		printf("%s ", front->tool);
		print_roff(usage, (size_t)(end - usage));
	}
	puts(".fi\n.SH DESCRIPTION");
	print_roff_lines(front->text, ".PP");
	puts(".SH OPTIONS");
	for_each_row(front, print_row_of_page);
	puts(".SH EXIT STATUS");
	print_roff_lines(front->exits, ".br");
}

/* A case of bash: what completes the word behind an option. Without words it is a file. */
static void print_case(const struct front *front, const struct option_row *row)
{
	const char *argument = row->argument;
	if (argument == NULL || row->name == NULL || argument[0] == '[')
		return;
	printf("	%s%s) words=", dashes(row), row->name);
	if (strcmp(argument, "PROFILE") == 0 || strcmp(argument, "ENGINE") == 0)
		printf("\"$(%s --%s help 2>/dev/null | cut -f1)\" ;;\n", front->tool, row->name);
	else if (strchr(argument, '|') != NULL)
		printf("\"$(tr '|' ' ' <<<'%s')\" ;;\n", argument);
	else if (strcmp(argument, "FILE") == 0)
		puts(";;");
	else if (strcmp(argument, "DIR") == 0)
		puts("; directories=-d ;;");
	else
		puts("; return ;;");
}

static void print_word(const struct front *front, const struct option_row *row)
{
	(void)front;
	if (row->name != NULL)
		printf(" %s%s", dashes(row), row->name);
	if (has_letter(row))
		printf(" -%c", row->code);
	/* The words that may follow the equals sign. */
	if (row->argument != NULL && row->argument[0] == '[')
		for (const char *end, *word = row->argument + 1; *word != 0; word = end + 1) {
			end = word + strcspn(word, "|]");
			printf(" --%s=%.*s", row->name, (int)(end - word), word);
			if (*end == ']')
				break;
		}
}

static void print_completion(const struct front *front)
{
	printf("# bash's completion for %s; printed by %s --help=bash\n"
	       "_pg32_%s() {\n"
	       "	local word=${COMP_WORDS[COMP_CWORD]} words='' directories=-f\n"
	       "	[[ $word == = ]] && word=''\n"
	       "	COMPREPLY=()\n"
	       "	case ${COMP_WORDS[COMP_CWORD-1]} in\n",
	       front->tool, front->tool, front->tool + strcspn(front->tool, "-") + 1);
	for_each_row(front, print_case);
	printf("	*) [[ $word == -* ]] && words='");
	for_each_row(front, print_word);
	printf("' ;;\n"
	       "	esac\n"
	       "	if [[ -n $words ]]; then\n"
	       "		mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	       "	else\n"
	       "		compopt -o filenames\n"
	       "		mapfile -t COMPREPLY < <(compgen $directories -- \"$word\")\n"
	       "	fi\n"
	       "}\n"
	       "complete -F _pg32_%s %s\n",
	       front->tool + strcspn(front->tool, "-") + 1, front->tool);
}

bool front_help(const struct front *front, const char *kind, struct failure *failure)
{
	if (kind == NULL)
		print_for_people(front);
	else if (strcmp(kind, "man") == 0)
		print_page(front);
	else if (strcmp(kind, "bash") == 0)
		print_completion(front);
	else
		return fail(failure, EXIT_USAGE, "--help is man or bash, not '%s'", kind);
	return true;
}

void front_version(const struct front *front)
{
	printf("%s " PG32_VERSION "\n", front->tool);
}
