/* Programs for the machines of profiles: who names the profile, and where its instruction is one.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "support.h"

TestSuite(profiles, .init = enter_directory, .fini = leave_directory);

/* Worked out by hand from section 12 of the manual. */
static const struct row {
	enum profile profile;
	const char *text;
	uint32_t word;
} rows[] = {
	{ PROFILE_jrst1, "jrst1 -4(ra)", 0xE001FFFC },
	{ PROFILE_popf, "popf a5", 0xE10F0000 },
	{ PROFILE_cps, "cps 2", 0xE2000002 },
	{ PROFILE_mfpi, "mfpi a1, 4(a0)", 0xE3BA0004 },
	{ PROFILE_smsw, "smsw s0", 0xE4800000 },
	{ PROFILE_pushf, "pushf 0(sp)", 0xE5020000 },
	{ PROFILE_lra, "lra a0, 0(a1)", 0xE6AB0000 },
	{ PROFILE_rdtimer, "rdtimer t0", 0xE7500000 },
	{ PROFILE_rdtsc, "rdtsc a2", 0xE8C00000 },
	{ PROFILE_shrink, "shrink a3", 0xE90D0000 },
	{ PROFILE_uhalt, "uhalt zero", 0xEA000000 },
};
enum { ROWS = sizeof rows / sizeof rows[0] };
_Static_assert(ROWS == FIRST_PAGING_PROFILE - 1, "a row for each profile's instruction");

static const struct row *row_of(enum profile profile)
{
	const struct row *row = rows;
	while (row->profile != profile)
		row++;
	return row;
}

static void expect_row(const struct row *row, const struct options *options)
{
	struct outcome outcome = assemble_with(*options);
	cr_assert_eq(outcome.status, 0, "%s", outcome.messages);
	cr_expect_eq(image_profile(outcome.image), row->profile, "%s", row->text);
	cr_expect_eq(word_at(outcome.image, 0x1000), row->word, "%s", row->text);
	free_outcome(&outcome);
}

Test(profiles, the_source_names_it)
{
	for (size_t i = 0; i < ROWS; i++) {
		char text[80];
		struct options options = plain_options();
		snprintf(text, sizeof text, "\t.isa %s\n\t%s\n", profile_rows[rows[i].profile].name,
		         rows[i].text);
		write_text("a.s", text);
		expect_row(&rows[i], &options);
	}
}

Test(profiles, the_command_line_names_it)
{
	for (size_t i = 0; i < ROWS; i++) {
		struct options options = plain_options();
		options.profile = rows[i].profile;
		options.names_profile = true;
		write_text("a.s", rows[i].text);
		expect_row(&rows[i], &options);
	}
}

Test(profiles, a_program_that_names_none_is_for_pg32)
{
	struct outcome outcome = assemble_text("nop\n");
	cr_assert_eq(outcome.status, 0);
	cr_expect_eq(image_profile(outcome.image), PROFILE_pg32);
	free_outcome(&outcome);
}

Test(profiles, naming_the_same_again_is_no_error)
{
	struct options options = plain_options();
	options.profile = PROFILE_popf;
	options.names_profile = true;
	write_text("a.s", ".isa popf\npopf a5\n.isa popf\n");
	expect_row(row_of(PROFILE_popf), &options);
}

/* A name is an instruction's on its own machine only. */
Test(profiles, the_names_are_free_in_other_programs)
{
	expect_words("popf: nop\nj popf\n", WORDS(0x30000000, 0x420FFFFF));
	expect_words(".isa smsw\nsmsw a0\npopf: j popf\n", WORDS(0xE4A00000, 0x42000000));
	expect_words(".macro rdtsc\nnop\n.endm\nrdtsc\n", WORDS(0x30000000));
}

/* As the GNU assembler's .arch, it holds for what follows, in every file. */
Test(profiles, one_file_of_a_program_names_it_for_those_behind)
{
	static const char *both[] = { "a.s", "b.s" }, *back[] = { "b.s", "a.s" };
	struct options options = plain_options();
	write_text("a.s", ".isa popf\npopf a5\n");
	write_text("b.s", "popf a4\n");
	options.inputs = both;
	options.input_count = 2;
	expect_row(row_of(PROFILE_popf), &options);
	options.inputs = back;
	struct outcome outcome = assemble_with(options);
	cr_expect_str_eq(outcome.messages,
	                 "b.s:1:1: error: 'popf' is an instruction of --isa popf, and the program "
	                 "is for --isa pg32\n    1 | popf a4\n      | ^\n");
	free_outcome(&outcome);
}

Test(profiles, source_and_command_line_must_agree)
{
	struct options options = plain_options();
	options.names_profile = true;
	for (enum profile profile = 0; profile < PROFILES; profile++) {
		options.profile = profile;
		write_text("a.s", ".isa rdtsc\nrdtsc a2\n");
		if (profile == PROFILE_rdtsc) {
			expect_row(row_of(PROFILE_rdtsc), &options);
			continue;
		}
		struct outcome outcome = assemble_with(options);
		char expected[120];
		snprintf(expected, sizeof expected,
		         "a.s:1:6: error: the program is for --isa %s already\n",
		         profile_rows[profile].name);
		cr_expect_eq(outcome.status, 1);
		cr_expect_eq(strncmp(outcome.messages, expected, strlen(expected)), 0, "%s",
		             outcome.messages);
		free_outcome(&outcome);
	}
}

/* What is disassembled can be assembled again, to the same words. */
Test(profiles, the_text_gives_the_same_words)
{
	enum { WORD_COUNT = 2000, ORIGIN = 0x1000 };
	for (enum profile profile = 1; profile < FIRST_PAGING_PROFILE; profile++) {
		uint32_t words[WORD_COUNT], count = 0, state = profile;
		FILE *stream = fopen("a.s", "w");
		cr_assert(stream != NULL);
		while (count < WORD_COUNT) {
			struct instruction instruction;
			char text[DISASSEMBLY_SIZE];
			state = state * 1664525 + 1013904223;
			uint32_t opcode = operation_rows[flaw_of(profile)].opcode;
			uint32_t word = opcode << 24 | (state >> 8 & 0xFFFFFF);
			if (!decode(profile, word, &instruction)) /* fields that must be zero */
				word &= state % 3 == 0 ? 0xFF00FFFF : 0xFFFF0000;
			if (!decode(profile, word, &instruction))
				word &= state % 3 == 1 ? 0xFFF00000 : 0xFF0F0000;
			if (!decode(profile, word, &instruction))
				continue;
			words[count++] = word;
			fprintf(stream, "%s\n", disassemble(profile, word, 0, text));
		}
		fclose(stream);
		struct options options = plain_options();
		options.profile = profile;
		options.names_profile = true;
		struct outcome outcome = assemble_with(options);
		cr_assert_eq(outcome.status, 0, "%s", outcome.messages);
		for (uint32_t i = 0; i < count; i++)
			cr_assert_eq(word_at(outcome.image, ORIGIN + 4 * i), words[i], "%08x",
			             words[i]);
		free_outcome(&outcome);
	}
}
