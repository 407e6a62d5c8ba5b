/* Every form of the emitter with every operand that it may have, as another's decoder reads it. */
#include <Zydis/Zydis.h>
#include <criterion/criterion.h>
#include <string.h>

#include "machine/engines/fast/emit.h"

static ZydisDecoder decoder;
static uint8_t bytes[64], *const ahead = bytes + 40;

static void begin(void)
{
	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
}

struct decoded {
	ZydisDecodedInstruction instruction;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
};

static struct decoded decode_form(enum form form, enum host_register reg, struct place place,
                                  int32_t immediate, unsigned other)
{
	struct emitter emitter = { .at = bytes };
	struct decoded decoded;
	memset(bytes, 0xCC, sizeof bytes);
	emit_form(&emitter, form, reg, place, immediate, other);
	ZyanStatus status = ZydisDecoderDecodeFull(&decoder, bytes, sizeof bytes,
	                                           &decoded.instruction, decoded.operands);
	cr_assert(ZYAN_SUCCESS(status), "%s is no instruction", form_rows[form].mnemonic);
	cr_assert_eq(decoded.instruction.length, emitter.at - bytes, "the length of %s",
	             form_rows[form].mnemonic);
	return decoded;
}

/* The number of a register, whatever its width. */
static unsigned number_of(ZydisRegister reg)
{
	return (unsigned)ZydisRegisterGetId(
	        ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, reg));
}

static bool has_place(enum operands operands)
{
	return operands != OPERANDS_R_I && operands != OPERANDS_I && operands != OPERANDS_TO &&
	       operands != OPERANDS_IF_TO && operands != OPERANDS_ALONE;
}

static bool has_register(enum operands operands)
{
	return operands <= OPERANDS_R_RM_I || operands == OPERANDS_V || operands == OPERANDS_R_I;
}

/* Which operand is the place: the second where a register is written first. */
static unsigned index_of_place(enum operands operands)
{
	return operands == OPERANDS_R_RM || operands == OPERANDS_B_R_RM ||
	       operands == OPERANDS_R_RM_I || operands == OPERANDS_V;
}

static bool place_is_byte(enum operands operands)
{
	return operands == OPERANDS_B_R_RM || operands == OPERANDS_B_RM_R ||
	       operands == OPERANDS_B_RM_I || operands == OPERANDS_IF_RM;
}

/* The bits that the place has. */
static unsigned bits_of_place(enum form form)
{
	const struct form_row *row = &form_rows[form];
	if (place_is_byte(row->operands))
		return 8;
	if (form == FORM_MOVZX_HALF || form == FORM_MOVSX_HALF)
		return 16;
	if (form == FORM_MOVSXD)
		return 32;
	if (form == FORM_PUSH || form == FORM_POP || form == FORM_JUMP_VIA ||
	    form == FORM_CALL_VIA || row->wide)
		return 64;
	return row->prefix == 0x66 && row->operands != OPERANDS_V ? 16 : 32;
}

static void expect_place(enum form form, const struct decoded *decoded, const struct place *place)
{
	const char *name = form_rows[form].mnemonic;
	const ZydisDecodedOperand *operand =
	        &decoded->operands[index_of_place(form_rows[form].operands)];
	if (form != FORM_LEA && form != FORM_LEA_WIDE)
		cr_assert_eq(operand->size, bits_of_place(form), "the size of %s", name);
	switch (place->kind) {
	case PLACE_REGISTER:
		cr_assert_eq(operand->type, ZYDIS_OPERAND_TYPE_REGISTER);
		cr_assert_eq(number_of(operand->reg.value), place->base, "%s", name);
		cr_assert_neq(ZydisRegisterGetClass(operand->reg.value) == ZYDIS_REGCLASS_GPR8 &&
		                      operand->reg.value >= ZYDIS_REGISTER_AH &&
		                      operand->reg.value <= ZYDIS_REGISTER_BH,
		              true, "%s names an upper half", name);
		break;
	case PLACE_MEMORY:
		cr_assert_eq(operand->type, ZYDIS_OPERAND_TYPE_MEMORY);
		cr_assert_eq(number_of(operand->mem.base), place->base, "%s", name);
		cr_assert_eq(operand->mem.disp.value, place->displacement, "%s", name);
		if (place->index == NO_INDEX) {
			cr_assert_eq(operand->mem.index, ZYDIS_REGISTER_NONE, "%s", name);
		} else {
			cr_assert_eq(number_of(operand->mem.index), place->index, "%s", name);
			cr_assert_leq(operand->mem.scale, 1);
		}
		break;
	case PLACE_NEAR:
		cr_assert_eq(operand->mem.base, ZYDIS_REGISTER_RIP, "%s", name);
		cr_assert_eq(operand->mem.disp.value, ahead - (bytes + decoded->instruction.length),
		             "%s", name);
		break;
	}
}

static void expect_mnemonic(enum form form, const struct decoded *decoded, const char *suffix)
{
	char name[16];
	strcpy(name, form_rows[form].mnemonic);
	strcat(name, suffix);
	cr_assert_str_eq(ZydisMnemonicGetString(decoded->instruction.mnemonic), name);
}

static void expect_immediate(enum form form, const struct decoded *decoded, int32_t immediate)
{
	const struct form_row *row = &form_rows[form];
	unsigned count = decoded->instruction.operand_count_visible;
	if (row->immediate == 0)
		return;
	const ZydisDecodedOperand *operand = &decoded->operands[count - 1];
	cr_assert_eq(operand->type, ZYDIS_OPERAND_TYPE_IMMEDIATE, "%s", row->mnemonic);
	unsigned shift = 32 - 8 * (unsigned)row->immediate;
	cr_assert_eq((uint32_t)operand->imm.value.u << shift, (uint32_t)immediate << shift, "%s",
	             row->mnemonic);
}

