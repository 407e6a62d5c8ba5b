/* Frames as .debug_frame has them: for each what frames of its kind begin with, unless the one
 * before said the same, then its rules. */
#include "assembler/dwarf/parts.h"
#include "assembler/program/assembler.h"
#include "assembler/program/frame.h"
#include "assembler/program/section.h"

/* From the DWARF 4 standard, chapters 6.4 and 7.23; the version of the table is that of DWARF 3. */
enum {
	VERSION = 3,
	COMMON = -1,
	ADVANCE = 0x40, /* these three have a number in their lower six bits */
	OFFSET = 0x80,
	RESTORE = 0xC0,
	SIX_BITS = 0x40,
	NOTHING = 0x00,
	ADVANCE_1 = 0x02,
	ADVANCE_2 = 0x03,
	ADVANCE_4 = 0x04,
	OFFSET_EXTENDED = 0x05,
	RESTORE_EXTENDED = 0x06,
	UNDEFINED = 0x07,
	SAME_VALUE = 0x08,
	REGISTER = 0x09,
	REMEMBER_STATE = 0x0A,
	RESTORE_STATE = 0x0B,
	DEFINE_CFA = 0x0C,
	DEFINE_CFA_REGISTER = 0x0D,
	DEFINE_CFA_OFFSET = 0x0E,
	OFFSET_EXTENDED_SIGNED = 0x11,
	DEFINE_CFA_SIGNED = 0x12,
	DEFINE_CFA_OFFSET_SIGNED = 0x13,
	VALUE_OFFSET_SIGNED = 0x15,
	SP = 2
};

/* Stacks grow down, so that offsets count words below the CFA. */
enum { UNIT_OF_OFFSETS = -FRAME_UNIT };

static void end_entry(struct bytes *bytes, size_t start)
{
	while (bytes->size % ADDRESS_SIZE != 0)
		put_number(bytes, NOTHING, 1);
	end_block(bytes, start);
}

static void put_common(struct bytes *bytes, const struct frame *frame)
{
	size_t start = begin_block(bytes);
	put_number(bytes, (uint32_t)COMMON, 4);
	put_number(bytes, VERSION, 1);
	put_string(bytes, frame->is_signal ? "S" : "");
	put_unsigned(bytes, 1); /* places are counted in bytes */
	put_signed(bytes, UNIT_OF_OFFSETS);
	put_unsigned(bytes, frame->return_column);
	if (!frame->is_simple) {
		put_number(bytes, DEFINE_CFA, 1);
		put_unsigned(bytes, SP);
		put_unsigned(bytes, 0);
	}
	end_entry(bytes, start);
}

static void put_advance(struct bytes *bytes, uint32_t distance)
{
	if (distance == 0)
		return;
	if (distance < SIX_BITS) {
		put_number(bytes, ADVANCE | distance, 1);
		return;
	}
	unsigned size = distance <= UINT8_MAX ? 1 : distance <= UINT16_MAX ? 2 : 4;
	put_number(bytes, size == 1 ? ADVANCE_1 : size == 2 ? ADVANCE_2 : ADVANCE_4, 1);
	put_number(bytes, distance, size);
}

static void put_saved(struct bytes *bytes, uint32_t column, int32_t number)
{
	bool is_below = number <= 0;
	if (is_below && column < SIX_BITS) {
		put_number(bytes, OFFSET | column, 1);
	} else {
		put_number(bytes, is_below ? OFFSET_EXTENDED : OFFSET_EXTENDED_SIGNED, 1);
		put_unsigned(bytes, column);
	}
	if (is_below)
		put_unsigned(bytes, (uint64_t)((int64_t)number / UNIT_OF_OFFSETS));
	else
		put_signed(bytes, number / UNIT_OF_OFFSETS);
}

