/* Data directives, sections and alignment put the right bytes at the right addresses. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

TestSuite(data, .init = enter_directory, .fini = leave_directory);

/* The bytes of a text's .data, which is all of the image. */
#define EXPECT(text, bytes) expect_bytes(text, 0x1000, bytes, sizeof(bytes) - 1)

Test(data, numbers_of_every_size)
{
	EXPECT(".data\n.byte 1, -1, 255, -128, 'a', '\\n', '\\'', '\\\\'\n",
	       "\x01\xff\xff\x80\x61\x0a\x27\x5c");
	EXPECT(".data\n.half 1, 0xffff, -32768\n.short 2\n.2byte 3\n.hword 4\n",
	       "\x01\0\xff\xff\x00\x80\x02\0\x03\0\x04\0");
	EXPECT(".data\n.word 1, 0xffffffff, -2147483648\n.long 2\n.int 3\n.4byte 4\n",
	       "\x01\0\0\0\xff\xff\xff\xff\0\0\0\x80\x02\0\0\0\x03\0\0\0\x04\0\0\0");
	EXPECT(".data\n.quad 0x1122334455667788\n.dword -1\n.8byte 1\n",
	       "\x88\x77\x66\x55\x44\x33\x22\x11\xff\xff\xff\xff\xff\xff\xff\xff\x01\0\0\0\0\0\0"
	       "\0");
	EXPECT(".data\n.uleb128 0, 127, 128, 624485\n.sleb128 -1, 63, 64, -128\n",
	       "\x00\x7f\x80\x01\xe5\x8e\x26\x7f\x3f\xc0\x00\x80\x7f");
}

Test(data, numbers_in_every_notation)
{
	EXPECT(".data\n.byte 10, 0x10, 0X1f, 010, 0b101, 0B11\n", "\x0a\x10\x1f\x08\x05\x03");
}

Test(data, strings)
{
	EXPECT(".data\n.ascii \"ab\", \"c\"\n.asciz \"d\"\n.string \"e\", \"f\"\n", "abcd\0e\0f\0");
	EXPECT(".data\n.ascii \"\\b\\f\\n\\r\\t\\\"\\\\\\101\\x41\\0\\1012\\v\"\n",
	       "\b\f\n\r\t\"\\AA\0A2\v");
	EXPECT(".data\n.string \"a # no // comment /* at; all */\"\n",
	       "a # no // comment /* at; all */");
	EXPECT(".data\n.string \"\xc3\xa4\"\n", "\xc3\xa4\0");
}

Test(data, room)
{
	EXPECT(".data\n.byte 1\n.zero 2\n.byte 2\n.space 2, 0xaa\n.skip 1\n.byte 3\n",
	       "\x01\0\0\x02\xaa\xaa\0\x03");
	EXPECT(".data\n.fill 2, 2, 0x0102\n.fill 3\n.fill 1, 1, 9\n.fill 2, 0, 1\n",
	       "\x02\x01\x02\x01\0\0\0\x09");
	EXPECT(".data\n.byte 1\n.org 4\n.byte 2\n.org . + 1, 7\n.byte 3\n",
	       "\x01\0\0\0\x02\x07\x03");
}

Test(data, alignment_fills_with_zeros_or_the_byte_given)
{
	EXPECT(".data\n.byte 1\n.align 2\n.byte 2\n.balign 4, 0xee\n.byte 3\n.p2align 1\n.byte 4\n",
	       "\x01\0\0\0\x02\xee\xee\xee\x03\0\x04");
	EXPECT(".data\n.byte 1\n.p2align 3,,2\n.byte 2\n.p2align 2,,2\n.byte 3\n",
	       "\x01\x02\0\0\x03");
}

Test(data, alignment_in_text_fills_with_instructions_that_do_nothing)
{
	expect_words("ret\n.align 4\nret\n",
	             WORDS(0x43010000, 0x30000000, 0x30000000, 0x30000000, 0x43010000));
	EXPECT(".byte 1\n.align 3\nret\n", "\x01\0\0\0\0\0\0\x30\0\0\x01\x43");
}

Test(data, values_that_are_known_at_the_end)
{
	EXPECT(".data\na: .word b, b - a, . - a, -(b - a) / 4\n.half b - a\n.byte (b - a) * "
	       "2\nb:\n",
	       "\x13\x10\0\0\x13\0\0\0\x08\0\0\0\xfc\xff\xff\xff\x13\0\x26");
}

