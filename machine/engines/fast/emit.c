/* The emitter.
 *
 *   an instruction   [ prefix | REX | map | opcode | ModRM | SIB | displacement | immediate ]
 *   ModRM            [ mod 2 | reg 3 | r/m 3 ]      SIB   [ scale 2 | index 3 | base 3 ]
 *   REX              [ 0100 | W | R | X | B ]       R, X, B: bit 3 of reg, index, base
 *   VEX              C4 [ not R X B | map 5 ] [ W | not the third register 4 | L 0 | pp 2 ]
 */
#include "machine/engines/fast/emit.h"

#include <string.h>

const struct form_row form_rows[FORMS] = {
#define FORM(name, mnemonic, operands, wide, prefix, map, opcode, digit, immediate)         \
	[FORM_##name] = { #mnemonic, OPERANDS_##operands, wide, prefix, map, opcode, digit, \
		          immediate },
#include "machine/engines/fast/forms.def"
};

enum { MOD_MEMORY = 0, MOD_BYTE = 1, MOD_WORD = 2, MOD_REGISTER = 3, HAS_SIB = 4, FROM_HERE = 5 };

static void put_byte(struct emitter *emitter, unsigned byte)
{
	*emitter->at++ = (uint8_t)byte;
}

static void put_bytes(struct emitter *emitter, int32_t value, unsigned count)
{
	uint32_t left = (uint32_t)value;
	for (unsigned i = 0; i < count; i++, left >>= 8)
		put_byte(emitter, left & 0xFF);
}

static bool has_modrm(enum operands operands)
{
	switch (operands) {
	case OPERANDS_R_I:
	case OPERANDS_I:
	case OPERANDS_TO:
	case OPERANDS_IF_TO:
	case OPERANDS_ALONE:
		return false;
	case OPERANDS_R_RM:
	case OPERANDS_B_R_RM:
	case OPERANDS_RM_R:
	case OPERANDS_B_RM_R:
	case OPERANDS_R_RM_I:
	case OPERANDS_RM_I:
	case OPERANDS_B_RM_I:
	case OPERANDS_RM:
	case OPERANDS_IF_RM:
	case OPERANDS_V:
		break;
	}
	return true;
}

/* Whether ModRM.reg names a register, and is not part of the opcode. */
static bool has_reg(enum operands operands)
{
	return operands <= OPERANDS_R_RM_I || operands == OPERANDS_V;
}

/* Whether a register of 8 bits is named, which without REX could be another one's upper half. */
static bool names_byte(enum operands operands, enum host_register reg, const struct place *place)
{
	bool place_is_byte = operands == OPERANDS_B_R_RM || operands == OPERANDS_B_RM_R ||
	                     operands == OPERANDS_B_RM_I || operands == OPERANDS_IF_RM;
	return (place_is_byte && place->kind == PLACE_REGISTER && place->base >= RSP) ||
	       (operands == OPERANDS_B_RM_R && reg >= RSP);
}

/* Bit 3 of the registers, as R, X and B. */
static unsigned upper_bits(const struct form_row *row, enum host_register reg,
                           const struct place *place)
{
	unsigned bits = has_reg(row->operands) ? (reg >> 3) << 2 : 0;
	if (row->operands == OPERANDS_R_I)
		return reg >> 3;
	if (!has_modrm(row->operands) || place->kind == PLACE_NEAR)
		return bits;
	if (place->kind == PLACE_MEMORY)
		bits |= (place->index >> 3) << 1;
	return bits | place->base >> 3;
}

/* Whether the instruction may write rax, by an operand or by what it is; memory's registers it only
 * reads. */
static bool names_rax(enum operands operands, enum host_register reg, const struct place *place)
{
	bool has_reg_operand = has_reg(operands) || operands == OPERANDS_R_I;
	return operands == OPERANDS_ALONE || (has_reg_operand && reg == RAX) ||
	       (has_modrm(operands) && place->kind == PLACE_REGISTER && place->base == RAX);
}

static void put_vex(struct emitter *emitter, const struct form_row *row, unsigned upper,
                    unsigned third)
{
	unsigned implied = row->prefix == 0x66 ? 1 : row->prefix == 0xF3 ? 2 : 3;
	put_byte(emitter, 0xC4);
	put_byte(emitter, (~upper & 7) << 5 | 2);
	put_byte(emitter, (unsigned)row->wide << 7 | (~third & 0xF) << 3 | implied);
}

