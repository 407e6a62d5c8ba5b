/* Every mistake in a source has its own message, at its own place, and no other. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

TestSuite(errors, .init = enter_directory, .fini = leave_directory);

/* A text, and the one error that it has. In the text the caret's place is marked by ^, which is
 * taken out before. After a plus sign, the beginning of the note that follows. */
static const struct row {
	const char *text, *message;
} rows[] = {
	/* Instructions. */
	{ "nop\n\t^adi a0, a0, 1\n", "unknown instruction 'adi'; did you mean 'addi'?" },
	{ "ADD ^A0, a0, a1\n", "'A0' is not a register; did you mean 'a0'?" },
	{ "^frobnicate a0\n", "unknown instruction 'frobnicate'" },
	{ "^add a0, a1\n",
	  "wrong number of operands (2): it is 'add rd, ra, rb' or 'add rd, ra, imm'" },
	{ "^ret a0\n", "wrong number of operands (1): it is 'ret'" },
	{ "^lw a0\n", "wrong number of operands (1): it is 'lw rd, imm(ra)' or 'lw rd, imm' or 'lw "
	              "rd, value'" },
	{ "add a0, a1, ^a9\n", "'a9' is not a register; did you mean 'a0'?" },
	{ "add a0, ^t3, a1\n", "'t3' is not a register; did you mean 't0'?" },
	{ "mv a0, ^foo\n", "'foo' is not a register" },
	{ "mv a0, ^5\n", "a register is expected here" },
	{ "mv a0, ^\"s\"\n", "a register is expected here" },
	{ "lw a0, 4(^s2)\n", "'s2' is not a register; did you mean 's0'?" },
	{ "lw a0, 4(^4)\n", "a register is expected here" },
	{ "lw a0, ^a1\n.end\n",
	  "undefined symbol 'a1' (the register of this name does not fit here)" },
	{ "addi a0, a0, ^a1\n", "a number is expected here, not the register 'a1'" },
	{ "addi a0, a0, ^4(a1)\n", "a number is expected here" },
	{ "beq a0, a1, ^\"x\"\n", "a label is expected here" },
	{ "jalr a0, ^\"x\"\n", "an address is expected here, such as 4(sp)" },
	/* Profiles. */
	{ "^popf a0\n",
	  "'popf' is an instruction of --isa popf, and the program is for --isa pg32" },
	{ ".isa smsw\nsmsw a0\n^popf a0\n",
	  "'popf' is an instruction of --isa popf, and the program is for --isa smsw" },
	{ ".isa ^nope\n", "no profile 'nope'; pg32-as --isa help lists them" },
	{ ".isa popf\n.isa ^smsw\n",
	  "the program is for --isa popf already+a.s:1:6: note: it says so here" },
	{ ".isa pg32\n.isa ^popf\n",
	  "the program is for --isa pg32 already+a.s:1:6: note: it says so here" },
	{ ".isa ^7\n", "a symbol's name is expected here" },
	{ "^.isa\n", ".isa takes 1 operand, not 0" },
	{ ".isa mfpi\n^mfpi a0\n", "wrong number of operands (1): it is 'mfpi rd, imm(ra)'" },
	/* Ranges. */
	{ "addi a0, a0, ^32768\n", "the immediate 32768 is out of range: it is -32768 to 32767" },
	{ "lw a0, ^-32769(a1)\n", "the immediate -32769 is out of range: it is -32768 to 32767" },
	{ "addi a0, a0, ^LATER\n.equ LATER, 40000\n",
	  "the immediate 40000 is out of range: it is -32768 to 32767" },
	{ "addi a0, a0, ^0x100000000\n",
	  "the immediate 4294967296 is out of range: it is -32768 to 32767" },
	{ "slli a0, a0, ^32\n", "the shift amount 32 is out of range: it is 0 to 31" },
	{ "srai a0, a0, ^-1\n", "the shift amount -1 is out of range: it is 0 to 31" },
	{ "lui a0, ^0x100000\n",
	  "the upper immediate 1048576 is out of range: it is -524288 to 1048575" },
	{ "li a0, ^0x100000000\n", "the number 4294967296 does not fit in 32 bits" },
	{ "li a0, ^-0x80000001\n", "the number -2147483649 does not fit in 32 bits" },
	{ ".byte ^256\n", "the number 256 does not fit in 1 byte" },
	{ ".byte 0, ^-129\n", "the number -129 does not fit in 1 byte" },
	{ ".half ^x\n.equ x, 65536\n", "the number 65536 does not fit in 2 bytes" },
	{ ".word ^0x100000000\n", "the number 4294967296 does not fit in 4 bytes" },
	{ ".word ^0x10000000000000000\n",
	  "the number 0x10000000000000000 does not fit in 64 bits" },
	/* Targets. */
	{ "beq a0, a1, ^far\n.space 0x20000\nfar: ret\n",
	  "the target is too far: it is 131076 bytes away, and a conditional branch reaches "
	  "-131072 to 131068" },
	{ "back: .space 0x20004\nbnez a0, ^back\n",
	  "the target is too far: it is -131076 bytes away, and a conditional branch reaches "
	  "-131072 to 131068" },
	{ "call ^far\n.space 0x200000\nfar: ret\n",
	  "the target is too far: it is 2097156 bytes away, and a jump or call reaches -2097152 to "
	  "2097148" },
	{ "beq a0, a1, ^. + 131072\n", "the target is too far: it is 131072 bytes away, and a "
	                               "conditional branch reaches -131072 to 131068" },
	{ "jal a0, ^. + 2097152\n", "the target is too far: it is 2097152 bytes away, and a jump "
	                            "or call reaches -2097152 to 2097148" },
	{ "j ^. + 2\n", "the target 0x1002 is not at a multiple of 4" },
	{ "j ^0x123456789\n",
	  "the target 4886718345 is out of range: it is -2147483648 to 4294967295" },
	{ ".byte 1\n^nop\n", "an instruction must lie at a multiple of 4: use .align 2 before it" },
	/* Symbols. */
	{ "a: nop\n^a: nop\n", "'a' is already defined+a.s:1:1: note: it was defined here" },
	{ ".equ a, 1\n.equiv ^a, 2\n", "'a' is already defined" },
	{ "a: nop\n.set ^a, 1\n", "'a' is already defined" },
	{ "call ^nowhere\n", "undefined symbol 'nowhere'" },
	{ "start: call ^strat\n", "undefined symbol 'strat'; did you mean 'start'?" },
	{ "lui a0, %hi(^nowhere)\n", "undefined symbol 'nowhere'" },
	{ ".word 1, ^nowhere + 4\n", "undefined symbol 'nowhere'" },
	{ "^1b: nop\n", "the end of the statement is expected here, not a numeric label" },
	{ "nop\nj ^1b\n", "no label '1:' comes before" },
	{ "1: nop\nj ^1f\n", "no label '1:' comes after" },
	{ ".word a\n.equ a, ^b\n.equ b, a\n", "'b' is defined in terms of itself" },
	{ "call ^__adddf3\n", "floating point is not supported (this needs '__adddf3')" },
	/* Words and punctuation. */
	{ ".ascii ^\"abc\n", "the string is not closed: no \" follows on this line" },
	{ ".ascii \"ab^\\q\"\n", "unknown escape sequence" },
	{ ".ascii \"^\\777\"\n", "the escaped character does not fit in a byte" },
	{ ".ascii \"^\\x\"\n", "\\x needs hex digits" },
	{ ".ascii ^abc\n", "a string is expected here" },
	{ ".byte ^'ab'\n", "a character constant holds one character" },
	{ "nop\n^/* open\nnop\n", "a comment is not closed: no */ follows" },
	{ ".word ^12ab\n", "'12ab' is not a number" },
	{ ".word ^09\n", "'09' is not a number" },
	{ ".word ^1.5\n", "floating point is not supported: 1.5" },
	{ "^.double 1.5\n", "floating point is not supported: there is no '.double'" },
	{ ".word 1 ^2\n", "the end of the statement is expected here, not a number" },
	{ ".word (1 + 2^\n", "the end of the statement is not expected here" },
	{ ".word 1 +^\n", "the end of the statement is not expected here" },
	{ "add a0,,^,a1\n", "',' is not expected here" },
	{ "add a0, a1, a2 ^}\n", "unexpected character '}'" },
	{ "^\\foo\n", "'\\' is of use in macros and strings only" },
	{ ".word ^%mid(5)\n",
	  "unknown function '%mid': there are %hi, %lo, %pcrel_hi and %pcrel_lo" },
	{ ".word 1 / ^0\n", "division by zero" },
	{ ".word 1 % ^x\n.equ x, 0\n", "division by zero" },
	{ "addi a0, a0, ^%pcrel_lo(x)\nx: nop\n",
	  "%pcrel_lo needs the label of an instruction with %pcrel_hi" },
	/* Directives. */
	{ "^.wrod 1\n", "unknown directive '.wrod'; did you mean '.word'?" },
	{ "^.word\n", ".word needs an operand" },
	{ "^.size a\n", ".size takes 2 operands, not 1" },
	{ "^.align 1, 2, 3, 4\n", ".align takes 1 to 3 operands, not 4" },
	{ "^.popsection 1\n", ".popsection takes no operands" },
	{ ".balign ^3\n", "the alignment 3 is not a power of two" },
	{ ".align ^40\n", "the power of two 40 is out of range: it is 0 to 20" },
	{ ".space ^-1\n", "the size -1 is out of range: it is 0 to 4294967295" },
	{ ".space ^later\nlater:\n", "the size must be a number that is known here" },
	{ "^.space 0x10000001\n", "section '.text' grows beyond 256 MiB" },
	{ ".zero 0x0ffffffe\n.word ^x\nx:\n", "section '.text' grows beyond 256 MiB" },
	{ ".bss\n.word ^5\n", "section '.bss' can hold zeros only" },
	{ ".bss\nx: .word ^x\n", "section '.bss' can hold zeros only" },
	{ ".word 1\n. = ^0\n", ".org cannot go back, from 4 to 0" },
	{ ".word 1\n.org ^0\n", ".org cannot go back, from 4 to 0" },
	{ ".incbin ^\"none\"\n", "cannot read 'none': No such file or directory" },
	{ ".type x, ^@thing\n", "the type is @function, @object or @notype" },
	{ ".globl ^5\n", "a symbol's name is expected here" },
	{ ".comm x, 4, ^3\n", "the alignment 3 is not a power of two" },
	{ "^.section\n", ".section needs a name" },
	{ "^.text 1\n", "subsections are not supported: there is 0 alone" },

	{ "^.popsection\n", ".popsection without .pushsection" },
	{ "^.previous\n", ".previous: there was no other section before" },
	{ "^.error \"no good\"\n", "no good" },
	{ "^.loc x\n", ".loc takes the number of a file and a line" },
	/* Conditions. */
	{ "^.if 1\nnop\n", "no .endif for this" },
	{ "^.endif\n", ".endif without .if" },
	{ "^.else\n", ".else without .if" },
	{ ".if 1\n.else\n^.else\n.endif\n", ".else after .else" },
	{ ".if 0\n.else\n^.elseif 1\n.endif\n", ".elseif after .else" },
	{ ".if ^unknown\n.word bad bad\n.else\n.word bad bad\n.endif\n",
	  "the condition must be a number that is known here" },
	{ "^.ifc a\n.endif\n", ".ifc compares two texts with a comma between" },
	/* Macros. */
	{ "^.macro m\nnop\n", "no .endm for this" },
	{ "^.rept 2\nnop\n", "no .endr for this" },
	{ "^.endm\n", ".endm without .macro" },
	{ "^.endr\n", ".endr without .rept, .irp or .irpc" },
	{ "^.exitm\n", ".exitm outside of a macro" },
	{ "^.macro\n.endm\n", ".macro needs a name" },
	{ ".macro m a, ^a\n.endm\n", "the parameter 'a' is there twice" },
	{ ".macro m a^-b\n.endm\n", "a parameter's name is expected here" },
	{ ".macro m a^\\b\n.endm\n", "a parameter's name is expected here" },
	{ ".macro m ^\"a\"\n.endm\n", "a parameter's name is expected here" },
	{ ".macro m ^1a\n.endm\n", "a parameter's name is expected here" },
	{ ".macro m^-a\n.endm\n", "a parameter's name is expected here" },
	{ ".macro m a:^what\n.endm\n", "a parameter is :req or :vararg" },
	{ ".macro m\n.endm\n.macro ^m\n.endm\n",
	  "the macro 'm' is already defined+a.s:1:8: note: it was defined here" },
	{ ".macro m a\n.endm\nm 1, ^2\n", "the macro 'm' takes 1 argument, and this is one more" },
	{ ".macro m a:req\n.endm\n^m\n", "the macro 'm' needs its argument 'a'" },
	{ "^.purgem m\n", "there is no macro 'm'" },
	{ ".rept ^-1\n.endr\n", "the count -1 is negative" },
	{ "^.rept 100000000\nnop\n.endr\n", "this expands to more text than the assembler takes" },
	{ "^.irp\n.endr\n", ".irp needs a name and values for it" },
	{ "^.irp \"a\", 1\n.endr\n", ".irp needs a name and values for it" },
	{ "^.irpc 1a, 1\n.endr\n", ".irpc needs a name and values for it" },
	{ ".include ^\"none.s\"\n", "cannot include 'none.s': No such file or directory" },
	{ ".include ^none\n", "a file name in quotes is expected here" },
	{ ".include ^\"a.s\"\n", "'a.s' is included by itself: an include cycle" },
};