static void put_cfa(struct bytes *bytes, const struct frame_rule *rule)
{
	bool has_column = rule->kind == FRAME_CFA, is_above = rule->number >= 0;
	put_number(bytes,
	           has_column ? (is_above ? DEFINE_CFA : DEFINE_CFA_SIGNED)
	                      : (is_above ? DEFINE_CFA_OFFSET : DEFINE_CFA_OFFSET_SIGNED),
	           1);
	if (has_column)
		put_unsigned(bytes, rule->column);
	if (is_above)
		put_unsigned(bytes, (uint32_t)rule->number);
	else
		put_signed(bytes, rule->number / UNIT_OF_OFFSETS);
}

/* An operation and its column. */
static void put_column(struct bytes *bytes, unsigned operation, uint32_t column)
{
	put_number(bytes, operation, 1);
	put_unsigned(bytes, column);
}

static void put_rule(struct bytes *bytes, const struct frame_rule *rule)
{
	switch (rule->kind) {
	case FRAME_CFA:
	case FRAME_CFA_OFFSET:
		put_cfa(bytes, rule);
		return;
	case FRAME_CFA_REGISTER:
		put_column(bytes, DEFINE_CFA_REGISTER, rule->column);
		return;
	case FRAME_OFFSET:
		put_saved(bytes, rule->column, rule->number);
		return;
	case FRAME_VALUE_OFFSET:
		put_column(bytes, VALUE_OFFSET_SIGNED, rule->column);
		put_signed(bytes, rule->number / UNIT_OF_OFFSETS);
		return;
	case FRAME_REGISTER:
		put_column(bytes, REGISTER, rule->column);
		put_unsigned(bytes, (uint32_t)rule->number);
		return;
	case FRAME_RESTORE:
		if (rule->column < SIX_BITS)
			put_number(bytes, RESTORE | rule->column, 1);
		else
			put_column(bytes, RESTORE_EXTENDED, rule->column);
		return;
	case FRAME_UNDEFINED:
	case FRAME_SAME:
		put_column(bytes, rule->kind == FRAME_SAME ? SAME_VALUE : UNDEFINED, rule->column);
		return;
	case FRAME_REMEMBER:
	case FRAME_RECALL:
		put_number(bytes, rule->kind == FRAME_REMEMBER ? REMEMBER_STATE : RESTORE_STATE, 1);
		return;
	case FRAME_BYTE:
		put_number(bytes, (uint32_t)rule->number, 1);
		return;
	case FRAME_CFA_ADJUST:
	case FRAME_RELATIVE_OFFSET:
		break;
	}
}

static void put_frame(struct dwarf *dwarf, const struct frame *frame, size_t common)
{
	struct bytes *bytes = &dwarf->tables[DWARF_FRAMES];
	size_t start = begin_block(bytes);
	uint32_t place = frame->start;
	put_offset(dwarf, DWARF_FRAMES, DWARF_FRAMES, common);
	put_address(dwarf, DWARF_FRAMES, frame->piece, frame->start);
	put_number(bytes, frame->end - frame->start, ADDRESS_SIZE);
	for (size_t i = 0; i < frame->rule_count; i++) {
		put_advance(bytes, frame->rules[i].offset - place);
		place = frame->rules[i].offset;
		put_rule(bytes, &frame->rules[i]);
	}
	end_entry(bytes, start);
}

static bool begin_alike(const struct frame *left, const struct frame *right)
{
	return left->return_column == right->return_column && left->is_simple == right->is_simple &&
	       left->is_signal == right->is_signal;
}

void put_frames(struct dwarf *dwarf, const struct unit *unit)
{
	const struct frame *before = NULL;
	size_t common = 0;
	for (const struct frame *frame = unit->frames; frame != NULL; frame = frame->next) {
		if (frame->piece->section->part == PART_DROPPED)
			continue;
		if (before == NULL || !begin_alike(before, frame)) {
			common = dwarf->tables[DWARF_FRAMES].size;
			put_common(&dwarf->tables[DWARF_FRAMES], frame);
		}
		put_frame(dwarf, frame, common);
		before = frame;
	}
}
