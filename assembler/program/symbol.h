/* Symbols: labels, assigned values and common blocks of a unit, and references to others. */
#ifndef PG32_ASSEMBLER_SYMBOL_H
#define PG32_ASSEMBLER_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

struct assembler;
struct expression;
struct name;
struct piece;
struct unit;

enum symbol_kind { SYMBOL_UNDEFINED, SYMBOL_LABEL, SYMBOL_ASSIGNED, SYMBOL_COMMON };
enum symbol_type { TYPE_NONE, TYPE_FUNCTION, TYPE_OBJECT };

struct symbol {
	struct name *name;
	struct unit *unit; /* NULL: the linker's own */
	enum symbol_kind kind;
	enum symbol_type type;
	bool is_global, is_weak, is_local;
	bool is_hidden;      /* numeric labels and the like: in no symbol table */
	bool is_variable;    /* assigned by .set: may be assigned again */
	bool is_failed;      /* its definition is an error that was told */
	bool is_evaluating;  /* a definition that leads back here is a cycle */
	bool is_referred;    /* .weakref has another name for it */
	bool is_used;        /* an expression has it, and not what it was when that was read */
	struct piece *piece; /* a label's place; NULL is absolute */
	uint32_t offset;
	const struct expression *value; /* an assigned symbol's */
	const struct expression *size;  /* as .size says, or NULL */
	uint32_t common_size, common_alignment;
	uint32_t definition;           /* locations; 0: none */
	uint32_t reference;            /* of the first reference that counts, in code or data */
	struct symbol *next_reference; /* of the unit, in the order in which they were found */
	struct symbol *target;         /* what an undefined one is linked to */
	struct symbol *referred;       /* of .weakref: the unit's own symbol of the name */
	struct symbol *next;           /* of the unit */
	unsigned number;               /* in the file's symbol table */
};

/* The symbol of a name in the present unit, made undefined if there is none. */
struct symbol *symbol_of(struct assembler *assembler, struct name *name);

/* A symbol without a name or a place in the table. */
struct symbol *anonymous_symbol(struct assembler *assembler);

/* Whether a symbol is defined already; at the location that defines it again this is an error. */
bool is_defined(struct assembler *assembler, const struct symbol *symbol, uint32_t location);

/* Makes the name a label of the present place. */
void define_label(struct assembler *assembler, struct name *name, uint32_t location);

/* A numeric label, and a reference to the one before or after this place (NULL after an error). */
void define_numeric_label(struct assembler *assembler, uint64_t number, uint32_t location);
struct symbol *numeric_label(struct assembler *assembler, uint64_t number, bool is_forward,
                             uint32_t location);

/* Follows an undefined symbol to what it was linked to. */
const struct symbol *definition_of(const struct symbol *symbol);

#endif