/* What is printed of an error at an offset of a text. */
static void print_error(FILE *stream, const char *text, size_t offset, const char *message)
{
	unsigned line = 1;
	const char *start = text;
	for (const char *end; (end = strchr(start, '\n')) != NULL && end < text + offset; line++)
		start = end + 1;
	int column = (int)(text + offset - start);
	fprintf(stream, "a.s:%u:%d: error: %.*s\n", line, column + 1, (int)strcspn(message, "+"),
	        message);
	fprintf(stream, "%5u | %.*s\n      | ", line, (int)strcspn(start, "\n"), start);
	for (int i = 0; i < column; i++)
		fputc(start[i] == '\t' ? '\t' : ' ', stream);
	fputs("^\n", stream);
	const char *note = strchr(message, '+');
	if (note != NULL)
		fprintf(stream, "%s\n", note + 1);
}

static void expect_error(const struct row *row)
{
	char text[300], *expected = NULL;
	size_t size, offset = strcspn(row->text, "^");
	snprintf(text, sizeof text, "%.*s%s", (int)offset, row->text, row->text + offset + 1);
	FILE *stream = open_memstream(&expected, &size);
	print_error(stream, text, offset, row->message);
	fclose(stream);
	struct outcome outcome = assemble_text(text);
	cr_expect(outcome.status == 1, "no error in:\n%s", text);
	cr_expect(strncmp(outcome.messages, expected, size) == 0, "instead of\n%sthere is\n%s",
	          expected, outcome.messages);
	const char *more = strstr(outcome.messages, "error: ");
	cr_expect(more == NULL || strstr(more + 1, "error: ") == NULL, "more than one error:\n%s",
	          outcome.messages);
	free(expected);
	free_outcome(&outcome);
}

