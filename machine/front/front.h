/* What every tool does first and last, and how it declares what it takes: one table, from which the
 * command line is read and --help, the manual page and the shell's completion are printed. */
#ifndef PG32_MACHINE_FRONT_FRONT_H
#define PG32_MACHINE_FRONT_FRONT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "machine/front/failure.h"

/* Of all tools: they are built together. */
#define PG32_VERSION "0.1"

/* One option. */
struct option_row {
	int code;             /* what the tool is given for it; if a letter, so it can be written */
	const char *name;     /* the long name, without its dashes; NULL: it has its letter alone */
	const char *argument; /* "FILE", "[json]" where it may be missing; NULL: it takes none */
	const char *text;     /* what it does: a sentence without its full stop */
};

/* The codes of options that have no letter begin here. */
enum { OPTION_FIRST = 256 };

struct front {
	const char *tool;    /* "pg32-run" */
	const char *summary; /* what it is, in a line */
	const char *usage;   /* what follows the tool's name; a line for each way to call it */
	const char *text;    /* paragraphs: each one line */
	/* The options, by groups; NULL ends them, and a row without a text each group. --help and
	 * --version need no row. A group may begin with a row that has a text alone: its heading.
	 */
	const struct option_row *const *groups;
	const char *exits; /* the exit statuses: "0 equal\n1 different\n" */
};

/* To be called before anything else. Where a standard stream is closed, no file takes its place;
 * a file that grows over the limit of the system is an error and no signal. */
void front_open(void);

/* To be called last: the exit status, which is EXIT_OUTPUT with a line on standard error where
 * standard output lost something and the status would have been success. */
int front_close(const char *tool, int status);

/* The same, where a failure, if there is one, is told and gives the status. */
int front_end(const struct front *front, const struct failure *failure, int status);

/* One line on standard error behind the tool's name, as a terminal may show it: names come from
 * outside. Returns the status. */
int front_say(const char *tool, int status, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/* Reads the options, in any order, and gives each to take; what is no option stays in arguments
 * from *first on. False where there is nothing more to do: --help and --version have printed and
 * leave status 0, take has said no, or the failure says what is wrong. */
bool front_read(const struct front *front, int count, char **arguments, int *first,
                bool (*take)(void *context, int code, const char *value, struct failure *failure),
                void *context, struct failure *failure);

/* What --help prints: for people, or as a manual page ("man") or bash's completion ("bash"). False,
 * with the failure, where it is asked for in another way. */
bool front_help(const struct front *front, const char *kind, struct failure *failure);

void front_version(const struct front *front);

/* A number in C's notation, all of the text: least to most. Otherwise the failure says what the
 * option, as it is written, takes. */
bool read_number(const char *option, const char *text, uint64_t least, uint64_t most,
                 uint64_t *number, struct failure *failure);

/* A size in bytes, or with K, M or G: at least 1, at most most. False where it is none. */
bool read_size(const char *text, uint64_t most, uint64_t *size);

#endif
