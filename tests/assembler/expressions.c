/* Expressions have C's operators, C's precedence and 64 bits. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support.h"

TestSuite(expressions, .init = enter_directory, .fini = leave_directory);

/* How operators bind is what is tested. */
#pragma GCC diagnostic ignored "-Wparentheses"
#pragma GCC diagnostic ignored "-Wbool-compare"
#pragma GCC diagnostic ignored "-Wint-in-bool-context"

#define ROW(expression)                            \
	{                                          \
#expression, (int64_t)(expression) \
	}

/* The compiler of this test computes what is expected. */
static const struct row {
	const char *text;
	int64_t number;
} rows[] = {
	ROW(1 + 2 * 3),
	ROW((1 + 2) * 3),
	ROW(7 - 2 - 1),
	ROW(100 / 7 / 2),
	ROW(100 % 7 * 2),
	ROW(-7 / 2),
	ROW(-7 % 3),
	ROW(1 << 4 + 1),
	ROW(0x100 >> 4),
	ROW(-16 >> 2),
	ROW(1 | 6 & 3 ^ 5),
	ROW((0xF0 | 0x0F) ^ 0xFF & 0x3C),
	ROW(~0),
	ROW(~5 & 0xFF),
	ROW(!0 + !7),
	ROW(- -5),
	ROW(+5 - +3),
	ROW(-~5),
	ROW(1 < 2),
	ROW(2 <= 1),
	ROW(3 > 2 > 1),
	ROW(2 >= 2),
	ROW(1 == 1 != 0),
	ROW(5 != 5),
	ROW(1 && 0 || 1),
	ROW(0 || 0),
	ROW(2 && 3),
	ROW(1 + 1 == 2 && 3 - 1 < 4),
	ROW(0x7FFFFFFFFFFFFFFF - 1),
	ROW(1ll * 0x100000000 * 3 / 0x100000000),
};

Test(expressions, have_the_values_that_c_gives_them)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[200], plain[100];
		/* Our numbers have no suffixes. */
		size_t length = 0;
		for (const char *from = rows[i].text; *from != 0; from++)
			if (*from != 'l')
				plain[length++] = *from;
		plain[length] = 0;
		snprintf(text, sizeof text, ".data\n.quad %s\n", plain);
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
			if (*from == 'l')
				continue;
			bool is_digit = *from >= '0' && *from <= '9';
			bool begins = from == rows[i].text || from[-1] == ' ' || from[-1] == '(' ||
			              from[-1] == '-' || from[-1] == '~' || from[-1] == '!' ||
			              from[-1] == '+';
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
	/* A use before all assignments has the last one. */
	expect_words(".word v\n.set v, 1\n.set v, 2\n", WORDS(2));
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