Test(errors, have_their_own_text_and_place)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect_error(&rows[i]);
}

/* Asserts that these are all messages of a text. */
static void expect_messages(const char *text, const char *messages)
{
	struct outcome outcome = assemble_text(text);
	cr_expect_eq(outcome.status, 1);
	cr_expect_str_eq(outcome.messages, messages);
	free_outcome(&outcome);
}

Test(errors, all_of_a_run_are_told_in_order)
{
	expect_messages(
	        "adi a0, a0, 1\n.wrod 1\nadd a0, a1\nx: call x\nx: nop\nli a0, 1 1\ncall z\n",
	        "a.s:1:1: error: unknown instruction 'adi'; did you mean 'addi'?\n"
	        "    1 | adi a0, a0, 1\n"
	        "      | ^\n"
	        "a.s:2:1: error: unknown directive '.wrod'; did you mean '.word'?\n"
	        "    2 | .wrod 1\n"
	        "      | ^\n"
	        "a.s:3:1: error: wrong number of operands (2): it is 'add rd, ra, rb' or "
	        "'add rd, ra, imm'\n"
	        "    3 | add a0, a1\n"
	        "      | ^\n"
	        "a.s:5:1: error: 'x' is already defined\n"
	        "    5 | x: nop\n"
	        "      | ^\n"
	        "a.s:4:1: note: it was defined here\n"
	        "    4 | x: call x\n"
	        "      | ^\n"
	        "a.s:6:10: error: the end of the statement is expected here, not a number\n"
	        "    6 | li a0, 1 1\n"
	        "      |          ^\n");
}

