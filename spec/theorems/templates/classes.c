/* Registers are of a few kinds to the translator: zero, one near the code, one of the host's; and
 * of the host's, those that an encoding or an instruction treats in a way of their own. Immediates
 * and addresses are in the code, and are of the sizes that an encoding has. */
#include "spec/theorems/templates/classes.h"

#include <stdio.h>

#include "isa/formats.h"
#include "isa/instruction.h"
#include "machine/engines/fast/rows.h"

enum { RA = 1, A0 = 10, A1, A4 = 14, A5 };

/* Near the code is ra; a1 is rbp, a4 rcx, a5 rdx. */
static const uint8_t all_kinds[] = { 0, RA, A0, A1, A4, A5 };
static const uint8_t few_kinds[] = { 0, RA, A0, A1, A4 };

/* Of addresses, of values, of distances in words. The first few are tried with everything: among
 * them the address of a block's end. */
static const int32_t immediates[] = { 0,    4,    -32768, 0x1FFD,   -1,      1,
	                              2,    -2,   -3,     127,      128,     -128,
	                              -129, 2047, 32767,  -0x80000, 0x7FFFF, 0x100 };

enum { COUNT = sizeof immediates / sizeof *immediates, FEW = 4 };

/* A family as it is visited. */
struct visit {
	const struct family *family;
	struct visitor *visitor;
	bool is_over;
};

static enum profile profile_of_family(const struct family *family)
{
	return family->kind == FAMILY_ROW ? profile_of(family->operation) : PROFILE_pg32;
}

static uint32_t nothing(void)
{
	return encode(&(struct instruction){ .operation = OPERATION_addi });
}

/* The words at the end of a page, behind which no block goes on. */
static void give(struct visit *visit, uint32_t end, const uint32_t *list, unsigned count)
{
	struct words words = { .profile = profile_of_family(visit->family), .count = count };
	words.pc = end - 4 * count;
	for (unsigned i = 0; i < count; i++)
		words.list[i] = list[i];
	if (!visit->is_over)
		visit->is_over = !visit->visitor->visit(visit->visitor, &words);
}

static void give_amid(struct visit *visit, uint32_t word)
{
	const uint32_t list[] = { nothing(), word, nothing() };
	give(visit, 2 * PAGE_SIZE, list, 3);
}

/* Behind one that leaves in rax what is near the code, too, and before one that reads that. */
static void give_between(struct visit *visit, uint32_t word)
{
	const struct instruction before = { OPERATION_addi, .d = RA, .a = A4, .immediate = 3 };
	const struct instruction behind = { OPERATION_xor, .d = A0, .a = A0, .b = RA };
	const uint32_t list[] = { encode(&before), word, encode(&behind) };
	give(visit, 2 * PAGE_SIZE, list, 3);
}

/* In a block that goes round, for ever or as long as a0 is not a1. */
static void give_round(struct visit *visit, uint32_t word)
{
	const struct instruction back[] = {
		{ .operation = OPERATION_jal, .immediate = -1 },
		{ .operation = OPERATION_bne, .a = A0, .b = A1, .immediate = -1 },
	};
	for (unsigned i = 0; i < sizeof back / sizeof *back; i++) {
		const uint32_t list[] = { word, encode(&back[i]) };
		give(visit, 2 * PAGE_SIZE, list, 2);
	}
}

/* As the first and only one of its block, in a page anywhere. */
static void give_alone(struct visit *visit, uint32_t word)
{
	static const uint32_t ends[] = { PAGE_SIZE, 2 * PAGE_SIZE, SAMPLE_MEMORY };
	for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++)
		give(visit, ends[i], &word, 1);
}

/* What the operands of an instruction are taken from, and where it is put. */
struct choice {
	const uint8_t *kinds;
	unsigned kind_count, immediate_count;
	void (*give)(struct visit *visit, uint32_t word);
};

static const struct format_row *format_of(const struct visit *visit)
{
	return &format_rows[operation_rows[visit->family->operation].format];
}

static void give_instruction(struct visit *visit, const struct choice *choice,
                             const struct instruction *instruction)
{
	if (is_encodable(instruction))
		choice->give(visit, encode(instruction));
}

