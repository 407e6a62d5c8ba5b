/* The instructions that profiles add: words worked out by hand from section 12 of the manual, and
 * that each is one on its own machine only. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"

static const struct golden {
	enum profile profile;
	uint32_t word;
	const char *text;
	struct instruction fields; /* operation, d, a, b, immediate */
} golden[] = {
	/* Addresses: op op 0 a i i i i. */
	{ PROFILE_jrst1, 0xE00A0010, "jrst1 16(a0)", { OPERATION_jrst1, 0, 10, 0, 16 } },
	{ PROFILE_jrst1, 0xE0008000, "jrst1 -32768(zero)", { OPERATION_jrst1, 0, 0, 0, -32768 } },
	{ PROFILE_pushf, 0xE50000A0, "pushf 160(zero)", { OPERATION_pushf, 0, 0, 0, 160 } },
	/* A register: op op 0 a 0 0 0 0. */
	{ PROFILE_popf, 0xE10A0000, "popf a0", { OPERATION_popf, 0, 10, 0, 0 } },
	{ PROFILE_shrink, 0xE90D0000, "shrink a3", { OPERATION_shrink, 0, 13, 0, 0 } },
	{ PROFILE_uhalt, 0xEA0F0000, "uhalt a5", { OPERATION_uhalt, 0, 15, 0, 0 } },
	/* A number: op op 0 0 i i i i. */
	{ PROFILE_cps, 0xE2000003, "cps 3", { OPERATION_cps, 0, 0, 0, 3 } },
	{ PROFILE_cps, 0xE200FFFF, "cps -1", { OPERATION_cps, 0, 0, 0, -1 } },
	/* Loads: op op d a i i i i. */
	{ PROFILE_mfpi, 0xE3A2FFFC, "mfpi a0, -4(sp)", { OPERATION_mfpi, 10, 2, 0, -4 } },
	{ PROFILE_lra, 0xE6590008, "lra t0, 8(s1)", { OPERATION_lra, 5, 9, 0, 8 } },
	/* A result: op op d 0 0 0 0 0. */
	{ PROFILE_smsw, 0xE4F00000, "smsw a5", { OPERATION_smsw, 15, 0, 0, 0 } },
	{ PROFILE_rdtimer, 0xE7A00000, "rdtimer a0", { OPERATION_rdtimer, 10, 0, 0, 0 } },
	{ PROFILE_rdtsc, 0xE8600000, "rdtsc t1", { OPERATION_rdtsc, 6, 0, 0, 0 } },
};

enum { GOLDEN = sizeof golden / sizeof golden[0], HERE = 0x1000 };

static bool same_fields(const struct instruction *one, const struct instruction *other)
{
	return one->operation == other->operation && one->d == other->d && one->a == other->a &&
	       one->b == other->b && one->immediate == other->immediate;
}

Test(profiles, every_one_is_here)
{
	bool seen[PROFILES] = { [PROFILE_pg32] = true };
	for (int i = 0; i < GOLDEN; i++)
		seen[golden[i].profile] = true;
	for (int profile = 0; profile < FIRST_PAGING_PROFILE; profile++)
		cr_expect(seen[profile], "no golden word for %s", profile_rows[profile].name);
}

Test(profiles, fields_encode_to_the_word)
{
	for (int i = 0; i < GOLDEN; i++) {
		cr_expect(is_encodable(&golden[i].fields), "%s", golden[i].text);
		cr_expect_eq(encode(&golden[i].fields), golden[i].word, "%s: %08X", golden[i].text,
		             encode(&golden[i].fields));
	}
}

Test(profiles, a_word_is_an_instruction_on_its_own_machine_only)
{
	for (int i = 0; i < GOLDEN; i++)
		for (enum profile profile = 0; profile < PROFILES; profile++) {
			struct instruction fields = { .operation = OPERATIONS };
			bool decoded = decode(profile, golden[i].word, &fields);
			cr_expect_eq(decoded, profile == golden[i].profile, "%s on %s",
			             golden[i].text, profile_rows[profile].name);
			if (decoded)
				cr_expect(same_fields(&fields, &golden[i].fields), "%s",
				          golden[i].text);
		}
}