Test(errors, of_an_instruction_do_not_hide_that_a_symbol_is_missing)
{
	expect_messages("li a0, 1 1\ncall z\n",
	                "a.s:1:10: error: the end of the statement is expected here, not a number\n"
	                "    1 | li a0, 1 1\n"
	                "      |          ^\n"
	                "a.s:2:6: error: undefined symbol 'z'\n"
	                "    2 | call z\n"
	                "      |      ^\n");
}

Test(errors, in_a_macro_are_at_its_line_with_the_call_below)
{
	expect_messages("\tnop\n.macro inner r\n\tmv \\r, a0\n.endm\n.macro outer "
	                "r\n\tnop\n\tinner \\r\n.endm\n"
	                "\touter a9\n",
	                "a.s:3:5: error: 'a9' is not a register; did you mean 'a0'?\n"
	                "    3 | \tmv a9, a0\n"
	                "      | \t   ^\n"
	                "a.s:7:2: note: in the expansion of the macro 'inner'\n"
	                "    7 | \tinner a9\n"
	                "      | \t^\n"
	                "a.s:9:2: note: in the expansion of the macro 'outer'\n"
	                "    9 | \touter a9\n"
	                "      | \t^\n");
}

Test(errors, in_an_included_file_say_how_it_came_in)
{
	write_text("b.inc", "nop\n.include \"c.inc\"\n");
	write_text("c.inc", "nop\nbad\n");
	expect_messages("nop\n.include \"b.inc\"\n", "In file included from b.inc:2:\n"
	                                             "In file included from a.s:2:\n"
	                                             "c.inc:2:1: error: unknown instruction 'bad'\n"
	                                             "    2 | bad\n"
	                                             "      | ^\n");
}

