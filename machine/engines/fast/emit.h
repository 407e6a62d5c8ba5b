/* The emitter: writes host instructions, each a row of forms.def with its operands. */
#ifndef PG32_MACHINE_ENGINES_FAST_EMIT_H
#define PG32_MACHINE_ENGINES_FAST_EMIT_H

#include <stdbool.h>
#include <stdint.h>

enum host_register {
	RAX,
	RCX,
	RDX,
	RBX,
	RSP,
	RBP,
	RSI,
	RDI,
	R8,
	R9,
	R10,
	R11,
	R12,
	R13,
	R14,
	R15,
	HOST_REGISTERS,
	NO_INDEX = RSP /* which cannot be one */
};

/* As the host numbers them; each and the next one are opposites. */
enum condition {
	IF_BELOW = 2,
	IF_NOT_BELOW,
	IF_EQUAL,
	IF_NOT_EQUAL,
	IF_NOT_ABOVE,
	IF_ABOVE,
	IF_SIGN,
	IF_NOT_SIGN,
	IF_LESS = 12,
	IF_NOT_LESS,
	IF_NOT_GREATER,
	IF_GREATER
};

static inline enum condition opposite(enum condition condition)
{
	return condition ^ 1;
}

enum form {
#define FORM(name, mnemonic, operands, wide, prefix, map, opcode, digit, immediate) FORM_##name,
#include "machine/engines/fast/forms.def"
	FORMS
};

enum operands {
	OPERANDS_R_RM,
	OPERANDS_B_R_RM,
	OPERANDS_RM_R,
	OPERANDS_B_RM_R,
	OPERANDS_R_RM_I,
	OPERANDS_RM_I,
	OPERANDS_B_RM_I,
	OPERANDS_RM,
	OPERANDS_R_I,
	OPERANDS_I,
	OPERANDS_TO,
	OPERANDS_IF_TO,
	OPERANDS_IF_RM,
	OPERANDS_V,
	OPERANDS_ALONE
};

/* A row of forms.def. */
struct form_row {
	const char *mnemonic;
	enum operands operands;
	uint8_t wide, prefix, map, opcode, digit, immediate;
};

extern const struct form_row form_rows[FORMS];

/* A register, memory at base + index + displacement (no index: NO_INDEX), or memory at an address
 * that the host reaches from where the instruction is. */
enum place_kind { PLACE_REGISTER, PLACE_MEMORY, PLACE_NEAR };

struct place {
	enum place_kind kind;
	enum host_register base, index;
	int32_t displacement;
	const void *near;
};

static inline struct place in_register(enum host_register number)
{
	return (struct place){ .kind = PLACE_REGISTER, .base = number };
}

static inline struct place in_memory(enum host_register base, enum host_register index,
                                     int32_t displacement)
{
	return (struct place){ PLACE_MEMORY, base, index, displacement, 0 };
}

static inline struct place near(const void *address)
{
	return (struct place){ .kind = PLACE_NEAR, .near = address };
}

/* Code is written at one address and runs at another. */
struct emitter {
	uint8_t *at;     /* where the next byte goes */
	intptr_t run_at; /* how much higher it runs */
	bool names_rax;  /* an instruction has named it, as an operand or by what it is */
};

/* The most bytes of one instruction. */
enum { LONGEST_INSTRUCTION = 15 };

/* Writes an instruction. What its operands has not is not looked at; other is the third register of
 * V, or the condition. */
void emit_form(struct emitter *emitter, enum form form, enum host_register reg, struct place place,
               int32_t immediate, unsigned other);

/* The same for what most forms have. */
static inline void emit_rr(struct emitter *emitter, enum form form, enum host_register reg,
                           enum host_register from)
{
	emit_form(emitter, form, reg, in_register(from), 0, 0);
}

static inline void emit_rp(struct emitter *emitter, enum form form, enum host_register reg,
                           struct place place)
{
	emit_form(emitter, form, reg, place, 0, 0);
}

static inline void emit_pi(struct emitter *emitter, enum form form, struct place place,
                           int32_t immediate)
{
	emit_form(emitter, form, RAX, place, immediate, 0);
}

static inline void emit_p(struct emitter *emitter, enum form form, struct place place)
{
	emit_form(emitter, form, RAX, place, 0, 0);
}

/* Jumps to where code runs, or ahead: the address of the distance, which emit_join fills in for
 * where the next instruction goes. */
void emit_jump(struct emitter *emitter, const uint8_t *to);
void emit_jump_if(struct emitter *emitter, enum condition condition, const uint8_t *to);
uint8_t *emit_ahead(struct emitter *emitter);
uint8_t *emit_ahead_if(struct emitter *emitter, enum condition condition);
void emit_join(struct emitter *emitter, uint8_t *distance);

/* Has the jump whose distance is written here lead to where code runs. */
void emit_retarget(uint8_t *distance, intptr_t run_at, const uint8_t *to);

/* Where the next instruction runs. */
static inline const uint8_t *emit_here(const struct emitter *emitter)
{
	return emitter->at + emitter->run_at;
}

#endif
