/* Macros, repetitions, conditions and included files. */
#include <criterion/criterion.h>

#include "support.h"

TestSuite(macros, .init = enter_directory, .fini = leave_directory);

Test(macros, arguments_by_place_by_name_and_by_default)
{
	expect_words(".macro m a, b=2, c=3\n.word \\a, \\b, \\c\n.endm\n"
	             "m 1\nm 4, 5\nm 6,,7\nm c=8, a=9\nm 1 2 3\nm (1+1), 3 + 4, - 5\n",
	             WORDS(1, 2, 3, 4, 5, 3, 6, 2, 7, 9, 2, 8, 1, 2, 3, 2, 7, -5u));
}

Test(macros, the_rest_of_the_arguments)
{
	expect_words(".macro m first, rest:vararg\n.word \\first\n.ifnb \\rest\nm \\rest\n.endif\n"
	             ".endm\nm 1, 2, 3\n",
	             WORDS(1, 2, 3));
}

Test(macros, parameters_anywhere_in_the_text)
{
	expect_words(".macro op name, r\n\\name\\()i \\r\\()0, \\r\\()1, 1\nlabel_\\r: .word "
	             "label_\\r\n.endm\nop add, a\n",
	             WORDS(0x30AB0001, 0x1004));
	expect_words(".macro s text\n.ascii \"\\text\\n\"\n.endm\ns abc\n.align 2\n",
	             WORDS(0x0A636261));
}

Test(macros, a_counter_makes_labels_unique)
{
	expect_words(".macro spin\nloop\\@: j loop\\@\n.endm\nspin\nspin\n",
	             WORDS(0x42000000, 0x42000000));
}

Test(macros, in_macros)
{
	expect_words(".macro outer n\n.macro inner_\\n x\n.word \\n, \\x\n.endm\n.endm\n"
	             "outer 1\nouter 2\ninner_1 5\ninner_2 6\n",
	             WORDS(1, 5, 2, 6));
	expect_words(".macro count n\n.word \\n\n.if \\n\ncount \"(\\n - 1)\"\n.endif\n.endm\n"
	             "count 3\n",
	             WORDS(3, 2, 1, 0));
}

Test(macros, may_be_left_and_forgotten)
{
	expect_words(".macro m n\n.if \\n == 0\n.exitm\n.endif\n.word \\n\n.endm\nm 1\nm 0\nm 2\n"
	             ".purgem m\n.macro m\n.word 9\n.endm\nm\n",
	             WORDS(1, 2, 9));
}

Test(macros, may_have_the_name_of_an_instruction)
{
	expect_words(".macro ret\n.word 1\n.endm\nret\n.purgem ret\nret\n", WORDS(1, 0x43010000));
}

Test(macros, repetitions)
{
	expect_words(".rept 3\n.word 7\n.endr\n.rept 0\nnonsense\n.endr\n", WORDS(7, 7, 7));
	expect_words(".set n, 0\n.rept 3\n.word n\n.set n, n + 1\n.endr\n", WORDS(0, 1, 2));
	expect_words(".irp x, 1, 2, 3\n.word \\x * 2\n.endr\n", WORDS(2, 4, 6));
	expect_words(".irpc c, 123\n.word \\c\n.endr\n", WORDS(1, 2, 3));
	expect_words(".rept 2\n.irp x, 1, 2\n.rept 2\n.word \\x\n.endr\n.endr\n.endr\n",
	             WORDS(1, 1, 2, 2, 1, 1, 2, 2));
	expect_words(".irp r, s0, s1\nsw \\r, 0(sp)\n.endr\n", WORDS(0x72820000, 0x72920000));
}

Test(macros, conditions)
{
	expect_words(
	        ".if 0\n.word 1\n.elseif 1\n.word 2\n.elseif 1\n.word 3\n.else\n.word 4\n.endif\n",
	        WORDS(2));
	expect_words(
	        ".if 0\n.word 1\n.else\n.word 2\n.endif\n.if 1\n.word 3\n.else\n.word 4\n.endif\n",
	        WORDS(2, 3));
	expect_words(".equ a, 1\n.ifdef a\n.word 1\n.endif\n.ifndef a\n.word 2\n.endif\n.ifdef b\n"
	             ".word 3\n.else\n.word 4\n.endif\n",
	             WORDS(1, 4));
	expect_words(
	        ".ifeq 0\n.word 1\n.endif\n.ifne 1\n.word 2\n.endif\n.ifgt 1\n.word 3\n.endif\n"
	        ".iflt 1\n.word 4\n.endif\n.ifge 0\n.word 5\n.endif\n.ifle 1\n.word 6\n.endif\n",
	        WORDS(1, 2, 3, 5));
	expect_words(
	        ".ifc a b, a b\n.word 1\n.endif\n.ifnc 'x', 'y'\n.word 2\n.endif\n.ifb\n.word 3\n"
	        ".endif\n.ifnb x\n.word 4\n.endif\n",
	        WORDS(1, 2, 3, 4));
}

Test(macros, what_is_not_taken_is_not_read)
{
	expect_words(
	        ".if 0\nnonsense \"\n.if 1\nmore ( nonsense\n.else\n.word 9\n.endif\n.elseif "
	        "0\n'\n.macro\n"
	        ".include \"nothing\"\n.else\n.word 1\n.if 0\n.elseif 1\n.word 2\n.endif\n.endif\n",
	        WORDS(1, 2));
	expect_words(".if 1\n.word 1\n.elseif no such symbol\n.else\n.word 2\n.endif\n", WORDS(1));
}

Test(macros, places_of_one_section_can_decide)
{
	expect_words(
	        "a: .word 1, 2\nb:\n.if b - a == 8 && b > a\n.word 3\n.endif\n.rept (b - a) / 8\n"
	        ".word 4\n.endr\n",
	        WORDS(1, 2, 3, 4));
}

Test(macros, included_files)
{
	write_text("b.inc", ".equ B, 2\n.macro twice x\n.word \\x, \\x\n.endm\n.word 1\n");
	write_text("c.inc", ".word 3\n.end\nnonsense\n");
	expect_words(".include \"b.inc\"\ntwice B\n.include \"c.inc\"\n.word 4\n.end\nnonsense\n",
	             WORDS(1, 2, 2, 3, 4));
}

Test(macros, a_second_definition_by_inclusion_is_the_files_choice)
{
	write_text("b.inc", ".ifndef SEEN\n.equ SEEN, 1\n.word 1\n.endif\n");
	expect_words(".include \"b.inc\"\n.include \"b.inc\"\n.word SEEN\n", WORDS(1, 1));
}

Test(macros, comments_of_every_style)
{
	expect_words("# a line\n.word 1 # rest\n.word 2 // rest\n.word /* inside */ 3 /* over\n"
	             "lines */\n/* before */ .word 4; .word 5 ;# two\n.word 6/**/;/***/.word 7\r\n",
	             WORDS(1, 2, 3, 4, 5, 6, 7));
}

Test(macros, definitions_of_the_command_line)
{
	struct definition definitions[] = { { "SIZE", 12 }, { "FLAG", 1 } };
	struct options options = plain_options();
	options.definitions = definitions;
	options.definition_count = 2;
	write_text("a.s", ".ifdef FLAG\n.word SIZE\n.endif\n.ifdef NONE\nnonsense\n.endif\n");
	struct outcome outcome = assemble_with(options);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	cr_expect_eq(word_at(outcome.image, 0x1000), 12);
	free_outcome(&outcome);
}
