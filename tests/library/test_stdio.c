/* The streams: what is written arrives in order, input ends, a stream goes one way. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "tests/library/library.h"

Test(stdio, output_arrives_in_order)
{
	cr_assert_eq(pg32_putchar(0x141), 0x41);
	cr_assert_eq(pg32_puts("b"), 0);
	cr_assert_eq(pg32_printf("%d%s\n", 12, "x"), 4);
	cr_assert_eq(pg32_fwrite("123456", 2, 2, &__stdout), 2);
	cr_assert_eq(pg32_fputs("c", &__stdout), 0);
	cr_assert_str_eq(host.output, "Ab\n12x\n1234c");
}

Test(stdio, input_is_not_for_output)
{
	cr_assert_eq(pg32_fputs("text", &__stdin), EOF);
	cr_assert(pg32_ferror(&__stdin));
	pg32_clearerr(&__stdin);
	cr_assert_not(pg32_ferror(&__stdin));
	cr_assert_eq(host.output_size, 0);
}

Test(stdio, input_ends_and_stays_ended)
{
	host.input = "a\xFF";
	cr_assert_eq(pg32_getchar(), 'a');
	cr_assert_eq(pg32_getchar(), 0xFF);
	cr_assert_not(pg32_feof(&__stdin));
	cr_assert_eq(pg32_getchar(), EOF);
	cr_assert(pg32_feof(&__stdin));
	host.input = "b";
	cr_assert_eq(pg32_getchar(), EOF);
	pg32_clearerr(&__stdin);
	cr_assert_eq(pg32_getchar(), 'b');
}

Test(stdio, a_character_can_be_put_back)
{
	host.input = "bc";
	cr_assert_eq(pg32_ungetc('a', &__stdin), 'a');
	cr_assert_eq(pg32_ungetc('x', &__stdin), EOF);
	cr_assert_eq(pg32_getchar(), 'a');
	cr_assert_eq(pg32_getchar(), 'b');
}

Test(stdio, lines_are_read_with_their_ends)
{
	char line[6];

	host.input = "one\n\nlonger line\nlast";
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "one\n");
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "\n");
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "longe");
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "r lin");
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "e\n");
	cr_assert_str_eq(pg32_fgets(line, 6, &__stdin), "last");
	cr_assert_eq(pg32_fgets(line, 6, &__stdin), NULL);
}

Test(stdio, whole_elements_are_read)
{
	char bytes[8];

	host.input = "1234567";
	cr_assert_eq(pg32_fread(bytes, 2, 4, &__stdin), 3);
	cr_assert_arr_eq(bytes, "1234567", 7);
}