Test(data, parts_are_in_order_and_aligned)
{
	struct outcome outcome = assemble_text(".bss\nz: .space 5\n.data\nd: .byte 1\n.rodata\n"
	                                       "r: .byte 2\n.text\nt: ret\n.section .sdata\n"
	                                       "s: .word 3\n.section .text.hot, \"ax\"\nh: ret\n");
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	cr_expect_eq(address_of(outcome.image, "t"), 0x1000);
	cr_expect_eq(address_of(outcome.image, "h"), 0x1004);
	cr_expect_eq(address_of(outcome.image, "_etext"), 0x1008);
	cr_expect_eq(address_of(outcome.image, "r"), 0x1008);
	cr_expect_eq(address_of(outcome.image, "d"), 0x100C);
	cr_expect_eq(address_of(outcome.image, "s"), 0x100D, "no alignment was asked for");
	cr_expect_eq(address_of(outcome.image, "_edata"), 0x1014);
	cr_expect_eq(address_of(outcome.image, "__bss_start"), 0x1014);
	cr_expect_eq(address_of(outcome.image, "z"), 0x1014);
	cr_expect_eq(address_of(outcome.image, "_end"), 0x101C);
	free_outcome(&outcome);
}

Test(data, sections_of_other_names_go_by_their_flags)
{
	struct outcome outcome = assemble_text(
	        ".section vectors, \"ax\"\nv: ret\n.section table, \"a\"\nt: .word 1\n"
	        ".section state, \"aw\"\ns: .word 2\n.section pool, \"aw\", @nobits\np: .space 4\n"
	        ".section notes, \"\"\n.word no, such, symbol\n.section plain\nq: .word "
	        "3\n.text\nret\n");
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	cr_expect_eq(address_of(outcome.image, "v"), 0x1004);
	cr_expect_eq(address_of(outcome.image, "t"), 0x1008);
	cr_expect_eq(address_of(outcome.image, "s"), 0x100C);
	cr_expect_eq(address_of(outcome.image, "q"), 0x1010);
	cr_expect_eq(address_of(outcome.image, "p"), 0x1014);
	cr_expect_eq(word_at(outcome.image, 0x1010), 3);
	cr_expect_eq(image_codes(outcome.image), 2);
	free_outcome(&outcome);
}

Test(data, sections_are_left_and_returned_to)
{
	EXPECT(".data\n.byte 1\n.text\n.previous\n.byte 2\n.pushsection .bss\n.space "
	       "1\n.pushsection "
	       ".rodata\n.popsection\n.space 1\n.popsection\n.byte 3\n",
	       "\x01\x02\x03");
	EXPECT(".data\n.pushsection .bss\n.pushsection "
	       ".rodata\n.popsection\n.popsection\n.previous\n"
	       ".byte 2\n",
	       "\x02");
}

Test(data, debug_sections_have_places_and_no_bytes)
{
	EXPECT(".section .debug_info,\"\",@progbits\n.4byte 0x99\n.uleb128 .Lnowhere - 1\nlabel: "
	       "/* over\nlines */ .ascii \"/* \"\n.set inside, . - label\n"
	       ".ident \"GCC\"\n.section .note.GNU-stack,\"\",@progbits\n.byte 1\nnote:\n.data\n"
	       ".byte 7, inside, note\n",
	       "\x07\x03\x01");
}

Test(data, common_blocks)
{
	struct outcome outcome = assemble_text(".comm big, 100, 8\n.local mine\n.comm mine, 3, 2\n"
	                                       ".lcomm other, 4\n.data\n.byte 1\n");
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	cr_expect_eq(address_of(outcome.image, "mine"), 0x1008);
	cr_expect_eq(address_of(outcome.image, "other"), 0x100C);
	cr_expect_eq(address_of(outcome.image, "big"), 0x1010);
	cr_expect_eq(address_of(outcome.image, "_end"), 0x1074);
	free_outcome(&outcome);
}

Test(data, a_file_as_it_is)
{
	FILE *file = fopen("raw", "wb");
	cr_assert(fwrite("\0\1\xff"
	                 "abc",
	                 1, 6, file) == 6 &&
	          fclose(file) == 0);
	EXPECT(".data\n.incbin \"raw\"\n.incbin \"raw\", 3\n.incbin \"raw\", 1, 2\n",
	       "\0\1\xff"
	       "abcabc\1\xff");
}

Test(data, the_origin_is_the_choice_of_the_command_line)
{
	struct options options = plain_options();
	options.origin = 0x8000;
	write_text("a.s", "x: .word x\n");
	struct outcome outcome = assemble_with(options);
	cr_assert(outcome.status == 0);
	cr_expect_eq(word_at(outcome.image, 0x8000), 0x8000);
	cr_expect_eq(image_entry(outcome.image), 0x8000);
	free_outcome(&outcome);
}
