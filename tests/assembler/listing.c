/* The listing has every line of the source once, with what it made. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

TestSuite(listing, .init = enter_directory, .fini = leave_directory);

static void expect_listing(const char *text, const char *expected)
{
	struct options options = plain_options();
	size_t size;
	options.listing = "a.lst";
	write_text("a.s", text);
	struct outcome outcome = assemble_with(options);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	char *listing = read_text("a.lst", &size);
	cr_expect_str_eq(listing, expected);
	free(listing);
	free_outcome(&outcome);
}

Test(listing, has_code_data_and_room)
{
	expect_listing("# first\n\n\tli a0, 0x12345678; nop\nx: .data\n.ascii \"0123456789\"\n"
	               ".space 100\n.bss\n.space 6\n# last\n",
	               "                                1  # first\n"
	               "                                2  \n"
	               "00001000  40a12345              3  \tli a0, 0x12345678; nop\n"
	               "00001004  30aa0678          \n"
	               "00001008  30000000          \n"
	               "                                4  x: .data\n"
	               "0000100c  3031323334353637      5  .ascii \"0123456789\"\n"
	               "00001014  3839              \n"
	               "00001016  0000000000000000      6  .space 100\n"
	               "0000101e  0000000000000000  \n"
	               "00001026  0000000000000000  \n"
	               "0000102e  0000000000000000  \n"
	               "          ... 68 more bytes\n"
	               "                                7  .bss\n"
	               "0000107c  ...                   8  .space 6\n"
	               "                                9  # last\n");
}

Test(listing, is_short_where_code_has_room)
{
	expect_listing("nop\n.zero 4096\nnop\n", "00001000  30000000              1  nop\n"
	                                         "00001004  00000000              2  .zero 4096\n"
	                                         "00001008  00000000          \n"
	                                         "0000100c  00000000          \n"
	                                         "00001010  00000000          \n"
	                                         "          ... 4080 more bytes\n"
	                                         "00002004  30000000              3  nop\n");
}

Test(listing, has_expansions_and_included_files_where_they_are_read)
{
	write_text("b.inc", "nop\n# end of b\n");
	expect_listing(".macro m r\n\tmv \\r, a1\n.endm\n\tm a0\n.include \"b.inc\"\n\tret\n",
	               "                                1  .macro m r\n"
	               "                                2  \tmv \\r, a1\n"
	               "                                3  .endm\n"
	               "                                4  \tm a0\n"
	               "00001000  30ab0000              2+ \tmv a0, a1\n"
	               "                                5  .include \"b.inc\"\n"
	               "00001004  30000000              1  nop\n"
	               "                                2  # end of b\n"
	               "00001008  43010000              6  \tret\n");
}
