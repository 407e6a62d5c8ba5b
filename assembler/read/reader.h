/* The state of reading a unit, and what a statement is made of. */
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
	struct statement statement;
	struct conditional *conditionals;
	size_t conditional_count, conditional_capacity;
	struct piece *previous; /* the one before .section and its like; NULL: none */
	struct pushed_section *pushed;
	unsigned depth;     /* of texts in texts */
	bool is_fresh;      /* the next token begins a statement */
	bool at_start;      /* no token of the statement was seen yet */
	bool is_finished;   /* all inputs are at their end */
	bool is_discarding; /* the rest of a statement in error: say nothing more about it */
};

#endif
