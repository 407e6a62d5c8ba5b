/* decode(encode(x)) is x for every instruction, of PG32 and of the profiles, and every value of
 * each of its fields, and what is out of range is not encodable. What a format allows is said here
 * again, by hand. */
#include <criterion/criterion.h>

#include "isa/formats.h"
#include "isa/instruction.h"

/* The fields of each format: which registers, and the immediate's range. */
struct shape {
	bool d, a, b;
	int32_t minimum, maximum;
};

static const struct shape shapes[FORMATS] = {
	[FORMAT_RRR] = { true, true, true, 0, 0 },
	[FORMAT_RRI] = { true, true, false, -32768, 32767 },
	[FORMAT_SHIFT] = { true, true, false, 0, 31 },
	[FORMAT_UPPER] = { true, false, false, -524288, 524287 },
	[FORMAT_JUMP] = { true, false, false, -524288, 524287 },
	[FORMAT_BRANCH] = { false, true, true, -32768, 32767 },
	[FORMAT_LOAD] = { true, true, false, -32768, 32767 },
	[FORMAT_STORE] = { false, true, true, -32768, 32767 },
	[FORMAT_ADDRESS] = { false, true, false, -32768, 32767 },
	[FORMAT_NUMBER] = { false, false, false, -32768, 32767 },
	[FORMAT_REGISTER] = { false, true, false, 0, 0 },
	[FORMAT_RESULT] = { true, false, false, 0, 0 },
	[FORMAT_NONE] = { false, false, false, 0, 0 },
};

static const struct shape *shape_of(enum operation operation)
{
	return &shapes[operation_rows[operation].format];
}

/* The operation after this one: OPERATIONS itself is none. */
static int after(int operation)
{
	return operation + 1 == OPERATIONS ? operation + 2 : operation + 1;
}

static unsigned values(bool has)
{
	return has ? 16 : 1;
}

static bool survives(const struct instruction *before)
{
	struct instruction after = { .operation = OPERATIONS };
	if (!is_encodable(before) || !decode(profile_of(before->operation), encode(before), &after))
		return false;
	return after.operation == before->operation && after.d == before->d &&
	       after.a == before->a && after.b == before->b && after.immediate == before->immediate;
}

/* Tries one immediate with each pair of registers that the format has. */
static void try_all_registers(enum operation operation, int32_t immediate)
{
	const struct shape *shape = shape_of(operation);
	for (unsigned d = 0; d < values(shape->d); d++)
		for (unsigned a = 0; a < values(shape->a); a++)
			for (unsigned b = 0; b < values(shape->b); b++) {
				struct instruction instruction = { operation, (uint8_t)d,
					                           (uint8_t)a, (uint8_t)b,
					                           immediate };
				if (!survives(&instruction))
					cr_assert(false, "%s d %u a %u b %u immediate %d",
					          operation_rows[operation].mnemonic, d, a, b,
					          immediate);
			}
}

/* Tries one immediate with registers chosen by it, so that each value meets many others. */
static void try_mixed_registers(enum operation operation, int32_t immediate)
{
	const struct shape *shape = shape_of(operation);
	uint32_t mix = (uint32_t)immediate * UINT32_C(2654435761);
	struct instruction instruction = {
		.operation = operation,
		.d = shape->d ? (uint8_t)(mix >> 28) : 0,
		.a = shape->a ? (uint8_t)(mix >> 24 & 0xF) : 0,
		.b = shape->b ? (uint8_t)(mix >> 20 & 0xF) : 0,
		.immediate = immediate,
	};
	if (!survives(&instruction))
		cr_assert(false, "%s immediate %d", operation_rows[operation].mnemonic, immediate);
}

Test(roundtrip, every_immediate_comes_back)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct shape *shape = shape_of((enum operation)operation);
		for (int32_t i = shape->minimum; i <= shape->maximum; i++)
			try_mixed_registers((enum operation)operation, i);
	}
}

/* The ends of the range, and each bit of it alone, with all registers. */
Test(roundtrip, every_register_comes_back_beside_each_bit)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct shape *shape = shape_of((enum operation)operation);
		try_all_registers((enum operation)operation, 0);
		try_all_registers((enum operation)operation, shape->minimum);
		try_all_registers((enum operation)operation, shape->maximum);
		for (int32_t bit = 1; bit <= shape->maximum; bit *= 2) {
			try_all_registers((enum operation)operation, bit);
			if (shape->minimum <= -bit)
				try_all_registers((enum operation)operation, -bit);
		}
	}
}

/* Instructions with at most 16 bits of fields in all: the whole product. */
Test(roundtrip, small_formats_in_full)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct shape *shape = shape_of((enum operation)operation);
		if (shape->maximum > 31)
			continue;
		for (int32_t i = shape->minimum; i <= shape->maximum; i++)
			try_all_registers((enum operation)operation, i);
	}
}

Test(roundtrip, the_ranges_are_the_manuals)
{
	for (int format = 0; format < FORMATS; format++) {
		enum letter letter = format_rows[format].immediate;
		cr_expect_eq(immediate_minimum(letter), shapes[format].minimum, "%s",
		             format_rows[format].name);
		cr_expect_eq(immediate_maximum(letter), shapes[format].maximum, "%s",
		             format_rows[format].name);
	}
}

Test(roundtrip, an_immediate_out_of_range_is_not_encodable)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct shape *shape = shape_of((enum operation)operation);
		const int32_t outside[] = { shape->minimum - 1, shape->maximum + 1, INT32_MIN,
			                    INT32_MAX };
		for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
			struct instruction instruction = { .operation = (enum operation)operation,
				                           .immediate = outside[i] };
			cr_expect_not(is_encodable(&instruction), "%s %d",
			              operation_rows[operation].mnemonic, outside[i]);
		}
	}
}

Test(roundtrip, a_register_out_of_range_is_not_encodable)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct shape *shape = shape_of((enum operation)operation);
		struct instruction d = { .operation = (enum operation)operation };
		struct instruction a = d, b = d;
		d.d = (uint8_t)values(shape->d);
		a.a = (uint8_t)values(shape->a);
		b.b = (uint8_t)values(shape->b);
		cr_expect_not(is_encodable(&d), "%s", operation_rows[operation].mnemonic);
		cr_expect_not(is_encodable(&a), "%s", operation_rows[operation].mnemonic);
		cr_expect_not(is_encodable(&b), "%s", operation_rows[operation].mnemonic);
	}
}

Test(roundtrip, what_is_no_operation_is_not_encodable)
{
	struct instruction instruction = { .operation = OPERATIONS };
	cr_expect_not(is_encodable(&instruction));
	instruction.operation = ALL_OPERATIONS;
	cr_expect_not(is_encodable(&instruction));
}