Test(errors, in_preprocessed_text_are_at_the_line_that_the_marker_says)
{
	expect_messages("# 1 \"x.S\"\nnop\n# 41 \"y.h\" 1\nnop\n\tbad\n# 3 \"x.S\" 2\nworse\n# 0 "
	                "\"\" 2\nworst\n",
	                "y.h:42:2: error: unknown instruction 'bad'\n"
	                "   42 | \tbad\n"
	                "      | \t^\n"
	                "x.S:3:1: error: unknown instruction 'worse'\n"
	                "    3 | worse\n"
	                "      | ^\n"
	                "a.s:9:1: error: unknown instruction 'worst'\n"
	                "    9 | worst\n"
	                "      | ^\n");
}

Test(errors, of_endless_macros_end)
{
	struct outcome outcome = assemble_text(".macro m\nm\n.endm\nm\n");
	cr_expect_eq(outcome.status, 1);
	cr_expect(strstr(outcome.messages, "a.s:2:1: error: macros are called more than 200 deep: "
	                                   "does one call itself without end?\n") != NULL,
	          "%s", outcome.messages);
	cr_expect(strlen(outcome.messages) < 2000, "%s", outcome.messages);
	free_outcome(&outcome);
}

Test(errors, stop_at_a_limit)
{
	char text[1000] = "";
	for (unsigned i = 0; i < 30; i++)
		strcat(text, "bad\n");
	struct outcome outcome = assemble_text(text);
	unsigned count = 0;
	for (const char *at = outcome.messages; (at = strstr(at, "error:")) != NULL; at++)
		count++;
	cr_expect_eq(count, 20);
	cr_expect(strstr(outcome.messages, "more than 20 errors") != NULL);
	free_outcome(&outcome);
}

