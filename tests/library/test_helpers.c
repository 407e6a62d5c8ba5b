/* The compiler's helpers give what the host's instructions give. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

#include "programs/lib/helper.h"

/* Values near the edges of words and halves, and random ones of all lengths. */
static uint64_t value_number(unsigned number)
{
	static const uint64_t edges[] = { 0,
		                          1,
		                          2,
		                          3,
		                          0x7FFF,
		                          0x8000,
		                          0xFFFF,
		                          0x10000,
		                          0x7FFFFFFF,
		                          0x80000000,
		                          0xFFFFFFFF,
		                          0x100000000,
		                          0x7FFFFFFFFFFFFFFF,
		                          0x8000000000000000,
		                          0xFFFFFFFF00000000,
		                          0xFFFF0000FFFF0000,
		                          0xFFFFFFFFFFFFFFFE,
		                          0xFFFFFFFFFFFFFFFF };
	enum { EDGES = sizeof(edges) / sizeof(edges[0]) };

	if (number < EDGES)
		return edges[number];
	uint64_t random = (uint64_t)rand() << 42 ^ (uint64_t)rand() << 21 ^ (uint64_t)rand();
	return random >> rand() % 64;
}

enum { VALUES = 1500 };

static void compare_division(uint64_t left, uint64_t right)
{
	uint64_t remainder;
	int64_t signed_left = (int64_t)left, signed_right = (int64_t)right, signed_remainder;

	if (right == 0) {
		cr_assert_eq(__udivdi3(left, 0), UINT64_MAX);
		cr_assert_eq(__umoddi3(left, 0), left);
		return;
	}
	cr_assert_eq(__udivmoddi4(left, right, &remainder), left / right, "%lx / %lx", left, right);
	cr_assert_eq(remainder, left % right, "%lx %% %lx", left, right);
	cr_assert_eq(__udivdi3(left, right), left / right);
	cr_assert_eq(__umoddi3(left, right), left % right);
	if (signed_left == INT64_MIN && signed_right == -1)
		return;
	cr_assert_eq(__divmoddi4(signed_left, signed_right, &signed_remainder),
	             signed_left / signed_right);
	cr_assert_eq(signed_remainder, signed_left % signed_right);
	cr_assert_eq(__divdi3(signed_left, signed_right), signed_left / signed_right);
	cr_assert_eq(__moddi3(signed_left, signed_right), signed_left % signed_right);
}

Test(helpers, division_of_64_bits)
{
	for (unsigned i = 0; i < VALUES; i++)
		for (unsigned j = 0; j < VALUES; j++)
			compare_division(value_number(i), value_number(j));
}

Test(helpers, multiplication_and_comparison_of_64_bits)
{
	for (unsigned i = 0; i < VALUES; i++) {
		for (unsigned j = 0; j < 50; j++) {
			uint64_t left = value_number(i), right = value_number(j);
			int64_t signed_left = (int64_t)left, signed_right = (int64_t)right;

			cr_assert_eq((uint64_t)__muldi3(signed_left, signed_right), left * right);
			cr_assert_eq(__ucmpdi2(left, right), 1 + (left > right) - (left < right));
			cr_assert_eq(__cmpdi2(signed_left, signed_right),
			             1 + (signed_left > signed_right) -
			                     (signed_left < signed_right));
		}
	}
}

Test(helpers, shifts_of_64_bits)
{
	for (unsigned i = 0; i < VALUES; i++) {
		for (int amount = 0; amount < 64; amount++) {
			uint64_t value = value_number(i);

			cr_assert_eq((uint64_t)__ashldi3((int64_t)value, amount), value << amount);
			cr_assert_eq((uint64_t)__lshrdi3((int64_t)value, amount), value >> amount);
			cr_assert_eq(__ashrdi3((int64_t)value, amount), (int64_t)value >> amount);
		}
	}
}

static void compare_counts(uint64_t value)
{
	uint32_t low = (uint32_t)value;

	cr_assert_eq(__popcountdi2(value), __builtin_popcountll(value));
	cr_assert_eq(__popcountsi2(low), __builtin_popcount(low));
	cr_assert_eq(__paritydi2(value), __builtin_parityll(value));
	cr_assert_eq(__paritysi2(low), __builtin_parity(low));
	cr_assert_eq(__ffsdi2(value), __builtin_ffsll((long long)value));
	cr_assert_eq(__ffssi2(low), __builtin_ffs((int)low));
	cr_assert_eq(__clrsbdi2((int64_t)value), __builtin_clrsbll((long long)value));
	cr_assert_eq(__clrsbsi2((int32_t)low), __builtin_clrsb((int)low));
	cr_assert_eq(__bswapdi2(value), __builtin_bswap64(value));
	cr_assert_eq(__bswapsi2(low), __builtin_bswap32(low));
	cr_assert_eq((uint64_t)__negdi2((int64_t)value), -value);
	if (value != 0) {
		cr_assert_eq(__clzdi2(value), __builtin_clzll(value));
		cr_assert_eq(__ctzdi2(value), __builtin_ctzll(value));
	}
	if (low != 0) {
		cr_assert_eq(__clzsi2(low), __builtin_clz(low));
		cr_assert_eq(__ctzsi2(low), __builtin_ctz(low));
	}
}

Test(helpers, counts_of_bits)
{
	for (int shift = 0; shift < 64; shift++)
		compare_counts(UINT64_C(1) << shift);
	for (unsigned i = 0; i < 20 * VALUES; i++)
		compare_counts(value_number(i));
}

Test(helpers, arithmetic_that_does_not_overflow)
{
	cr_assert_eq(__addvsi3(INT32_MAX - 1, 1), INT32_MAX);
	cr_assert_eq(__subvsi3(INT32_MIN + 1, 1), INT32_MIN);
	cr_assert_eq(__mulvsi3(-46340, 46340), -46340 * 46340);
	cr_assert_eq(__negvsi2(INT32_MAX), -INT32_MAX);
	cr_assert_eq(__absvsi2(-5), 5);
	cr_assert_eq(__addvdi3(INT64_MAX - 1, 1), INT64_MAX);
	cr_assert_eq(__subvdi3(INT64_MIN + 1, 1), INT64_MIN);
	cr_assert_eq(__mulvdi3(1 << 30, -(1 << 30)), -(INT64_C(1) << 60));
	cr_assert_eq(__negvdi2(INT64_MAX), -INT64_MAX);
	cr_assert_eq(__absvdi2(-5), 5);
}
