/* Names: each word of the source is kept once, with all that it can stand for, so that reading
 * a word and looking it up are the same thing. */
#ifndef PG32_ASSEMBLER_NAME_H
#define PG32_ASSEMBLER_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "machine/front/memory.h"

struct name {
	struct name *next; /* in the bucket */
	uint32_t hash;
	uint32_t length;
	int register_number; /* -1: not a register */
	const struct directive *directive;
	const struct form *forms; /* the instructions of this mnemonic */
	struct macro *macro;
	/* What the name is in the unit that owns these fields. For the digits of a numeric label,
	 * symbol is the label before this place and forward the one after. */
	const struct unit *unit;
	struct symbol *symbol;
	struct symbol *forward;
	struct piece *piece; /* the piece of the section of this name */
	uint32_t file;       /* the number of the file of this name in the line table; 0: none */
	struct section **sections; /* those of this name, by part; NULL: none */
	/* What it is to all units: the definition that is linked, and that of a library. */
	struct symbol *global;
	struct symbol *library;
	char text[];
};

struct names {
	struct arena *arena;
	struct name **buckets;
	size_t bucket_count; /* a power of two */
	size_t count;
};

void names_start(struct names *names, struct arena *arena);
void names_free(struct names *names);

/* FNV-1a. */
uint32_t hash_of(const char *text, size_t length);

/* The name with this text; made if there is none. */
struct name *name_of(struct names *names, const char *text, size_t length);

/* The name with this text in lower case, as macros are known. */
struct name *small_name_of(struct names *names, const char *text, size_t length);

/* The name by which an instruction, a directive or a macro is known that is called by this name, in
 * lower or upper case; the name itself where there is none. */
struct name *command_of(struct names *names, struct name *name);

/* Makes what the name is in a unit that of this unit: nothing, if it was another's. */
void enter_unit(struct name *name, const struct unit *unit);

/* The name nearest to a text among those that qualify, or NULL where none is near. The text is
 * expected to be short: a long one has no suggestion. */
const struct name *nearest_name(const struct names *names, const char *text,
                                bool (*qualifies)(const struct name *name));

#endif