Test(profiles, a_word_is_data_on_other_machines)
{
	for (int i = 0; i < GOLDEN; i++) {
		char text[DISASSEMBLY_SIZE], data[DISASSEMBLY_SIZE];
		snprintf(data, sizeof data, ".word 0x%x", golden[i].word);
		for (enum profile profile = 0; profile < PROFILES; profile++)
			cr_expect_str_eq(disassemble(profile, golden[i].word, HERE, text),
			                 profile == golden[i].profile ? golden[i].text : data);
	}
}

/* A bit set in each field that must be zero. */
Test(profiles, a_word_beside_an_instruction_is_illegal)
{
	static const struct {
		enum profile profile;
		uint32_t word;
	} illegal[] = {
		{ PROFILE_jrst1, 0xE0100000 },   { PROFILE_jrst1, 0xE0800000 },
		{ PROFILE_popf, 0xE11A0000 },    { PROFILE_popf, 0xE10A0001 },
		{ PROFILE_popf, 0xE10A8000 },    { PROFILE_cps, 0xE2010000 },
		{ PROFILE_cps, 0xE2100000 },     { PROFILE_smsw, 0xE4010000 },
		{ PROFILE_smsw, 0xE4000001 },    { PROFILE_pushf, 0xE5100000 },
		{ PROFILE_rdtimer, 0xE7080000 }, { PROFILE_rdtimer, 0xE7008000 },
		{ PROFILE_rdtsc, 0xE8000100 },   { PROFILE_shrink, 0xE9100000 },
		{ PROFILE_shrink, 0xE9000800 },  { PROFILE_uhalt, 0xEA800000 },
		{ PROFILE_uhalt, 0xEA000001 },
	};
	for (size_t i = 0; i < sizeof illegal / sizeof illegal[0]; i++) {
		struct instruction fields;
		cr_expect_not(decode(illegal[i].profile, illegal[i].word, &fields), "%08X",
		              illegal[i].word);
	}
}

/* A profile only adds. */
Test(profiles, each_has_all_of_pg32_and_one_instruction_of_group_e_or_another_paging)
{
	for (enum profile profile = 1; profile < PROFILES; profile++) {
		int added = 0;
		for (unsigned opcode = 0; opcode < 256; opcode++) {
			enum operation operation = operation_of(profile, (uint8_t)opcode);
			enum operation plain = operation_of(PROFILE_pg32, (uint8_t)opcode);
			if (operation == plain)
				continue;
			added++;
			cr_expect_eq(plain, OPERATIONS);
			cr_expect_eq(opcode >> 4, 0xE);
			cr_expect_eq(operation, flaw_of(profile));
			cr_expect_eq(profile_of(operation), profile);
			cr_expect_str_eq(operation_rows[operation].mnemonic,
			                 profile_rows[profile].name);
		}
		cr_expect_eq(added, profile < FIRST_PAGING_PROFILE, "%s",
		             profile_rows[profile].name);
	}
}

Test(profiles, no_two_share_an_opcode)
{
	for (enum profile one = 1; one < FIRST_PAGING_PROFILE; one++)
		for (enum profile other = 1; other < one; other++)
			cr_expect_neq(operation_rows[flaw_of(one)].opcode,
			              operation_rows[flaw_of(other)].opcode);
}

Test(profiles, each_is_found_by_its_name_and_no_other)
{
	for (enum profile profile = 0; profile < PROFILES; profile++)
		cr_expect_eq(profile_named(profile_rows[profile].name), profile);
	static const char *const others[] = { "", "pop", "popff", "POPF", "lpsw", "rdtsc ", "32" };
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		cr_expect_eq(profile_named(others[i]), PROFILES, "%s", others[i]);
}

Test(profiles, the_list_has_a_line_for_each)
{
	const char *line = profile_list;
	for (enum profile profile = 0; profile < PROFILES; profile++) {
		size_t length = strlen(profile_rows[profile].name);
		cr_assert(strncmp(line, profile_rows[profile].name, length) == 0, "%s", line);
		cr_expect_eq(line[length], '\t');
		line = strchr(line, '\n') + 1;
	}
	cr_expect_str_eq(line, "");
}
