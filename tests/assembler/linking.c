/* Several files in one image: whose symbol is whose, and what of a library is taken. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

TestSuite(linking, .init = enter_directory, .fini = leave_directory);

/* Assembles a.s, b.s and c.s, as many as are not NULL, with l.s and m.s as libraries. */
static struct outcome link_texts(const char *a, const char *b, const char *c, const char *l,
                                 const char *m)
{
	static const char *const names[] = { "a.s", "b.s", "c.s", "l.s", "m.s" };
	const char *const texts[] = { a, b, c, l, m };
	static const char *inputs[3], *libraries[2];
	struct options options = plain_options();
	options.inputs = inputs;
	options.input_count = 0;
	options.libraries = libraries;
	for (size_t i = 0; i < 5; i++) {
		if (texts[i] == NULL)
			continue;
		write_text(names[i], texts[i]);
		if (i < 3)
			inputs[options.input_count++] = names[i];
		else
			libraries[options.library_count++] = names[i];
	}
	return assemble_with(options);
}

static void expect_image(struct outcome *outcome)
{
	cr_assert(outcome->status == 0, "%s", outcome->messages);
	cr_expect_str_empty(outcome->messages);
}

static void expect_failure(struct outcome outcome, const char *message)
{
	cr_expect_eq(outcome.status, 1);
	cr_expect(strstr(outcome.messages, message) != NULL, "%s", outcome.messages);
	free_outcome(&outcome);
}

Test(linking, symbols_are_local_unless_global)
{
	struct outcome outcome = link_texts("x: .word x\n.globl y\ny: .word x\n", "x: .word x, y\n",
	                                    NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1004), 0x1000);
	cr_expect_eq(word_at(outcome.image, 0x1008), 0x1008);
	cr_expect_eq(word_at(outcome.image, 0x100C), 0x1004);
	free_outcome(&outcome);
	expect_failure(link_texts("x: nop\n", "call x\n", NULL, NULL, NULL),
	               "b.s:1:6: error: undefined symbol 'x'");
}

Test(linking, constants_and_macros_are_of_their_file)
{
	expect_failure(
	        link_texts(".equ N, 5\n.macro m\n.word N\n.endm\nm\n", "m\n", NULL, NULL, NULL),
	        "b.s:1:1: error: unknown instruction 'm'");
	struct outcome outcome =
	        link_texts(".equ N, 5\n.globl N\n.word 0\n", ".word N\n", NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1004), 5);
	free_outcome(&outcome);
}

Test(linking, pieces_follow_each_other_part_by_part)
{
	struct outcome outcome =
	        link_texts(".data\na: .byte 1\n.text\nf: ret\n",
	                   "g: ret\n.data\nb: .byte 2\n.balign 4\nc: .byte 3\n", NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(address_of(outcome.image, "f"), 0x1000);
	cr_expect_eq(address_of(outcome.image, "g"), 0x1004);
	cr_expect_eq(address_of(outcome.image, "a"), 0x1008);
	cr_expect_eq(address_of(outcome.image, "b"), 0x100C);
	cr_expect_eq(address_of(outcome.image, "c"), 0x1010);
	free_outcome(&outcome);
}

Test(linking, a_global_symbol_has_one_definition)
{
	expect_failure(link_texts(".globl x\nx: nop\n", ".globl x\nx: nop\n", NULL, NULL, NULL),
	               "b.s:2:1: error: the global symbol 'x' is defined in two files\n"
	               "    2 | x: nop\n      | ^\n"
	               "a.s:2:1: note: it was defined here");
}

Test(linking, a_weak_definition_gives_way)
{
	const char *weak = ".weak x\nx: .word 1\n.word x\n", *strong = ".globl x\nx: .word 2\n";
	struct outcome outcome = link_texts(weak, strong, NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1004), 0x1008);
	free_outcome(&outcome);
	outcome = link_texts(strong, weak, weak, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1008), 0x1000);
	cr_expect_eq(address_of(outcome.image, "x"), 0x1000);
	free_outcome(&outcome);
}

Test(linking, a_weak_name_of_something_gives_way)
{
	static const char strong[] = ".globl f\nf: nop\n";
	static const char *const tables[] = {
		".weak f\n.set f, g\n.word f\ng: nop\n",
		".word f\n.weak f\n.set f, g\ng: nop\n",
		".set f, g\n.word f\n.weak f\ng: nop\n",
		"g: nop\n.set f, g\n.set e, f\n.weak f\n.word 0, f\n",
	};
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		struct outcome outcome = link_texts(tables[i], strong, NULL, NULL, NULL);
		expect_image(&outcome);
		cr_expect_eq(word_at(outcome.image, i == 3 ? 0x1008 : 0x1000),
		             address_of(outcome.image, "f"), "table %zu", i);
		free_outcome(&outcome);
	}
}

Test(linking, what_a_value_of_another_file_needs_is_missed)
{
	expect_failure(link_texts(".globl x\nx = gone\n", ".word x\n", NULL, NULL, NULL),
	               "undefined symbol 'gone'");
	expect_failure(link_texts(".word x\nx = y\ny = gone\n", NULL, NULL, NULL, NULL),
	               "undefined symbol 'gone'");
}

Test(linking, a_weak_definition_that_is_alone_stays)
{
	struct outcome outcome = link_texts("nop\n.weak x, y\nx: .word x, y\n.set y, x + 1\n", NULL,
	                                    NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1004), 0x1004);
	cr_expect_eq(word_at(outcome.image, 0x1008), 0x1005);
	free_outcome(&outcome);
}

