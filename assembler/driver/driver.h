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
void add_arguments(struct arguments *to, const struct arguments *from);

/* Both texts as one argument. */
const char *joined(const char *left, const char *right);

/* What is linked beside the named files. */
enum library { LIBRARY_ALL, LIBRARY_WITHOUT_START, LIBRARY_HELPERS };

/* Where to stop. */
enum stage { STAGE_PROGRAM, STAGE_OBJECT, STAGE_ASSEMBLY, STAGE_PREPROCESSED, STAGE_CHECKED };

/* A file, or an option for the linker at its place among them. */
struct input {
	const char *text;
	const char *language; /* as -x says; NULL: by the name's ending */
	bool is_option;
};

/* What the linker reads for each of the driver's inputs, in their order: a file, an option. */
struct linked {
	const struct input *input;
	const char *text;
};

struct driver {
	enum stage stage;
	enum library library;
	const char *output;  /* NULL: not named */
	const char *listing; /* NULL: none */
	bool is_verbose;
	bool has_debug_option;      /* the user says -g something */
	bool has_debug_information; /* and the last of it was not -g0 */
	bool wants_dependencies;
	const char *dependencies;  /* the file of -MF; NULL: not named */
	bool silences_warnings;    /* -w */
	bool is_stripped;          /* -s */
	bool has_script;           /* -T */
	bool optimises_at_link;    /* -flto */
	bool has_assembler_option; /* -Wa */
	uint32_t profile;          /* of isa/profiles.h */
	bool names_profile;
	struct input *inputs;
	size_t input_count, input_capacity, file_count;
	struct arguments words;          /* of options for other tools */
	struct arguments response_files; /* that were read */
	struct arguments compiler;       /* options for GCC */
	struct arguments assembler;      /* options for pg32-as */
};

/* Reads the command line. What it refuses ends the program with one line. */
void parse_command(struct driver *driver, int argc, char **argv);

/* The program's name. */
const char *output_of(const struct driver *driver);

_Noreturn void refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