Test(errors, of_what_may_define_symbols_hide_those_of_missing_symbols)
{
	struct outcome outcome = assemble_text(".include \"none\"\ncall f\nli a0, SIZE\n");
	cr_expect(strstr(outcome.messages, "undefined") == NULL, "%s", outcome.messages);
	free_outcome(&outcome);
}

Test(errors, of_one_missing_symbol_are_told_once)
{
	struct outcome outcome = assemble_text("call f\ncall f\n.word f\n");
	const char *first = strstr(outcome.messages, "undefined symbol 'f'");
	cr_expect(first != NULL && strstr(first + 1, "undefined") == NULL, "%s", outcome.messages);
	free_outcome(&outcome);
}

Test(errors, of_deep_and_long_expressions_are_told)
{
	size_t depth = 20000;
	char *text = malloc(3 * depth + 100);
	strcpy(text, ".word ");
	memset(text + 6, '(', depth);
	strcpy(text + 6 + depth, "1\n");
	struct outcome outcome = assemble_text(text);
	cr_expect(strstr(outcome.messages, "the expression is nested too deep") != NULL);
	free_outcome(&outcome);
	strcpy(text, ".word x");
	for (size_t i = 0; i < depth; i++)
		strcpy(text + 7 + 2 * i, "*x");
	strcpy(text + 7 + 2 * depth, "\n.equ x, 1\n");
	outcome = assemble_text(text);
	cr_expect(strstr(outcome.messages, "the expression nests more than 1000 deep") != NULL,
	          "%s", outcome.messages);
	free_outcome(&outcome);
	free(text);
}

Test(errors, of_expressions_that_double_are_told)
{
	char text[4000] = ".word a0x\n";
	for (unsigned i = 0; i < 40; i++)
		sprintf(text + strlen(text), ".equ a%ux, a%ux + a%ux\n", i, i + 1, i + 1);
	strcat(text, ".equ a40x, 1\n");
	struct outcome outcome = assemble_text(text);
	cr_expect(strstr(outcome.messages, "the expression has more than 1000000 parts") != NULL);
	free_outcome(&outcome);
}

Test(errors, of_files_are_told)
{
	struct options options = plain_options();
	static const char *missing[] = { "none.s" };
	options.inputs = missing;
	struct outcome outcome = assemble_with(options);
	cr_expect_str_eq(outcome.messages,
	                 "pg32-as: error: cannot read 'none.s': No such file or directory\n");
	free_outcome(&outcome);
	write_text("a.s", "nop\n");
	options = plain_options();
	options.output = "no/such/place";
	outcome = assemble_with(options);
	cr_expect_str_eq(outcome.messages, "pg32-as: error: cannot write 'no/such/place': No such "
	                                   "file or directory\n");
	free_outcome(&outcome);
	options.output = "/dev/full";
	size_t size;
	char *messages;
	FILE *stream = open_memstream(&messages, &size);
	cr_expect_eq(assemble(&options, stream), 1);
	fclose(stream);
	cr_expect_str_eq(messages,
	                 "pg32-as: error: cannot write '/dev/full': No space left on device\n");
	free(messages);
}

Test(errors, of_an_empty_program_and_a_missing_entry_are_told)
{
	expect_messages("# nothing\n",
	                "pg32-as: error: there is nothing in the image: no code, no data\n");
	struct options options = plain_options();
	options.entry = "begin";
	struct outcome outcome = assemble_with(options);
	cr_expect(strstr(outcome.messages, "the entry 'begin' is not defined") != NULL);
	free_outcome(&outcome);
}