/* With the immediates that there are; of 32 shifts, all. */
static void give_immediates(struct visit *visit, const struct choice *choice,
                            struct instruction instruction)
{
	const struct letter_row *letter = &letter_rows[format_of(visit)->immediate];
	bool has_all = letter->bits > 0 && letter->bits < 8 && choice->immediate_count == COUNT;
	unsigned count = letter->bits == 0 ? 1
	                 : has_all         ? 1u << letter->bits
	                                   : choice->immediate_count;
	for (unsigned i = 0; i < count && !visit->is_over; i++) {
		instruction.immediate = letter->bits == 0 ? 0
		                        : has_all         ? (int32_t)i
		                                          : immediates[i];
		give_instruction(visit, choice, &instruction);
	}
}

struct kinds {
	const uint8_t *list;
	unsigned count;
};

/* The registers of a field, by its place; of no field it is 0. */
static struct kinds kinds_of(const struct choice *choice, uint8_t place)
{
	static const uint8_t none[] = { 0 };
	return place == 0 ? (struct kinds){ none, 1 }
	                  : (struct kinds){ choice->kinds, choice->kind_count };
}

static void give_registers(struct visit *visit, const struct choice *choice)
{
	const struct format_row *format = format_of(visit);
	const struct kinds d = kinds_of(choice, format->d), a = kinds_of(choice, format->a);
	const struct kinds b = kinds_of(choice, format->b);
	for (unsigned i = 0; i < d.count * a.count * b.count && !visit->is_over; i++) {
		const struct instruction instruction = {
			.operation = visit->family->operation,
			.d = d.list[i % d.count],
			.a = a.list[i / d.count % a.count],
			.b = b.list[i / d.count / a.count],
		};
		give_immediates(visit, choice, instruction);
	}
}

/* Every register in each place. */
static void give_all_registers(struct visit *visit, const struct choice *choice)
{
	const struct format_row *format = format_of(visit);
	for (unsigned i = 0; i < REGISTERS && !visit->is_over; i++) {
		const struct instruction instruction = {
			.operation = visit->family->operation,
			.d = format->d == 0 ? 0 : (uint8_t)i,
			.a = format->a == 0 ? 0 : (uint8_t)((i + 5) % REGISTERS),
			.b = format->b == 0 ? 0 : (uint8_t)((i + 9) % REGISTERS),
		};
		give_immediates(visit, choice, instruction);
	}
}

/* A division by a quotient of one before, and so on, and what four loads of addresses that are
 * loaded have to do with what is watched, are no questions for the solver. */
static bool goes_round(const struct family *family)
{
	const struct meaning *meaning = &meanings[family->operation];
	bool divides = meaning->value != NULL && class_of(meaning->value->kind) == CLASS_DIVISION;
	return !divides && family->circumstance != WATCHED;
}

static void visit_row(struct visit *visit)
{
	const struct choice all = { all_kinds, sizeof all_kinds, FEW, give_amid };
	/* What is around the instruction has not to do with its operands, but for shifts by rcx. */
	bool is_old = visit->family->circumstance == OLD;
	const struct choice few = { few_kinds, is_old ? sizeof few_kinds : 3, FEW, give_amid };
	const struct choice each = { few_kinds + 1, sizeof few_kinds - 1, COUNT, give_amid };
	const struct choice alone = { few_kinds + 1, 2, FEW, give_alone };
	const struct choice between = { few_kinds, 3, FEW, give_between };
	const struct choice round = { few_kinds, 3, 1, give_round };
	bool is_ordinary = visit->family->circumstance == ORDINARY;
	give_all_registers(visit, &few);
	give_registers(visit, is_ordinary ? &all : &few);
	give_registers(visit, &between);
	if (goes_round(visit->family))
		give_registers(visit, &round);
	if (!is_ordinary)
		return;
	if (format_of(visit)->immediate != LETTER_none)
		give_registers(visit, &each);
	give_registers(visit, &alone);
}

static void visit_none(struct visit *visit)
{
	static const uint32_t words[] = { 0, 0x10ABC001, 0xE0000000, 0xFFFFFFFF, 0xF4000001 };
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
		give_amid(visit, words[i]);
		give_alone(visit, words[i]);
	}
}