Test(linking, a_weak_symbol_that_is_nowhere_is_zero)
{
	struct outcome outcome = link_texts(".weak x\n.word x\n", NULL, NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1000), 0);
	free_outcome(&outcome);
}

Test(linking, common_blocks_of_one_name_are_one)
{
	struct outcome outcome = link_texts(".comm x, 4, 4\n.word x\n",
	                                    ".comm x, 16, 16\n.word x\n", NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1000), 0x1010);
	cr_expect_eq(word_at(outcome.image, 0x1004), 0x1010);
	cr_expect_eq(address_of(outcome.image, "_end"), 0x1020);
	free_outcome(&outcome);
	outcome =
	        link_texts(".comm x, 4, 4\n.word x\n", ".globl x\nx: .word 7\n", NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1000), 0x1004);
	free_outcome(&outcome);
}

Test(linking, of_a_library_what_is_needed_is_taken_and_what_that_needs)
{
	const char *start = ".globl _start\n_start: call f\n";
	struct outcome outcome = link_texts(start, NULL, NULL, ".globl g\ng: ret\n.word 1\n",
	                                    ".globl f\nf: call g\n");
	expect_image(&outcome);
	cr_expect_eq(address_of(outcome.image, "f"), 0x100C);
	free_outcome(&outcome);
	outcome = link_texts("nop\n.globl _start\n_start: nop\n", NULL, NULL, ".globl g\ng: ret\n",
	                     ".globl f\nf: call g\n");
	expect_image(&outcome);
	cr_expect_eq(image_segment(outcome.image, 0).file_size, 8);
	free_outcome(&outcome);
}

Test(linking, a_library_gives_the_start_where_there_is_none)
{
	const char *library = ".globl _start\n_start: call main\nhalt a0\n";
	struct outcome outcome = link_texts(".globl main\nmain: ret\n", NULL, NULL, library, NULL);
	expect_image(&outcome);
	cr_expect_eq(image_entry(outcome.image), 0x1000, "a start file lies first");
	cr_expect_eq(address_of(outcome.image, "main"), 0x1008);
	free_outcome(&outcome);
	outcome = link_texts("nop\n.globl _start\n_start: nop\n", NULL, NULL, library, NULL);
	expect_image(&outcome);
	cr_expect_eq(image_entry(outcome.image), 0x1004);
	cr_expect_eq(image_segment(outcome.image, 0).file_size, 8);
	free_outcome(&outcome);
}

Test(linking, the_programs_definition_wins_over_the_librarys)
{
	struct outcome outcome = link_texts(".globl _start, g\n_start: call f\ng: .word g\n", NULL,
	                                    NULL, ".globl f, g\nf: ret\ng: .word g\n", NULL);
	expect_image(&outcome);
	cr_expect_eq(address_of(outcome.image, "g"), 0x1004);
	cr_expect_eq(word_at(outcome.image, 0x100C), 0x1004);
	free_outcome(&outcome);
}

Test(linking, a_weak_need_takes_nothing_of_a_library)
{
	struct outcome outcome = link_texts(".globl _start\n_start: .weak f\n.word f\n", NULL, NULL,
	                                    ".globl f\nf: ret\n", NULL);
	expect_image(&outcome);
	cr_expect_eq(image_segment(outcome.image, 0).file_size, 4);
	free_outcome(&outcome);
}

Test(linking, the_ends_of_the_parts_have_names)
{
	struct outcome outcome =
	        link_texts(".word _etext, _edata, __bss_start, _end\n.data\n.byte 1\n"
	                   ".bss\n.space 3\n",
	                   NULL, NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1000), 0x1010);
	cr_expect_eq(word_at(outcome.image, 0x1004), 0x1014);
	cr_expect_eq(word_at(outcome.image, 0x1008), 0x1014);
	cr_expect_eq(word_at(outcome.image, 0x100C), 0x1018);
	free_outcome(&outcome);
	outcome = link_texts(".globl _end\n_end: .word _end\n", NULL, NULL, NULL, NULL);
	expect_image(&outcome);
	cr_expect_eq(word_at(outcome.image, 0x1000), 0x1000);
	free_outcome(&outcome);
}

Test(linking, the_entry_is_start_or_what_is_asked_for_or_the_first_word)
{
	write_text("a.s", "nop\n_start: nop\nmine: nop\n");
	struct options options = plain_options();
	struct outcome outcome = assemble_with(options);
	cr_expect_eq(image_entry(outcome.image), 0x1004);
	free_outcome(&outcome);
	options.entry = "mine";
	outcome = assemble_with(options);
	cr_expect_eq(image_entry(outcome.image), 0x1008);
	free_outcome(&outcome);
	outcome = assemble_text("nop\n");
	cr_expect_eq(image_entry(outcome.image), 0x1000);
	free_outcome(&outcome);
}

Test(linking, a_call_into_c_that_is_missing_is_told_at_the_line_of_c)
{
	write_text("f.c", "int f(void)\n{\n\treturn 1.0 * g();\n}\n");
	expect_failure(
	        link_texts("\t.file 1 \"f.c\"\n\t.loc 1 3 13\n\tnop\n\tcall __floatsidf\n"
	                   "\tcall __muldf3\n",
	                   NULL, NULL, NULL, NULL),
	        "f.c:3:13: error: floating point is not supported (this needs '__floatsidf')\n"
	        "    3 | \treturn 1.0 * g();\n      | \t           ^\n");
}
