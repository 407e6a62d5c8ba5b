/* Expressions: trees over numbers, symbols and places, folded where the value is known. */
#ifndef PG32_ASSEMBLER_EXPRESSION_H
#define PG32_ASSEMBLER_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/program/arithmetic.h"

struct assembler;
struct name;
struct piece;
struct symbol;

enum expression_kind {
	EXPRESSION_NUMBER,
	EXPRESSION_SYMBOL, /* a symbol plus an addend */
	EXPRESSION_PLACE,  /* an offset in a piece: the dot */
	EXPRESSION_NAME,   /* a word alone that is a register, or else a symbol of that name */
	/* From here on there are operands. */
	EXPRESSION_UNARY,
	EXPRESSION_BINARY,
	EXPRESSION_PART, /* %hi and its like */
};

/* Which part of a value: the upper 20 bits such that adding the lower 12, sign-extended, gives
 * it; the same of the distance from the instruction; and the lower part that goes with the
 * instruction whose label is named. */
enum value_part { PART_HIGH, PART_LOW, PART_RELATIVE_HIGH, PART_RELATIVE_LOW };

struct expression {
	uint8_t kind;
	uint8_t operation; /* an operator, or a value_part */
	bool is_bracketed; /* written in parentheses: for (a0) */
	bool is_below;     /* of a number: the bit above its 64, for those who want its sign */
	uint32_t location;
	struct name *word; /* the word that this is, where it is one alone */
	union {
		int64_t number;
		struct {
			struct symbol *symbol;
			int64_t addend;
		};
		struct {
			const struct piece *piece;
			int64_t offset;
		};
		struct {
			const struct expression *left, *right;
		};
	};
};

/* Makers. They give NULL after an error, and for NULL operands. */
struct expression *make_number(struct assembler *assembler, uint32_t location, int64_t number);
struct expression *make_name(struct assembler *assembler, uint32_t location, struct name *name);
struct expression *make_symbol(struct assembler *assembler, uint32_t location,
                               struct symbol *symbol);
/* So many bytes behind the end of the present piece. */
struct expression *make_here(struct assembler *assembler, uint32_t location, size_t distance);
struct expression *make_unary(struct assembler *assembler, uint32_t location,
                              enum operator operation, struct expression *operand);
struct expression *make_binary(struct assembler *assembler, uint32_t location,
                               enum operator operation, struct expression *left,
                               struct expression *right);
struct expression *make_part(struct assembler *assembler, uint32_t location, enum value_part part,
                             struct expression *operand);

/* The value part of a name after '%' ("hi"); false where there is none. */
bool find_value_part(const char *name, enum value_part *part);

/* The sign of what evaluates to the number. What is written without a minus is never below 0,
 * however large, as GNU as has it: 0xffffffffffffffff is not -1. */
bool is_below_zero(const struct expression *expression, int64_t number);

/* The register that the expression is (a word alone), or -1. */
int expression_register(const struct expression *expression);

/* A word alone is made the symbol of that name. Anything else stays. */
struct expression *as_value(struct assembler *assembler, struct expression *expression);

/* What is assigned another name of a place or a symbol: the name that has none before it. */
const struct expression *settled(struct assembler *assembler, const struct expression *expression);

/* Whether the symbol is part of the expression. */
bool uses_symbol(const struct expression *expression, const struct symbol *symbol);

/* Where an expression is evaluated: while reading, or at the end, when places have addresses;
 * and the instruction that it belongs to, for the relative parts. */
struct evaluation {
	struct assembler *assembler;
	bool is_final;
	const struct piece *piece;
	uint32_t offset;
	unsigned depth, steps;
};

/* A number, or while reading a number of bytes into a piece. Unknown where it depends on what
 * is not defined yet; failed after an error. */
enum value_state { VALUE_KNOWN, VALUE_UNKNOWN, VALUE_FAILED };

struct value {
	enum value_state state;
	const struct piece *piece;
	int64_t number;
};

struct value evaluate(struct evaluation *evaluation, const struct expression *expression);

/* The number that an expression is while reading; false where it is not known to be one. */
bool known_number(struct assembler *assembler, const struct expression *expression,
                  int64_t *number);

#endif
