/* What is read out of a row, against what was read out of it by hand: one row of each shape. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/instruction.h"

enum { A = TRAIT_READS_A, B = TRAIT_READS_B, D = TRAIT_WRITES_D, F = TRAIT_PRIVILEGED };

static const struct {
	enum operation operation;
	uint32_t traits;
} expected[] = {
	{ OPERATION_add, D | A | B },
	{ OPERATION_srai, D | A },
	{ OPERATION_lui, D },
	{ OPERATION_auipc, D },
	{ OPERATION_remu, D | A | B },
	{ OPERATION_jal, D | TRAIT_JUMPS },
	{ OPERATION_jalr, D | A | TRAIT_JUMPS },
	{ OPERATION_bgeu, A | B | TRAIT_BRANCHES },
	{ OPERATION_lb, D | A | TRAIT_LOADS_BYTE },
	{ OPERATION_lhu, D | A | TRAIT_LOADS_HALF },
	{ OPERATION_lw, D | A | TRAIT_LOADS_WORD },
	{ OPERATION_sb, A | B | TRAIT_STORES_BYTE },
	{ OPERATION_sh, A | B | TRAIT_STORES_HALF },
	{ OPERATION_sw, A | B | TRAIT_STORES_WORD },
	{ OPERATION_syscall, TRAIT_TRAPS },
	{ OPERATION_break, TRAIT_TRAPS },
	{ OPERATION_lpsw, F | A | TRAIT_LOADS_PSW | TRAIT_SETS_PSW },
	{ OPERATION_spsw, F | A | TRAIT_STORES_PSW },
	{ OPERATION_in, F | D | A | TRAIT_INPUTS },
	{ OPERATION_out, F | A | B | TRAIT_OUTPUTS },
	{ OPERATION_wait, F | TRAIT_WAITS },
	{ OPERATION_halt, F | A | TRAIT_HALTS },
	{ OPERATION_tlbi, F | TRAIT_EMPTIES_BUFFER },
	{ OPERATION_jrst1, A | TRAIT_SETS_STATUS | TRAIT_JUMPS },
	{ OPERATION_popf, A | TRAIT_SETS_STATUS },
	{ OPERATION_cps, TRAIT_SETS_STATUS },
	{ OPERATION_mfpi, D | A | TRAIT_LOADS_WORD | TRAIT_LOADS_PREVIOUS },
	{ OPERATION_smsw, D },
	{ OPERATION_pushf, A | TRAIT_STORES_WORD },
	{ OPERATION_lra, D | A | TRAIT_TRANSLATES },
	{ OPERATION_shrink, A | TRAIT_SETS_BOUND },
	{ OPERATION_uhalt, A | TRAIT_HALTS },
};

Test(traits, are_those_of_the_row)
{
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		const struct operation_row *row = &operation_rows[expected[i].operation];
		cr_expect_eq(row->traits, expected[i].traits, "%s: %x", row->mnemonic, row->traits);
	}
}

/* The rows that have one of the traits "of" have one of the others where they are named. */
static void expect_all(uint32_t traits, uint32_t of, const char *const *names)
{
	for (enum operation operation = 0; operation < OPERATIONS; operation++) {
		const struct operation_row *row = &operation_rows[operation];
		bool is_named = false;
		for (const char *const *name = names; *name != NULL; name++)
			is_named = is_named || strcmp(*name, row->mnemonic) == 0;
		if ((row->traits & of) != 0)
			cr_expect_eq((row->traits & traits) != 0, is_named, "%s", row->mnemonic);
	}
}

Test(traits, go_together)
{
	static const char *const memory[] = { "lpsw", "spsw", NULL };
	static const char *const ends[] = { "lpsw", "wait", "halt", "tlbi", NULL };
	static const char *const none[] = { NULL };
	expect_all(TRAITS_MAY_MEMORY_TRAP, TRAIT_PRIVILEGED, memory);
	expect_all(TRAITS_END_STRAIGHT_LINE, TRAIT_PRIVILEGED, ends);
	expect_all(TRAITS_END_STRAIGHT_LINE, TRAITS_MAY_MEMORY_TRAP & ~TRAIT_LOADS_PSW, none);
}

Test(traits, of_a_word_are_those_of_its_row_in_PG32)
{
	for (uint32_t opcode = 0; opcode < 256; opcode++) {
		enum operation operation = operation_of(PROFILE_pg32, (uint8_t)opcode);
		uint32_t word = opcode << 24 | 0x00123456;
		for (uint32_t trait = 1; trait <= TRAIT_PRIVILEGED; trait <<= 1)
			cr_expect_eq(word_has(word, trait),
			             (operation_rows[operation].traits & trait) != 0, "%08x", word);
	}
}

Test(traits, privileged_words_have_numbers)
{
	unsigned found = 0;
	for (unsigned number = 0; number < PRIVILEGED_NUMBERS; number++) {
		enum operation operation = privileged_operation(number);
		if (operation == OPERATIONS)
			continue;
		uint32_t word = encode(&(struct instruction){ .operation = operation });
		cr_expect_eq(privileged_number(word), number);
		cr_expect(is_privileged(word));
		found++;
	}
	cr_expect_eq(found, 7);
}
