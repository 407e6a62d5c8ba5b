/* Relocations: an expression is a number, or a symbol or piece plus a number, or the difference of
 * two such. */
#include "assembler/image/relocation.h"

#include <elf.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/fixup.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "isa/riscv.h"

/* An address that the linker will know. */
struct anchor {
	const struct symbol *symbol;
	const struct piece *piece;
};

/* plus - minus + number. */
struct sum {
	struct anchor plus, minus;
	int64_t number;
};

struct relocator {
	struct assembler *assembler;
	struct relocations list;
};

static bool is_none(struct anchor anchor)
{
	return anchor.symbol == NULL && anchor.piece == NULL;
}

static bool find_sum(struct relocator *relocator, const struct expression *expression,
                     struct sum *sum);

static bool add_anchor(struct anchor *to, struct anchor *against, struct anchor anchor)
{
	if (is_none(anchor))
		return true;
	if (!is_none(*against) && against->symbol == anchor.symbol &&
	    against->piece == anchor.piece)
		*against = (struct anchor){ NULL, NULL };
	else if (is_none(*to))
		*to = anchor;
	else
		return false;
	return true;
}

static bool find_sum_of_two(struct relocator *relocator, const struct expression *expression,
                            struct sum *sum)
{
	struct sum right = { .number = 0 };
	bool is_difference = expression->operation == OPERATOR_SUBTRACT;
	if (expression->operation != OPERATOR_ADD && !is_difference)
		return false;
	if (!find_sum(relocator, expression->left, sum) ||
	    !find_sum(relocator, expression->right, &right))
		return false;
	uint64_t number = (uint64_t)right.number;
	sum->number = (int64_t)((uint64_t)sum->number + (is_difference ? 0 - number : number));
	struct anchor plus = is_difference ? right.minus : right.plus;
	struct anchor minus = is_difference ? right.plus : right.minus;
	return add_anchor(&sum->plus, &sum->minus, plus) &&
	       add_anchor(&sum->minus, &sum->plus, minus);
}

/* A symbol that has no place here, or that another file's may take the place of. */
static bool find_symbol_sum(struct relocator *relocator, const struct expression *expression,
                            struct sum *sum)
{
	const struct symbol *symbol = expression->symbol;
	if (symbol->kind == SYMBOL_ASSIGNED && !symbol->is_weak) {
		if (symbol->value == NULL || !find_sum(relocator, symbol->value, sum))
			return false;
	} else {
		sum->plus.symbol = symbol;
	}
	sum->number += expression->addend;
	return true;
}

static bool find_sum(struct relocator *relocator, const struct expression *expression,
                     struct sum *sum)
{
	struct evaluation evaluation = { .assembler = relocator->assembler };
	struct value value = evaluate(&evaluation, expression);
	*sum = (struct sum){ .number = 0 };
	if (value.state == VALUE_FAILED)
		return false;
	if (value.state == VALUE_KNOWN) {
		sum->plus.piece = value.piece;
		sum->number = value.number;
		return true;
	}
	if (expression->kind == EXPRESSION_SYMBOL)
		return find_symbol_sum(relocator, expression, sum);
	return expression->kind == EXPRESSION_BINARY && find_sum_of_two(relocator, expression, sum);
}

static void add_relocation(struct relocator *relocator, const struct piece *in, uint32_t offset,
                           unsigned type, struct anchor anchor, int64_t addend)
{
	struct relocations *list = &relocator->list;
	list->items = grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
	list->items[list->count++] = (struct relocation){ .in = in,
		                                          .offset = offset,
		                                          .type = type,
		                                          .symbol = anchor.symbol,
		                                          .piece = anchor.piece,
		                                          .addend = addend };
}

static void refuse(struct relocator *relocator, const struct fixup *fixup, const char *why)
{
	error_at(&relocator->assembler->diagnostics, fixup->expression->location,
	         "an object cannot have this: %s", why);
}