/* A generator of numbers, for what is chosen without a reason. */
static uint32_t choose(uint32_t *seed, uint32_t count)
{
	*seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
	return (uint32_t)((uint64_t)*seed * count >> 32);
}

static struct instruction any_instruction(uint32_t *seed)
{
	struct instruction instruction;
	do {
		enum operation operation = choose(seed, OPERATIONS);
		const struct format_row *format = &format_rows[operation_rows[operation].format];
		instruction = (struct instruction){
			.operation = operation,
			.d = format->d == 0 ? 0 : (uint8_t)choose(seed, REGISTERS),
			.a = format->a == 0 ? 0 : (uint8_t)choose(seed, REGISTERS),
			.b = format->b == 0 ? 0 : (uint8_t)choose(seed, REGISTERS),
			.immediate = format->immediate == LETTER_none
			                     ? 0
			                     : immediates[choose(seed, COUNT)],
		};
	} while (!is_encodable(&instruction));
	return instruction;
}

/* What one leaves to the next: blocks of up to three instructions. */
static void visit_sequences(struct visit *visit)
{
	enum { SEQUENCES = 60, LONGEST = 3 };
	uint32_t seed = 1;
	for (unsigned i = 0; i < SEQUENCES && !visit->is_over; i++) {
		uint32_t list[LONGEST];
		for (unsigned j = 0; j < LONGEST; j++) {
			struct instruction instruction = any_instruction(&seed);
			list[j] = encode(&instruction);
		}
		give(visit, 2 * PAGE_SIZE, list, LONGEST);
	}
}

void visit_family(const struct family *family, struct visitor *visitor)
{
	struct visit visit = { family, visitor, false };
	switch (family->kind) {
	case FAMILY_ROW:
		visit_row(&visit);
		break;
	case FAMILY_NONE:
		visit_none(&visit);
		break;
	case FAMILY_SEQUENCES:
		visit_sequences(&visit);
		break;
	case FAMILY_WAYS:
		give_amid(&visit, nothing());
		break;
	}
}

static void add_family(struct family families[], unsigned *count, enum family_kind kind,
                       const char *name, enum operation operation, enum circumstance circumstance)
{
	static const char *const suffixes[CIRCUMSTANCES] = {
		[ORDINARY] = "",          [MIXED] = ", mixed page", [CAREFUL] = ", careful",
		[OLD] = ", without BMI2", [WATCHED] = ", watched",
	};
	struct family *family = &families[(*count)++];
	*family = (struct family){ .kind = kind,
		                   .operation = operation,
		                   .circumstance = circumstance };
	snprintf(family->name, sizeof family->name, "%s%s", name, suffixes[circumstance]);
}

/* Whether the circumstance is one to the row. */
static bool concerns(enum circumstance circumstance, enum operation operation)
{
	const struct meaning *meaning = &meanings[operation];
	enum operator_class class =
	        meaning->value == NULL ? CLASS_NONE : class_of(meaning->value->kind);
	switch (circumstance) {
	case CAREFUL:
	case WATCHED:
		return (operation_rows[operation].traits & TRAITS_MAY_MEMORY_TRAP) != 0 &&
		       meaning->effect != EFFECT_LEAVE && meaning->effect != EFFECT_SET_PSW;
	case OLD:
		return class == CLASS_SHIFT;
	case ORDINARY:
	case MIXED:
	case CIRCUMSTANCES:
		break;
	}
	return true;
}

unsigned list_families(struct family families[MOST_FAMILIES])
{
	unsigned count = 0;
	add_family(families, &count, FAMILY_WAYS, "ways in and out", 0, ORDINARY);
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		for (enum circumstance i = ORDINARY; i < CIRCUMSTANCES && operation != OPERATIONS;
		     i++)
			if (concerns(i, operation))
				add_family(families, &count, FAMILY_ROW,
				           operation_rows[operation].mnemonic, operation, i);
	add_family(families, &count, FAMILY_NONE, "no instruction", 0, ORDINARY);
	add_family(families, &count, FAMILY_SEQUENCES, "sequences", 0, ORDINARY);
	add_family(families, &count, FAMILY_SEQUENCES, "sequences", 0, MIXED);
	return count;
}
