/* The rows of isa/pg32.def and isa/flaws.def as small trees, which the translator walks. */
#ifndef PG32_MACHINE_ENGINES_FAST_ROWS_H
#define PG32_MACHINE_ENGINES_FAST_ROWS_H

#include "isa/causes.h"
#include "isa/operations.h"

enum value_kind {
	VALUE_RA,
	VALUE_RB,
	VALUE_IMM,
	VALUE_PC,
	VALUE_CONST,
	VALUE_LOAD,
	VALUE_LOAD_PSW,
	VALUE_UNKNOWN,
#define OPERATOR(name, class) VALUE_##name,
#include "machine/engines/fast/operators.def"
};

enum operator_class {
	CLASS_NONE,
	CLASS_ARITHMETIC,
	CLASS_SHIFT,
	CLASS_HIGH,
	CLASS_DIVISION,
	CLASS_COMPARISON
};

/* The class of an operator; NONE of all other values. */
enum operator_class class_of(enum value_kind kind);

struct value {
	enum value_kind kind;
	const struct value *left, *right; /* of an operator; left is a load's address, or a PSW's */
	uint32_t constant;                /* of a CONST; the bytes of a load */
	bool is_signed;                   /* a load extends the sign */
};

enum effect {
	EFFECT_LEAVE,   /* not for the translator: the reference engine does it */
	EFFECT_SET_PSW, /* nor is this, but it is known where the PSW is */
	EFFECT_TRAP,
	EFFECT_SET_RD,
	EFFECT_STORE,
	EFFECT_BRANCH_IF,
	EFFECT_LINK_AND_JUMP
};

struct meaning {
	enum effect effect;
	const struct value *value;   /* what is set or stored; the condition */
	const struct value *address; /* of a store; the target */
	uint32_t bytes;              /* of a store */
	enum cause cause;            /* of a trap, whose value is value */
};

/* By operation; an operation that knows values which the translator does not is left. */
extern const struct meaning meanings[ALL_OPERATIONS];

/* Whether the translator knows every value in it. */
bool value_is_known(const struct value *value);

/* What the operator makes of two constants: the definition's own meaning. */
uint32_t apply_operator(enum value_kind kind, uint32_t a, uint32_t b);

#endif