/* Data: an address of four bytes or more, or a difference of two. */
static void relocate_data(struct relocator *relocator, const struct piece *piece,
                          const struct fixup *fixup, const struct sum *sum)
{
	static const unsigned additions[] = { ['1'] = R_RISCV_ADD8,
		                              ['2'] = R_RISCV_ADD16,
		                              ['4'] = R_RISCV_ADD32,
		                              ['8'] = R_RISCV_ADD64 };
	static const unsigned subtractions[] = { ['1'] = R_RISCV_SUB8,
		                                 ['2'] = R_RISCV_SUB16,
		                                 ['4'] = R_RISCV_SUB32,
		                                 ['8'] = R_RISCV_SUB64 };
	unsigned kind = (unsigned char)fixup->kind;
	if (is_none(sum->minus) && is_none(sum->plus)) {
		place_data(relocator->assembler, fixup->expression->location, kind - '0',
		           sum->number, piece->bytes + fixup->offset);
	} else if (is_none(sum->minus)) {
		if (kind < '4')
			refuse(relocator, fixup, "an address has four bytes");
		add_relocation(relocator, piece, fixup->offset, R_RISCV_32, sum->plus, sum->number);
	} else {
		add_relocation(relocator, piece, fixup->offset, additions[kind], sum->plus,
		               sum->number);
		add_relocation(relocator, piece, fixup->offset, subtractions[kind], sum->minus, 0);
	}
}

