/* Instructions of the host, from their bytes.
 *
 *   [ 66 ] [ REX ] [ 0F ] opcode [ ModRM [ SIB ] [ displacement ] ] [ immediate ]
 *   C4 [ not R X B | map 5 ] [ W | not the third register 4 | L | prefix 2 ] opcode ModRM ...
 *
 * Others have more prefixes, and other orders of them; the model has not.
 */
#include "spec/theorems/templates/host.h"

#include <string.h>

#define DIGIT_NO (-1)
#define DIGIT_0 0
#define DIGIT_1 1
#define DIGIT_2 2
#define DIGIT_3 3
#define DIGIT_4 4
#define DIGIT_5 5
#define DIGIT_6 6
#define DIGIT_7 7

const struct host_row host_rows[HOST_NAMES] = {
#define HOST(name, map, opcode, low, digit, operands, width, memory, meaning) \
	[HOST_##name] = { #name,         MAP_##map,      opcode,        low,  \
		          DIGIT_##digit, HAS_##operands, WIDTH_##width, WIDTH_##memory },
#include "spec/theorems/templates/host.def"
};

enum { OPERAND_SIZE = 0x66, TWO_BYTES = 0x0F, VEX = 0xC4, VEX_MAP_38 = 2, SCALE_NONE = 0 };
enum { ESCAPE_SIB = 4, ESCAPE_BASE = 5, NO_SUCH_INDEX = 4, MOD_ALONE = 0, MOD_REGISTER = 3 };

/* What is read of an instruction's beginning. */
struct head {
	enum host_map map;
	bool is_half, is_wide, has_rex;
	unsigned upper_reg, upper_index, upper_base; /* 0 or 8 */
	unsigned third, implied;
	uint8_t opcode;
};

/* The bytes, as far as they go: what is behind them reads as 0, and is no instruction. */
struct bytes {
	const uint8_t *at;
	unsigned count, taken;
};

static uint8_t peek(const struct bytes *bytes)
{
	return bytes->taken < bytes->count ? bytes->at[bytes->taken] : 0;
}

static uint8_t take(struct bytes *bytes)
{
	uint8_t byte = peek(bytes);
	bytes->taken++;
	return byte;
}

/* So many bytes, the lowest first, with a sign. */
static int32_t take_number(struct bytes *bytes, unsigned count)
{
	uint32_t number = 0;
	for (unsigned i = 0; i < count; i++)
		number |= (uint32_t)take(bytes) << 8 * i;
	unsigned unused = 32 - 8 * count;
	return count == 0 ? 0 : (int32_t)(number << unused) >> unused;
}

static bool take_vex(struct bytes *bytes, struct head *head)
{
	uint8_t first = take(bytes), second = take(bytes);
	head->map = MAP_VEX;
	head->upper_reg = (first & 0x80) == 0 ? 8 : 0;
	head->upper_index = (first & 0x40) == 0 ? 8 : 0;
	head->upper_base = (first & 0x20) == 0 ? 8 : 0;
	head->is_wide = (second & 0x80) != 0;
	head->third = ~(unsigned)second >> 3 & 0xF;
	head->implied = second & 3;
	return (first & 0x1F) == VEX_MAP_38 && (second & 4) == 0;
}

static bool take_head(struct bytes *bytes, struct head *head)
{
	*head = (struct head){ .map = MAP_ONE };
	if (peek(bytes) == VEX) {
		take(bytes);
		if (!take_vex(bytes, head))
			return false;
		head->opcode = take(bytes);
		return true;
	}
	if (peek(bytes) == OPERAND_SIZE) {
		take(bytes);
		head->is_half = true;
	}
	if ((peek(bytes) & 0xF0) == 0x40) {
		uint8_t rex = take(bytes);
		head->has_rex = true;
		head->is_wide = (rex & 8) != 0;
		head->upper_reg = (rex & 4) != 0 ? 8 : 0;
		head->upper_index = (rex & 2) != 0 ? 8 : 0;
		head->upper_base = (rex & 1) != 0 ? 8 : 0;
	}
	if (peek(bytes) == TWO_BYTES) {
		take(bytes);
		head->map = MAP_TWO;
	}
	head->opcode = take(bytes);
	return !(head->is_half && head->is_wide);
}

static bool has_modrm(enum host_operands operands)
{
	return operands <= HAS_RM_IB;
}

/* The row; HOST_NAMES where there is none. */
static enum host_name row_of(const struct head *head, uint8_t modrm)
{
	for (enum host_name name = 0; name < HOST_NAMES; name++) {
		const struct host_row *row = &host_rows[name];
		int digit = head->map == MAP_VEX ? (int)head->implied : modrm >> 3 & 7;
		if (row->map == head->map && head->opcode >> row->low == row->opcode >> row->low &&
		    (row->digit < 0 || row->digit == digit))
			return name;
	}
	return HOST_NAMES;
}

static unsigned bits_of(enum host_width width, const struct head *head)
{
	switch (width) {
	case WIDTH_NONE:
		return 0;
	case WIDTH_BYTE:
		return 8;
	case WIDTH_HALF:
		return 16;
	case WIDTH_WORD:
		return 32;
	case WIDTH_WIDE:
		return 64;
	case WIDTH_FULL:
		break;
	}
	return head->is_wide ? 64 : head->is_half ? 16 : 32;
}

/* False where an index has a scale, which the model has not. */
static bool take_memory(struct bytes *bytes, const struct head *head, unsigned mod, unsigned rm,
                        struct host_instruction *instruction)
{
	unsigned scale = SCALE_NONE;
	instruction->is_memory = true;
	instruction->has_base = true;
	instruction->base = rm | head->upper_base;
	if (rm == ESCAPE_SIB) {
		uint8_t sib = take(bytes);
		scale = sib >> 6;
		instruction->base = (sib & 7) | head->upper_base;
		instruction->index = (unsigned)(sib >> 3 & 7) | head->upper_index;
		instruction->has_index = instruction->index != NO_SUCH_INDEX;
	}
	if (mod == MOD_ALONE && (instruction->base & 7) == ESCAPE_BASE) {
		instruction->has_base = false;
		instruction->displacement = take_number(bytes, 4);
		return rm == ESCAPE_BASE; /* with a SIB it is no distance */
	}
	instruction->displacement = take_number(bytes, mod == MOD_ALONE ? 0 : mod == 1 ? 1 : 4);
	return scale == SCALE_NONE;
}

static bool take_operands(struct bytes *bytes, const struct head *head,
                          struct host_instruction *instruction)
{
	uint8_t modrm = take(bytes);
	instruction->reg = (unsigned)(modrm >> 3 & 7) | head->upper_reg;
	if (modrm >> 6 == MOD_REGISTER) {
		instruction->rm = (modrm & 7u) | head->upper_base;
		return true;
	}
	return take_memory(bytes, head, modrm >> 6, modrm & 7, instruction);
}

static unsigned bytes_of_immediate(enum host_operands operands, unsigned bits)
{
	switch (operands) {
	case HAS_RM_IB:
	case HAS_IB:
		return 1;
	case HAS_TO:
		return 4;
	case HAS_RM_IZ:
	case HAS_R_RM_IZ:
	case HAS_O_IZ:
	case HAS_IZ:
		return bits == 16 ? 2 : 4;
	case HAS_R_RM:
	case HAS_V:
	case HAS_RM:
	case HAS_NONE:
		break;
	}
	return 0;
}

bool host_decode(struct host_instruction *instruction, const uint8_t *at, unsigned count,
                 uint64_t address)
{
	struct bytes bytes = { at, count, 0 };
	struct head head;
	memset(instruction, 0, sizeof *instruction);
	if (!take_head(&bytes, &head))
		return false;
	instruction->name = row_of(&head, peek(&bytes));
	if (instruction->name == HOST_NAMES)
		return false;
	const struct host_row *row = &host_rows[instruction->name];
	instruction->at = address;
	instruction->bits = bits_of(row->width, &head);
	instruction->place_bits = bits_of(row->memory, &head);
	instruction->has_rex = head.has_rex;
	instruction->third = head.third;
	instruction->low = head.opcode & ((1u << row->low) - 1);
	if (has_modrm(row->operands) && !take_operands(&bytes, &head, instruction))
		return false;
	if (row->operands == HAS_O_IZ)
		instruction->reg = instruction->low | head.upper_base;
	bool is_eight_bytes = row->operands == HAS_O_IZ && instruction->bits == 64;
	bool is_no_address = instruction->name == HOST_lea && !instruction->is_memory;
	if (is_eight_bytes || is_no_address || (head.is_half && row->width != WIDTH_FULL))
		return false;
	instruction->immediate =
	        take_number(&bytes, bytes_of_immediate(row->operands, instruction->bits));
	instruction->next = address + bytes.taken;
	return bytes.taken <= count;
}
