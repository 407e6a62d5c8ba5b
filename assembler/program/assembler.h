/* A run of the assembler: what all its parts share. */
#ifndef PG32_ASSEMBLER_PROGRAM_ASSEMBLER_H
#define PG32_ASSEMBLER_PROGRAM_ASSEMBLER_H

#include "assembler/program/part.h"
#include "assembler/text/diagnostics.h"
#include "assembler/text/name.h"
#include "assembler/text/source.h"
#include "machine/front/memory.h"

/* A symbol that the command line defines in every unit. */
struct definition {
	const char *name;
	int64_t value;
};

/* What the command line asks for. The strings outlive the run. */
struct options {
	const char **inputs; /* at least one */
	size_t input_count;
	const char **libraries; /* sources that are taken only where something needs them */
	size_t library_count;
	const char **include_paths;
	size_t include_count;
	struct definition *definitions;
	size_t definition_count;
	bool is_object;         /* one input becomes an object for a linker, not an executable */
	bool describes_symbols; /* debug information has functions and variables beside lines */
	const char *output;
	const char *listing; /* NULL: none */
	const char *spared;  /* must not be read; NULL: none */
	const char *entry;   /* NULL: _start, or else where text starts */
	uint32_t origin;
	uint32_t profile;   /* of isa/profiles.h: whose instruction it knows beside PG32's */
	bool names_profile; /* else a source may */
};

/* A source file of the command line with all that it includes: the scope of its symbols. */
struct unit {
	const char *name;
	const char *file_name; /* what .file says it is; NULL: nothing */
	bool is_library;
	bool is_linked;
	/* Something that could have defined symbols failed: what is missing may be its fault. */
	bool is_incomplete;
	bool has_line_directives; /* lines come from .loc, not from this text */
	struct piece *pieces;
	struct piece **last_piece;
	struct symbol *symbols;
	struct symbol **last_symbol;
	struct symbol *references; /* those that count */
	struct symbol **last_reference;
	struct macro *macros;
	struct frame *frames, **last_frame;
	struct frame *frame;     /* the open one; NULL: none */
	struct unit_file *files; /* of the line table, from 1 as in DWARF */
	size_t file_count, file_capacity;
	uint32_t *file_numbers; /* what .file calls them: 0 unknown, else index + 1 in files */
	size_t file_number_count;
	struct unit *next;
};

struct unit_file {
	const char *name;
};

struct assembler {
	const struct options *options;
	struct arena arena;
	struct sources sources;
	struct diagnostics diagnostics;
	struct names names;
	struct section *sections, *last_sections[PARTS];
	unsigned section_count;
	struct unit *units, **last_unit;
	uint64_t expanded;         /* expansions so far, for \@ */
	uint32_t profile;          /* of isa/profiles.h */
	uint32_t profile_location; /* the .isa that named it; 0: none did */
	/* Where reading is. */
	struct unit *unit;
	struct piece *piece;
	struct input *input;     /* NULL: nothing is read */
	struct reader *reader;   /* what reads it */
	struct listing *listing; /* NULL: none is asked for */
	/* The files of .include and .incbin. */
	const char **included;
	size_t included_count, included_capacity;
	/* The result. */
	struct symbol *linker_symbols;
	uint32_t entry;
};

#endif