static void put_prefixes(struct emitter *emitter, const struct form_row *row, unsigned upper,
                         bool byte)
{
	if (row->prefix != 0)
		put_byte(emitter, row->prefix);
	if (upper != 0 || row->wide || byte)
		put_byte(emitter, 0x40 | (unsigned)row->wide << 3 | upper);
	if (row->map != 0)
		put_byte(emitter, row->map);
}

static void put_memory(struct emitter *emitter, unsigned reg, const struct place *place)
{
	unsigned base = place->base & 7;
	unsigned mod = MOD_WORD;
	if (place->displacement == 0 && base != (RBP & 7))
		mod = MOD_MEMORY;
	else if (place->displacement >= INT8_MIN && place->displacement <= INT8_MAX)
		mod = MOD_BYTE;
	bool sib = place->index != NO_INDEX || base == HAS_SIB;
	put_byte(emitter, mod << 6 | reg << 3 | (sib ? HAS_SIB : base));
	if (sib)
		put_byte(emitter, (place->index & 7) << 3 | base);
	put_bytes(emitter, place->displacement, mod == MOD_WORD ? 4 : mod == MOD_BYTE ? 1 : 0);
}

static void put_operands(struct emitter *emitter, const struct form_row *row,
                         enum host_register reg_operand, const struct place *place)
{
	unsigned reg = has_reg(row->operands) ? reg_operand & 7 : row->digit;
	switch (place->kind) {
	case PLACE_REGISTER:
		put_byte(emitter, MOD_REGISTER << 6 | reg << 3 | (place->base & 7));
		break;
	case PLACE_MEMORY:
		put_memory(emitter, reg, place);
		break;
	case PLACE_NEAR:
		put_byte(emitter, MOD_MEMORY << 6 | reg << 3 | FROM_HERE);
		const uint8_t *end = emit_here(emitter) + 4 + row->immediate;
		put_bytes(emitter, (int32_t)((const uint8_t *)place->near - end), 4);
		break;
	}
}

void emit_form(struct emitter *emitter, enum form form, enum host_register reg, struct place place,
               int32_t immediate, unsigned other)
{
	const struct form_row *row = &form_rows[form];
	unsigned upper = upper_bits(row, reg, &place);
	unsigned opcode = row->opcode;
	emitter->names_rax |= names_rax(row->operands, reg, &place);
	if (row->operands == OPERANDS_V)
		put_vex(emitter, row, upper, other);
	else
		put_prefixes(emitter, row, upper, names_byte(row->operands, reg, &place));
	if (row->operands == OPERANDS_R_I)
		opcode |= reg & 7;
	if (row->operands == OPERANDS_IF_TO || row->operands == OPERANDS_IF_RM)
		opcode |= other;
	put_byte(emitter, opcode);
	if (has_modrm(row->operands))
		put_operands(emitter, row, reg, &place);
	put_bytes(emitter, immediate, row->immediate);
}

void emit_retarget(uint8_t *distance, intptr_t run_at, const uint8_t *to)
{
	int32_t bytes = (int32_t)(to - (distance + run_at + 4));
	memcpy(distance, &bytes, sizeof bytes);
}

uint8_t *emit_ahead(struct emitter *emitter)
{
	emit_form(emitter, FORM_JUMP, RAX, in_register(RAX), 0, 0);
	return emitter->at - 4;
}

uint8_t *emit_ahead_if(struct emitter *emitter, enum condition condition)
{
	emit_form(emitter, FORM_JUMP_IF, RAX, in_register(RAX), 0, condition);
	return emitter->at - 4;
}

void emit_join(struct emitter *emitter, uint8_t *distance)
{
	emit_retarget(distance, emitter->run_at, emit_here(emitter));
}

void emit_jump(struct emitter *emitter, const uint8_t *to)
{
	emit_retarget(emit_ahead(emitter), emitter->run_at, to);
}

void emit_jump_if(struct emitter *emitter, enum condition condition, const uint8_t *to)
{
	emit_retarget(emit_ahead_if(emitter, condition), emitter->run_at, to);
}
