/* The command line of pg32-run and pg32-vmm. */
#ifndef PG32_MACHINE_RUN_OPTIONS_H
#define PG32_MACHINE_RUN_OPTIONS_H

#include "machine/boot/boot.h"
#include "machine/front/front.h"
#include "machine/devices/state.h"
#include "machine/engines/engine.h"
#include "machine/host/console.h"
#include "machine/run/arguments.h"
#include "machine/run/filter.h"
#include "machine/run/ranges.h"
#include "machine/run/tools.h"

enum { FILES = BOOT_MODULES + 1, SYMBOL_FILES = 64 };
enum trace { TRACE_NONE, TRACE_TRAPS, TRACE_ALL };
enum statistics_format { STATISTICS_NONE, STATISTICS_TEXT, STATISTICS_JSON };

struct options {
	const char *files[FILES]; /* the kernel, then the boot modules */
	unsigned file_count;
	struct program_arguments arguments;
	uint32_t memory_size;    /* of the innermost guest's machine */
	uint32_t machine_memory; /* of the machine itself; 0: as the VMMs need */
	uint64_t limit;          /* NEVER without one */
	uint64_t output_limit;   /* of bytes of console output; NEVER without one */
	unsigned depth;
	const char *vmm; /* the image that --depth repeats; NULL: an installed one */
	bool hybrid;     /* VMMs are the hybrid one */
	const char *input;
	enum terminal_mode terminal;
	const char *disk;
	const char *gdb; /* the port, "" or "-"; NULL: no debugger */
	const char *dump;
	const char *save;       /* where the timeline is to be written; NULL: nowhere */
	const char *replay;     /* a timeline that was saved; NULL: none */
	const char *of_machine; /* an option that was given and that a saved timeline has; NULL */
	struct memory_ranges ranges; /* of memory, in the dump */
	struct equipment equipment;  /* of the machine, but for its memory and disk */
	const char *unknown;         /* as which its profile was asked for without its name; NULL */
	enum engine_kind engine;
	enum trace trace;
	struct filter filter;              /* of the trace */
	uint32_t checks;                   /* a bit for each kind; 0: none */
	const char *symbols[SYMBOL_FILES]; /* images of programs that the kernel loads */
	unsigned symbol_count;
	enum statistics_format statistics;
};

/* For a tool that has further options: the options before any is taken; takes one (the context is
 * the options; see front_read); and in the end the files. */
struct options options_default(void);
bool options_take(void *context, int code, const char *argument, struct failure *failure);
bool options_finish(struct options *options, const struct tool *tool, int count, char **names,
                    struct failure *failure);

/* Parses the arguments. False where there is nothing to run: failure->status is then the exit
 * status and the message, if any, is to be shown; --help and --version have printed and give 0. */
bool options_parse(struct options *options, const struct tool *tool, int count, char **arguments,
                   struct failure *failure);

/* Whether what the run writes, by its name for people, may go there: not over what it reads, by
 * whatever name, nor where standard output goes, or the other of its outputs. */
bool options_check_output(const struct options *options, const char *what, const char *path,
                          struct failure *failure);

/* What the machine's profile is called in all that a run says, and whose instructions have their
 * names there: an unknown machine stays one, and its own instruction is a word. */
const char *options_profile_name(const struct options *options);
uint32_t options_profile_shown(const struct options *options);

/* The options that give a machine this equipment, each behind a space; its memory and disk have
 * options of their own. */
enum { EQUIPMENT_ROOM = 64 };
void options_print_equipment(const struct equipment *equipment, char text[EQUIPMENT_ROOM]);

#endif
