/* The instructions of PG32 and of RISC-V, one as the other. */
#include "isa/riscv.h"

#include <stddef.h>

#define MATCH(opcode, funct3, funct7) \
	((uint32_t)(opcode) | (uint32_t)(funct3) << 12 | (uint32_t)(funct7) << 25)

/* The bits of each format that are no field. */
static const uint32_t MASK_R = 0xFE00707F, MASK_SHIFT = 0xFE00707F, MASK_I = 0x707F,
                      MASK_S = 0x707F, MASK_B = 0x707F, MASK_U = 0x7F, MASK_J = 0x7F;

static const struct counterpart {
	enum riscv_format format;
	uint32_t match;
} counterparts[ALL_OPERATIONS] = {
#define RISCV(mnemonic, format, opcode, funct3, funct7) \
	[OPERATION_##mnemonic] = { RISCV_##format, MATCH(opcode, funct3, funct7) },
#include "isa/riscv.def"
};

/* Every row of pg32.def and flaws.def has its row here, once. */
enum has_counterpart {
#define RISCV(mnemonic, format, opcode, funct3, funct7) HAS_##mnemonic = 1,
#include "isa/riscv.def"
};
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	_Static_assert(HAS_##mnemonic, "a row of riscv.def is missing");
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	_Static_assert(HAS_##mnemonic, "a row of riscv.def is missing");
#include "isa/flaws.def"

/* Every opcode has an escape. */
#define HAS_ESCAPE(opcode) ((opcode) < 0xA0 || (opcode) >= 0xE0)
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	_Static_assert(HAS_ESCAPE(opcode), "there are no escapes for groups A to D");
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	_Static_assert(HAS_ESCAPE(opcode), "there are no escapes for groups A to D");
#include "isa/flaws.def"

enum riscv_format riscv_format_of(enum operation operation)
{
	return counterparts[operation].format;
}

/* Bits of a number, moved to a place. */
static uint32_t take(uint32_t number, unsigned low, unsigned count, unsigned place)
{
	return (number >> low & ((UINT32_C(1) << count) - 1)) << place;
}

static uint32_t sign_extend(uint32_t number, unsigned bits)
{
	uint32_t sign = UINT32_C(1) << (bits - 1);
	return (number ^ sign) - sign;
}

static bool fits(int32_t number, unsigned bits)
{
	return (int32_t)sign_extend((uint32_t)number & ((UINT32_C(1) << bits) - 1), bits) == number;
}

/* The immediate's bits in a word; false where it does not fit. Distances are in words. */
static bool place_immediate(enum riscv_format format, int32_t number, uint32_t *bits)
{
	uint32_t distance = (uint32_t)number * 4;
	switch (format) {
	case RISCV_R:
		*bits = 0;
		return number == 0;
	case RISCV_SHIFT:
		*bits = take((uint32_t)number, 0, 5, 20);
		return number >= 0 && number < 32;
	case RISCV_I:
		*bits = take((uint32_t)number, 0, 12, 20);
		return fits(number, 12);
	case RISCV_S:
		*bits = take((uint32_t)number, 0, 5, 7) | take((uint32_t)number, 5, 7, 25);
		return fits(number, 12);
	case RISCV_B:
		*bits = take(distance, 11, 1, 7) | take(distance, 1, 4, 8) |
		        take(distance, 5, 6, 25) | take(distance, 12, 1, 31);
		return fits(number, 11);
	case RISCV_U:
		*bits = take((uint32_t)number, 0, 20, 12);
		return fits(number, 20);
	case RISCV_J:
		*bits = take(distance, 12, 8, 12) | take(distance, 11, 1, 20) |
		        take(distance, 1, 10, 21) | take(distance, 20, 1, 31);
		return fits(number, 19);
	case RISCV_FORMATS:
		break;
	}
	return false;
}

/* The immediate of a word; false where it is a distance that is not whole words. */
static bool read_immediate(enum riscv_format format, uint32_t riscv, int32_t *number)
{
	uint32_t value = 0;
	switch (format) {
	case RISCV_R:
		break;
	case RISCV_SHIFT:
		value = take(riscv, 20, 5, 0);
		break;
	case RISCV_I:
		value = sign_extend(riscv >> 20, 12);
		break;
	case RISCV_S:
		value = sign_extend(take(riscv, 7, 5, 0) | take(riscv, 25, 7, 5), 12);
		break;
	case RISCV_B:
		value = take(riscv, 8, 4, 1) | take(riscv, 25, 6, 5) | take(riscv, 7, 1, 11) |
		        take(riscv, 31, 1, 12);
		*number = (int32_t)sign_extend(value >> 2, 11);
		return value % 4 == 0;
	case RISCV_U:
		value = sign_extend(riscv >> 12, 20);
		break;
	case RISCV_J:
		value = take(riscv, 21, 10, 1) | take(riscv, 20, 1, 11) | take(riscv, 12, 8, 12) |
		        take(riscv, 31, 1, 20);
		*number = (int32_t)sign_extend(value >> 2, 19);
		return value % 4 == 0;
	case RISCV_FORMATS:
		break;
	}
	*number = (int32_t)value;
	return true;
}

static bool has_rd(enum riscv_format format)
{
	return format != RISCV_S && format != RISCV_B;
}

static bool has_rs1(enum riscv_format format)
{
	return format != RISCV_U && format != RISCV_J;
}

static bool has_rs2(enum riscv_format format)
{
	return format == RISCV_R || format == RISCV_S || format == RISCV_B;
}

bool riscv_encode(const struct instruction *instruction, uint32_t *riscv)
{
	const struct counterpart *row = &counterparts[instruction->operation];
	uint32_t immediate;
	if (!place_immediate(row->format, instruction->immediate, &immediate))
		return false;
	*riscv = row->match | immediate;
	if (has_rd(row->format))
		*riscv |= (uint32_t)instruction->d << 7;
	if (has_rs1(row->format))
		*riscv |= (uint32_t)instruction->a << 15;
	if (has_rs2(row->format))
		*riscv |= (uint32_t)instruction->b << 20;
	return true;
}

bool riscv_decode(uint32_t riscv, struct instruction *instruction)
{
	enum operation operation = OPERATIONS;
#define RISCV_ALSO(mnemonic, mask, match) \
	if ((riscv & (mask)) == (match))  \
		operation = OPERATION_##mnemonic;
#include "isa/riscv.def"
	if (operation != OPERATIONS) {
		*instruction = (struct instruction){ .operation = operation };
		return true;
	}
#define RISCV(mnemonic, format, opcode, funct3, funct7)               \
	if ((riscv & MASK_##format) == MATCH(opcode, funct3, funct7)) \
		operation = OPERATION_##mnemonic;                     \
	else
#include "isa/riscv.def"
	{
		return false;
	}
	enum riscv_format format = counterparts[operation].format;
	*instruction = (struct instruction){
		.operation = operation,
		.d = has_rd(format) ? (uint8_t)take(riscv, 7, 5, 0) : 0,
		.a = has_rs1(format) ? (uint8_t)take(riscv, 15, 5, 0) : 0,
		.b = has_rs2(format) ? (uint8_t)take(riscv, 20, 5, 0) : 0,
	};
	return read_immediate(format, riscv, &instruction->immediate) && is_encodable(instruction);
}

/* What a word is that RV32EM or PG32 has not, by its opcode. */
static const struct stranger {
	uint32_t mask, match;
	const char *text;
} strangers[] = {
	{ 0x0000007F, 0x07, "a floating-point load" },
	{ 0x0000007F, 0x27, "a floating-point store" },
	{ 0x0000007F, 0x43, "a floating-point instruction" },
	{ 0x0000007F, 0x47, "a floating-point instruction" },
	{ 0x0000007F, 0x4B, "a floating-point instruction" },
	{ 0x0000007F, 0x4F, "a floating-point instruction" },
	{ 0x0000007F, 0x53, "a floating-point instruction" },
	{ 0x0000007F, 0x57, "a vector instruction" },
	{ 0x0000007F, 0x2F, "an atomic instruction" },
	{ 0x0000007F, 0x1B, "an instruction of RV64" },
	{ 0x0000007F, 0x3B, "an instruction of RV64" },
	{ 0x0000707F, 0x3003, "an instruction of RV64" },
	{ 0x0000707F, 0x6003, "an instruction of RV64" },
	{ 0x0000707F, 0x3023, "an instruction of RV64" },
};

static bool names_upper_register(uint32_t riscv)
{
#define RISCV(mnemonic, format, opcode, funct3, funct7)                   \
	if ((riscv & MASK_##format) == MATCH(opcode, funct3, funct7))     \
		return (has_rd(RISCV_##format) && (riscv >> 7 & 16)) ||   \
		       (has_rs1(RISCV_##format) && (riscv >> 15 & 16)) || \
		       (has_rs2(RISCV_##format) && (riscv >> 20 & 16));
#include "isa/riscv.def"
	return false;
}

const char *riscv_refusal(uint32_t riscv)
{
	if (is_riscv_escape(riscv))
		return "a compressed instruction, or data among instructions";
	for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
		if ((riscv & strangers[i].mask) == strangers[i].match)
			return strangers[i].text;
	if ((riscv & 0x7F) == 0x73)
		return (riscv & 0x7000) != 0 ? "an instruction that uses a control register"
		                             : "an instruction of RISC-V's privileged modes";
	if (names_upper_register(riscv))
		return "an instruction that uses a register above x15";
	return "no instruction of RV32EM";
}

enum escape_space { QUARTER_BITS = 2, INDEX_MASK = 0x3F };

bool is_riscv_escape(uint32_t riscv)
{
	return (riscv & 3) != 3;
}

uint32_t riscv_escape(uint32_t word)
{
	uint32_t opcode = word_opcode(word);
	uint32_t quarter = opcode < 0x80 ? opcode >> 6 : 2;
	return (opcode & INDEX_MASK) << 26 | (word & 0xFFFFFF) << QUARTER_BITS | quarter;
}

uint32_t riscv_unescape(uint32_t riscv)
{
	uint32_t quarter = riscv & 3, index = riscv >> 26;
	uint32_t opcode = quarter < 2    ? quarter << 6 | index
	                  : index < 0x20 ? 0x80 | index
	                                 : 0xC0 | index;
	return opcode << 24 | (riscv >> QUARTER_BITS & 0xFFFFFF);
}