static void try_form(enum form form, enum host_register reg, struct place place, int32_t immediate,
                     unsigned third)
{
	const struct form_row *row = &form_rows[form];
	struct decoded decoded = decode_form(form, reg, place, immediate, third);
	expect_mnemonic(form, &decoded, "");
	expect_place(form, &decoded, &place);
	expect_immediate(form, &decoded, immediate);
	if (has_register(row->operands)) {
		unsigned index = !index_of_place(row->operands) && row->operands != OPERANDS_R_I;
		cr_assert_eq(number_of(decoded.operands[index].reg.value), reg, "%s",
		             row->mnemonic);
	}
	if (row->operands == OPERANDS_V)
		cr_assert_eq(number_of(decoded.operands[2].reg.value), third, "%s", row->mnemonic);
}

static const int32_t immediates[] = { 0, 1, -1, 127, -128, 128, 0x12345678, INT32_MIN };
static const int32_t displacements[] = { 0, 1, -1, 127, -128, 128, -129, 32767, -32768, INT32_MAX };
enum {
	IMMEDIATES = sizeof immediates / sizeof immediates[0],
	DISPLACEMENTS = sizeof displacements / sizeof displacements[0]
};

static bool may_be_register(enum form form)
{
	return form != FORM_LEA && form != FORM_LEA_WIDE;
}

static void try_places(enum form form, enum host_register reg)
{
	for (enum host_register base = 0; base < HOST_REGISTERS; base++) {
		int32_t immediate = immediates[(base + reg) % IMMEDIATES];
		unsigned third = (base * 7 + reg) % HOST_REGISTERS;
		if (may_be_register(form))
			try_form(form, reg, in_register(base), immediate, third);
		for (enum host_register index = 0; index < HOST_REGISTERS; index++)
			for (unsigned i = 0; i < DISPLACEMENTS; i++)
				try_form(form, reg, in_memory(base, index, displacements[i]),
				         immediate, third);
	}
	try_form(form, reg, near(ahead), immediates[reg % IMMEDIATES], reg);
}

Test(forms, operands_are_decoded_as_they_were_meant, .init = begin)
{
	for (enum form form = 0; form < FORMS; form++) {
		enum operands operands = form_rows[form].operands;
		if (!has_place(operands) || operands == OPERANDS_IF_RM)
			continue;
		for (enum host_register reg = 0; reg < HOST_REGISTERS; reg++)
			try_places(form, reg);
	}
}

Test(forms, immediates_are_decoded, .init = begin)
{
	static const enum form forms[] = { FORM_MOV_I, FORM_PUSH_I, FORM_PUSH_I8 };
	for (unsigned i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		for (enum host_register reg = 0; reg < HOST_REGISTERS; reg++) {
			int32_t immediate = immediates[reg % IMMEDIATES];
			struct decoded decoded =
			        decode_form(forms[i], reg, in_register(reg), immediate, 0);
			expect_mnemonic(forms[i], &decoded, "");
			expect_immediate(forms[i], &decoded, immediate);
			if (forms[i] == FORM_MOV_I)
				cr_assert_eq(number_of(decoded.operands[0].reg.value), reg);
		}
	}
}

Test(forms, conditions_are_decoded, .init = begin)
{
	static const char *const names[16] = {
		[IF_BELOW] = "b",      [IF_NOT_BELOW] = "nb",   [IF_EQUAL] = "z",
		[IF_NOT_EQUAL] = "nz", [IF_NOT_ABOVE] = "be",   [IF_ABOVE] = "nbe",
		[IF_SIGN] = "s",       [IF_NOT_SIGN] = "ns",    [IF_LESS] = "l",
		[IF_NOT_LESS] = "nl",  [IF_NOT_GREATER] = "le", [IF_GREATER] = "nle"
	};
	for (unsigned condition = 0; condition < 16; condition++) {
		if (names[condition] == NULL)
			continue;
		struct decoded decoded =
		        decode_form(FORM_JUMP_IF, RAX, in_register(RAX), 0, condition);
		expect_mnemonic(FORM_JUMP_IF, &decoded, names[condition]);
		for (enum host_register reg = 0; reg < HOST_REGISTERS; reg++) {
			struct place place = in_register(reg);
			decoded = decode_form(FORM_SET_IF, RAX, place, 0, condition);
			expect_mnemonic(FORM_SET_IF, &decoded, names[condition]);
			expect_place(FORM_SET_IF, &decoded, &place);
		}
	}
}

Test(forms, what_stands_alone_is_decoded, .init = begin)
{
	static const enum form forms[] = { FORM_CDQ, FORM_RET };
	for (unsigned i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		struct decoded decoded = decode_form(forms[i], RAX, in_register(RAX), 0, 0);
		expect_mnemonic(forms[i], &decoded, "");
	}
}

Test(forms, jumps_lead_to_where_they_are_joined, .init = begin)
{
	struct emitter emitter = { .at = bytes, .run_at = 0x1000 };
	uint8_t *distance = emit_ahead(&emitter);
	struct decoded decoded;
	emit_form(&emitter, FORM_CDQ, RAX, in_register(RAX), 0, 0);
	emit_join(&emitter, distance);
	cr_assert(ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, bytes, sizeof bytes,
	                                              &decoded.instruction, decoded.operands)));
	cr_expect_eq(decoded.operands[0].imm.value.s, 1);
	emit_retarget(distance, emitter.run_at, bytes + 0x1000);
	cr_assert(ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, bytes, sizeof bytes,
	                                              &decoded.instruction, decoded.operands)));
	cr_expect_eq(decoded.operands[0].imm.value.s, -5);
}
