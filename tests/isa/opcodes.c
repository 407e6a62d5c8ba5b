/* What must hold over all rows together. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/instruction.h"

Test(opcodes, no_two_instructions_share_an_opcode_or_a_name)
{
	for (int i = 0; i < OPERATIONS; i++)
		for (int j = 0; j < i; j++) {
			cr_expect_neq(operation_rows[i].opcode, operation_rows[j].opcode,
			              "%s and %s", operation_rows[i].mnemonic,
			              operation_rows[j].mnemonic);
			cr_expect_str_neq(operation_rows[i].mnemonic, operation_rows[j].mnemonic);
		}
}

Test(opcodes, each_opcode_finds_its_row)
{
	int found = 0;
	for (unsigned opcode = 0; opcode < 256; opcode++) {
		enum operation operation = operation_of(PROFILE_pg32, (uint8_t)opcode);
		if (operation == OPERATIONS)
			continue;
		cr_expect_eq(operation_rows[operation].opcode, opcode);
		found++;
	}
	cr_expect_eq(found, OPERATIONS);
}

/* Measured from words that the machine calls instructions, not from a flag in the table. */
Test(opcodes, the_privileged_instructions_are_these)
{
	static const char *const privileged[] = { "lpsw", "spsw", "in",  "out",
		                                  "wait", "halt", "tlbi" };
	for (int i = 0; i < OPERATIONS; i++) {
		bool expected = false;
		for (size_t j = 0; j < sizeof privileged / sizeof privileged[0]; j++)
			if (strcmp(operation_rows[i].mnemonic, privileged[j]) == 0)
				expected = true;
		struct instruction instruction = { .operation = (enum operation)i };
		cr_expect_eq(is_privileged(encode(&instruction)), expected, "%s",
		             operation_rows[i].mnemonic);
	}
}

/* Whether a word is defined or not plays no part. */
Test(opcodes, privileged_is_a_first_digit_of_f)
{
	for (uint32_t digit = 0; digit < 16; digit++) {
		cr_expect_eq(is_privileged(digit << 28), digit == 15);
		cr_expect_eq(is_privileged(digit << 28 | 0x0FFFFFFF), digit == 15);
	}
}

Test(opcodes, the_first_digit_is_the_group)
{
	static const struct {
		const char *mnemonic;
		unsigned group;
	} members[] = {
		{ "add", 1 },   { "sra", 1 },   { "mul", 2 },   { "remu", 2 }, { "addi", 3 },
		{ "srai", 3 },  { "lui", 4 },   { "jalr", 4 },  { "beq", 5 },  { "bgeu", 5 },
		{ "lb", 6 },    { "lhu", 6 },   { "sb", 7 },    { "sw", 7 },   { "syscall", 8 },
		{ "break", 8 }, { "lpsw", 15 }, { "halt", 15 },
	};
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		for (int j = 0; j < OPERATIONS; j++)
			if (strcmp(operation_rows[j].mnemonic, members[i].mnemonic) == 0)
				cr_expect_eq(operation_rows[j].opcode >> 4, members[i].group, "%s",
				             members[i].mnemonic);
}
