/* What pg32-cc is asked to do. */
#ifndef PG32_ASSEMBLER_DRIVER_H
#define PG32_ASSEMBLER_DRIVER_H

#include <stdbool.h>
#include <stddef.h>

#include "machine/front/exit_status.h"
#include "machine/front/front.h"

/* An error in the sources; for the others see machine/front/exit_status.h. */
enum { EXIT_FAILED = 1 };

extern const struct front driver_front;

/* A list of arguments, with room for a NULL after them. */
struct arguments {
	const char **items;
	size_t count, capacity;
};

void add_argument(struct arguments *arguments, const char *argument);

/* The programs that may be linked beside the named files. */
enum library { LIBRARY_ALL, LIBRARY_WITHOUT_START, LIBRARY_HELPERS };

/* Where to stop. */
enum stage { STAGE_PROGRAM, STAGE_ASSEMBLY, STAGE_PREPROCESSED };

struct driver {
	enum stage stage;
	enum library library;
	const char *output; /* NULL: not named */
	bool is_verbose;
	bool has_debug_option; /* the user says -g something */
	bool wants_dependencies, names_dependencies;
	struct arguments inputs;
	struct arguments compiler;  /* options for GCC */
	struct arguments assembler; /* options for pg32-as */
};

/* Reads the command line. What it refuses ends the program with one line. */
void parse_command(struct driver *driver, int argc, char **argv);

_Noreturn void refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
