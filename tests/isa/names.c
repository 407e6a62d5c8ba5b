/* The names of registers, both ways. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/names.h"

static const char *const names[16] = { "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2",
	                               "s0",   "s1", "a0", "a1", "a2", "a3", "a4", "a5" };

static int number(const char *name)
{
	return register_number(name, strlen(name));
}

Test(names, each_number_has_its_abi_name)
{
	for (unsigned i = 0; i < 16; i++)
		cr_expect_str_eq(register_name(i), names[i]);
}

Test(names, each_abi_name_has_its_number)
{
	for (int i = 0; i < 16; i++)
		cr_expect_eq(number(names[i]), i, "%s", names[i]);
}

Test(names, fp_is_s0)
{
	cr_expect_eq(number("fp"), 8);
}

Test(names, r_and_x_with_a_number_are_registers)
{
	cr_expect_eq(number("r0"), 0);
	cr_expect_eq(number("r9"), 9);
	cr_expect_eq(number("r10"), 10);
	cr_expect_eq(number("r15"), 15);
	cr_expect_eq(number("x0"), 0);
	cr_expect_eq(number("x15"), 15);
}

Test(names, what_is_no_register_has_no_number)
{
	static const char *const others[] = { "",    "r",   "x",    "r16", "x16", "x31",   "r00",
		                              "r01", "r1a", "r100", "a6",  "s2",  "zeroo", "zer",
		                              "A0",  "RA",  "r-1",  "r 1", "pc",  "psw" };
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		cr_expect_eq(number(others[i]), -1, "%s", others[i]);
}

Test(names, only_the_given_length_counts)
{
	cr_expect_eq(register_number("a0, a1", 2), 10);
	cr_expect_eq(register_number("r15", 2), 1);
	cr_expect_eq(register_number("ra", 1), -1);
	cr_expect_eq(register_number("a0", 0), -1);
}