static uint32_t get_word(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

static void set_code(const struct piece *piece, uint32_t offset, uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		piece->bytes[offset + i] = (uint8_t)(word >> 8 * i);
}

/* A word of PG32 as its counterpart, or as an escape. */
static void convert_code(struct relocator *relocator, const struct piece *piece, uint32_t offset)
{
	struct instruction instruction;
	uint32_t word = get_word(piece->bytes + offset), riscv;
	if (!decode(relocator->assembler->profile, word, &instruction) ||
	    !riscv_encode(&instruction, &riscv))
		riscv = riscv_escape(word);
	set_code(piece, offset, riscv);
}

static bool is_store(enum operation operation)
{
	return riscv_format_of(operation) == RISCV_S;
}

/* The type of the relocation for an instruction's immediate, or 0 where there is none: it depends
 * on the part of a value that the operand is, and on where the immediate lies. */
static unsigned type_for(const struct fixup *fixup, enum operation operation)
{
	const struct expression *expression = fixup->expression;
	enum riscv_format format = riscv_format_of(operation);
	if (format == RISCV_B)
		return R_RISCV_BRANCH;
	if (format == RISCV_J)
		return R_RISCV_JAL;
	if (expression->kind != EXPRESSION_PART)
		return 0;
	switch ((enum value_part)expression->operation) {
	case PART_HIGH:
		return format == RISCV_U ? R_RISCV_HI20 : 0;
	case PART_RELATIVE_HIGH:
		return format == RISCV_U ? R_RISCV_PCREL_HI20 : 0;
	case PART_LOW:
		return is_store(operation) ? R_RISCV_LO12_S
		       : format == RISCV_I ? R_RISCV_LO12_I
		                           : 0;
	case PART_RELATIVE_LOW:
		return is_store(operation) ? R_RISCV_PCREL_LO12_S
		       : format == RISCV_I ? R_RISCV_PCREL_LO12_I
		                           : 0;
	}
	return 0;
}

/* Leaves an immediate of 16 bits to what converts the linked program; false where there is none. */
static bool relocate_immediate(struct relocator *relocator, const struct piece *piece,
                               const struct fixup *fixup, enum operation operation)
{
	enum riscv_format format = riscv_format_of(operation);
	struct relocations *list = &relocator->list;
	struct sum sum;
	if ((format != RISCV_I && format != RISCV_S) ||
	    fixup->expression->kind == EXPRESSION_PART ||
	    !find_sum(relocator, fixup->expression, &sum) || !is_none(sum.minus))
		return false;
	list->immediates = grow(list->immediates, &list->immediate_capacity,
	                        list->immediate_count + 1, sizeof *list->immediates);
	list->immediates[list->immediate_count++] = (struct relocation){ .in = piece,
		                                                         .offset = fixup->offset,
		                                                         .symbol = sum.plus.symbol,
		                                                         .piece = sum.plus.piece,
		                                                         .addend = sum.number };
	return true;
}

/* Leaves an instruction's immediate to the linker. */
static void relocate_code(struct relocator *relocator, const struct piece *piece,
                          const struct fixup *fixup)
{
	const struct expression *expression = fixup->expression;
	enum operation operation = operation_of(
	        relocator->assembler->profile, word_opcode(get_word(piece->bytes + fixup->offset)));
	unsigned type = type_for(fixup, operation);
	struct sum sum;
	const struct expression *inner =
	        expression->kind == EXPRESSION_PART ? expression->left : expression;
	if (type == 0) {
		if (!relocate_immediate(relocator, piece, fixup, operation))
			refuse(relocator, fixup, "only a linker knows the number");
		return;
	}
	/* The label itself is named: the linker looks for the instruction there. */
	if (type == R_RISCV_PCREL_LO12_I || type == R_RISCV_PCREL_LO12_S) {
		if (inner->kind != EXPRESSION_SYMBOL || inner->addend != 0)
			refuse(relocator, fixup, "%pcrel_lo needs a label");
		else
			add_relocation(relocator, piece, fixup->offset, type,
			               (struct anchor){ inner->symbol, NULL }, 0);
		return;
	}
	if (!find_sum(relocator, inner, &sum) || !is_none(sum.minus)) {
		refuse(relocator, fixup, "it is no address plus a number");
		return;
	}
	add_relocation(relocator, piece, fixup->offset, type, sum.plus, sum.number);
}

/* Whether an instruction's immediate is known already; then it is put into the word. */
static bool place_known(struct relocator *relocator, const struct piece *piece,
                        const struct fixup *fixup)
{
	struct evaluation evaluation = { .assembler = relocator->assembler,
		                         .piece = piece,
		                         .offset = fixup->offset };
	struct value value = evaluate(&evaluation, fixup->expression);
	enum letter letter = letter_named(fixup->kind);
	bool is_distance = letter_rows[letter].kind == KIND_TARGET;
	if (value.state == VALUE_FAILED)
		return true;
	/* Distances are within a piece, everything else is a number. */
	if (value.state != VALUE_KNOWN || value.piece != (is_distance ? piece : NULL))
		return false;
	uint32_t word = get_word(piece->bytes + fixup->offset);
	if (place_immediate(relocator->assembler, fixup->expression->location, letter, value.number,
	                    fixup->offset, &word))
		set_code(piece, fixup->offset, word);
	return true;
}

static void apply(struct relocator *relocator, const struct piece *piece, const struct fixup *fixup)
{
	struct sum sum;
	if (fixup->kind < '1' || fixup->kind > '8') {
		if (!place_known(relocator, piece, fixup))
			relocate_code(relocator, piece, fixup);
	} else if (find_sum(relocator, fixup->expression, &sum)) {
		relocate_data(relocator, piece, fixup, &sum);
	} else {
		refuse(relocator, fixup, "it is no address plus a number and no difference of two");
	}
}

struct relocations relocate(struct assembler *assembler, struct unit *unit)
{
	struct relocator relocator = { .assembler = assembler };
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next) {
		for (size_t i = 0; i < piece->fixup_count; i++)
			apply(&relocator, piece, &piece->fixups[i]);
		for (size_t i = 0; i < piece->stretch_count; i++) {
			uint32_t end = i + 1 < piece->stretch_count ? piece->stretches[i + 1].offset
			                                            : (uint32_t)piece->size;
			for (uint32_t offset = piece->stretches[i].offset;
			     piece->stretches[i].is_code && offset < end; offset += 4)
				convert_code(&relocator, piece, offset);
		}
	}
	return relocator.list;
}
