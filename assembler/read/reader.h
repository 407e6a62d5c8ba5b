/* Reading: the stack of texts, one statement at a time, and what a statement is made of. */
#ifndef PG32_ASSEMBLER_READER_H
#define PG32_ASSEMBLER_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/text/span.h"

struct assembler;
struct expression;
struct name;
struct piece;
struct source;
struct unit;

enum operand_kind {
	OPERAND_VALUE,  /* an expression, or a register */
	OPERAND_MEMORY, /* expression(register) */
	OPERAND_STRING, /* as written, between the quotes */
	OPERAND_TYPE,   /* @word or %word */
	OPERAND_EMPTY,  /* nothing, between two commas */
};

struct operand {
	enum operand_kind kind;
	bool is_continued; /* a string with no comma before it */
	uint32_t location;
	struct expression *expression; /* NULL after an error */
	struct expression *base;       /* of OPERAND_MEMORY: what is in the parentheses */
	struct span text;              /* of OPERAND_STRING and OPERAND_TYPE */
};

enum statement_kind {
	STATEMENT_NONE, /* labels alone */
	STATEMENT_WORD, /* an instruction or a directive with operands */
	STATEMENT_TEXT, /* a macro or a directive that takes the rest of the line as it is */
	STATEMENT_ASSIGNMENT,
	STATEMENT_PLACE, /* an assignment to the dot */
};

struct statement {
	enum statement_kind kind;
	struct name *name; /* known as soon as it is read */
	uint32_t location;
	struct span text;              /* of STATEMENT_TEXT, without blanks around it */
	struct expression *expression; /* of STATEMENT_ASSIGNMENT and STATEMENT_PLACE */
	struct operand *operands;      /* of STATEMENT_WORD */
	size_t count, capacity;
};

/* A text that is being read, and what is suspended below it. */
struct input {
	struct source *source;
	const char *start; /* of the lexer's copy */
	unsigned line, statement_line;
	size_t conditionals; /* how many were open when it began */
	uint64_t copies;     /* how often its statements come up in repetitions around it */
	/* The last file of the line table that its lines come from. */
	const char *file_name;
	uint32_t file;
	struct input *parent;
};

/* .if and what has been decided about it. */
struct conditional {
	uint32_t location;
	bool is_active; /* its present branch is read */
	bool was_taken; /* this or an earlier branch was, or none may be */
	bool has_else;
};

/* What .popsection returns to. */
struct pushed_section {
	struct piece *piece, *previous;
	struct pushed_section *below;
};

struct reader {
	struct assembler *assembler;
	void *scanner;
	struct input *input;
	struct statement statement;
	struct conditional *conditionals;
	size_t conditional_count, conditional_capacity;
	struct piece *previous; /* the one before .section and its like; NULL: none */
	struct pushed_section *pushed;
	unsigned depth;     /* of inputs */
	bool is_fresh;      /* the next token begins a statement */
	bool at_start;      /* no token of the statement was seen yet */
	bool is_finished;   /* all inputs are at their end */
	bool is_discarding; /* the rest of a statement in error: say nothing more about it */
};

/* How deep texts may be nested. */
enum { DEEPEST_TEXT = 200 };

/* Reads a unit. Its errors are told; a file that cannot be read is one, at the location from
 * which it is wanted (0: the command line). */
void read_unit(struct assembler *assembler, struct unit *unit);

/* Begins to read a text, from which reading returns to where it was. False, and an error at the
 * location, where texts are nested too deep. */
bool enter_source(struct reader *reader, struct source *source, uint32_t location);

/* Leaves the present input; false where it was the last. */
bool leave_source(struct reader *reader);

/* The rest of the present input is not read (.end, .exitm). */
void skip_source(struct reader *reader);

/* The next line of the present input as it is, with its newline; false at the end. Only between
 * statements. */
bool read_line(struct reader *reader, struct span *line);

/* Whether statements are read, or skipped but for some directives. */
bool is_skipping(const struct reader *reader);

/* The line of the present statement in the file it comes from (where a macro was called, for
 * what the macro expands to), and the number of that file in the unit's line table. */
uint32_t reader_line(struct assembler *assembler, uint32_t *line);

#endif
