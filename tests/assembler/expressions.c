/* Expressions have GNU as's operators and precedence, and 64 bits. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support.h"

TestSuite(expressions, .init = enter_directory, .fini = leave_directory);

#define ROW(expression, number)                \
	{                                      \
#expression, (int64_t)(number) \
	}

/* Worked out by hand. */
static const struct row {
	const char *text;
	int64_t number;
} rows[] = {
	ROW(1 + 2 * 3, 7),
	ROW((1 + 2) * 3, 9),
	ROW([1 + 2] * 3, 9),
	ROW(7 - 2 - 1, 4),
	ROW(100 / 7 / 2, 7),
	ROW(100 % 7 * 2, 4),
	ROW(-7 / 2, -3),
	ROW(-7 % 3, -1),
	ROW(1 << 4 + 1, 17),
	ROW(1 + 1 << 4, 17),
	ROW(1 << 2 * 3, 12),
	ROW(0x100 >> 4, 16),
	ROW(-16 >> 2, 0x3FFFFFFFFFFFFFFC),
	ROW(1 << 64, 0),
	ROW(-1 >> 64, 0),
	ROW(1 | 6 & 3 ^ 5, 6),
	ROW(6 & 3 + 1, 3),
	ROW(5 - 3 | 1, 2),
	ROW(5 !3, -3),
	ROW(1 !2 + 3, 0),
	ROW(~0, -1),
	ROW(~5 & 0xFF, 0xFA),
	ROW(!0 + !7, 1),
	ROW(- -5, 5),
	ROW(+5 - +3, 2),
	ROW(-~5, 6),
	ROW(1 < 2, -1),
	ROW(2 <= 1, 0),
	ROW(3 > 2 > 1, 0),
	ROW(2 >= 2, -1),
	ROW(1 == 1 != 0, -1),
	ROW(1 < 2 == 1, 0),
	ROW(5 != 5, 0),
	ROW(1 + 1 == 2, -1),
	ROW(1 == 1 & 3, -1),
	ROW(1 && 0 || 1, 1),
	ROW(0 || 0, 0),
	ROW(2 && 3, 1),
	ROW(1 + 1 == 2 && 3 - 1 < 4, 1),
	ROW(0x7FFFFFFFFFFFFFFF - 1, 0x7FFFFFFFFFFFFFFE),
	ROW(1 * 0x100000000 * 3 / 0x100000000, 3),
};

Test(expressions, have_the_values_that_gnu_as_gives_them)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[200];
		snprintf(text, sizeof text, ".data\n.quad %s\n", rows[i].text);
		expect_bytes(text, 0x1000, &rows[i].number, 8);
	}
}

Test(expressions, have_the_same_values_when_they_are_known_at_the_end_only)
{
	/* zero is 0, but not before the end. */
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[300], late[200];
		size_t length = 0;
		for (const char *from = rows[i].text; *from != 0; from++) {
			bool is_digit = *from >= '0' && *from <= '9';
			bool begins = from == rows[i].text || from[-1] == ' ' || from[-1] == '(' ||
			              from[-1] == '[' || from[-1] == '-' || from[-1] == '~' ||
			              from[-1] == '!' || from[-1] == '+';
			if (is_digit && begins && length + 20 < sizeof late) {
				size_t digits = 0;
				while ((from[digits] >= '0' && from[digits] <= '9') ||
				       (from[digits] >= 'A' && from[digits] <= 'F') ||
				       from[digits] == 'x')
					digits++;
				length += (size_t)snprintf(late + length, sizeof late - length,
				                           "(none+%.*s)", (int)digits, from);
				from += digits - 1;
			} else {
				late[length++] = *from;
			}
		}
		late[length] = 0;
		snprintf(text, sizeof text, ".data\n.quad %s\n.equ none, 0\n", late);
		expect_bytes(text, 0x1000, &rows[i].number, 8);
	}
}

Test(expressions, numbers_may_end_as_in_c_and_characters_without_a_quote)
{
	expect_words(".word 4096U, 0xFFFUL, 5l, 6llu, 0b11u\n", WORDS(4096, 0xFFF, 5, 6, 3));
	expect_words(".word 'a + ' ' + '\\'' + ''', '\\n, '\\\\', ',', '#, ';'\n",
	             WORDS(0x61 + 0x20 + 2 * 0x27, 10, 0x5C, 0x2C, 0x23, 0x3B));
}

Test(expressions, the_dot_may_be_moved_on)
{
	expect_words(".word 1\n. = . + 4\n.word 2\n. = 16\n.word 3\n. = .\n", WORDS(1, 0, 2, 0, 3));
}

Test(expressions, the_dot_is_the_place_of_its_statement)
{
	expect_words(".word ., .\nnop\n.word . - 4\n", WORDS(0x1000, 0x1004, 0x30000000, 0x1008));
}

Test(expressions, assigned_symbols)
{
	expect_words(".set x, 1\n.word x\n.set x, x + 1\n.word x\nx = x * 10\n.word x\n"
	             ".equiv y, x\n.word y + 1\n",
	             WORDS(1, 2, 20, 21));
	expect_words(".word a, b\n.equ a, b + 1\n.equ b, c * 2\n.equ c, 5\n", WORDS(11, 10));
	expect_words("f: nop\n.set alias, f\n.word alias, alias + 4\n",
	             WORDS(0x30000000, 0x1000, 0x1004));
	/* A use before all assignments has the first one. */
	expect_words(".word v\n.set v, 1\n.set v, 2\n.word v\n", WORDS(1, 2));
	expect_words("a: .word v\n.set v, a\n.set v, b\nb: .word v\n", WORDS(0x1000, 0x1004));
}

Test(expressions, the_parts_of_a_value_may_be_anywhere)
{
	expect_words(".word %hi(0x12345fff), %lo(0x12345fff), %hi(x), %lo(x)\n.equ x, 0xfffff800\n",
	             WORDS(0x12346, 0xFFFFFFFF, 0, 0xFFFFF800));
}

Test(expressions, numeric_labels)
{
	expect_words("1: .word 1b, 1f\n1: .word 1b, 1f, 2f\n2: .word 1f, 1b\n1: .word 1b\n"
	             "0: .word 0b, 0b1\n123: .word 123b\n",
	             WORDS(0x1000, 0x1008, 0x1008, 0x101C, 0x1014, 0x101C, 0x1008, 0x101C, 0x1020,
	                   1, 0x1028));
}

Test(expressions, labels_share_a_place_and_a_line)
{
	expect_words("a: b: 1: .word a, b, 1b\nc:\nd:\n\n  .word c, d\n",
	             WORDS(0x1000, 0x1000, 0x1000, 0x100C, 0x100C));
}
