/* Results of the register and immediate instructions, worked out by hand. */
#include <criterion/criterion.h>

#include "isa/formats.h"
#include "isa/ports.h"
#include "tests/machine/board.h"

enum { A = 5, B = 6, D = 7 };

struct sum {
	enum operation operation;
	uint32_t a, b, result;
};

static uint32_t compute(enum operation operation, uint32_t a, uint32_t b, int32_t immediate)
{
	struct board *board = board_create();
	bool is_register = operation_rows[operation].format == FORMAT_RRR;
	registers_of(board)[A] = a;
	registers_of(board)[B] = b;
	place(board, BOARD_CODE,
	      (struct instruction){ operation, D, A, is_register ? B : 0,
	                            is_register ? 0 : immediate });
	cr_assert_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4);
	cr_expect_eq(clock_of(board), 1);
	cr_expect_eq(registers_of(board)[A], a);
	cr_expect_eq(registers_of(board)[B], b);
	uint32_t result = registers_of(board)[D];
	board_destroy(board);
	return result;
}

static void expect_sums(const struct sum *sums, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct sum *sum = &sums[i];
		uint32_t result = compute(sum->operation, sum->a, sum->b, (int32_t)sum->b);
		cr_expect_eq(result, sum->result, "%s %08X %08X gave %08X",
		             operation_rows[sum->operation].mnemonic, sum->a, sum->b, result);
	}
}

#define EXPECT_SUMS(...)                                         \
	do {                                                     \
		const struct sum sums[] = { __VA_ARGS__ };       \
		expect_sums(sums, sizeof sums / sizeof sums[0]); \
	} while (0)

#define MINUS(n) (UINT32_C(0) - (n))

Test(arithmetic, add_and_sub_wrap_around)
{
	EXPECT_SUMS({ OPERATION_add, 2, 3, 5 }, { OPERATION_add, 0xFFFFFFFF, 1, 0 },
	            { OPERATION_add, 0x7FFFFFFF, 1, 0x80000000 },
	            { OPERATION_add, 0x80000000, 0x80000000, 0 }, { OPERATION_sub, 3, 5, MINUS(2) },
	            { OPERATION_sub, 0, 0x80000000, 0x80000000 },
	            { OPERATION_sub, 0x80000000, 1, 0x7FFFFFFF });
}

Test(arithmetic, bitwise)
{
	EXPECT_SUMS({ OPERATION_xor, 0xFF00FF00, 0x0FF00FF0, 0xF0F0F0F0 },
	            { OPERATION_or, 0xFF00FF00, 0x0FF00FF0, 0xFFF0FFF0 },
	            { OPERATION_and, 0xFF00FF00, 0x0FF00FF0, 0x0F000F00 });
}

Test(arithmetic, shifts_use_the_low_five_bits)
{
	EXPECT_SUMS({ OPERATION_sll, 1, 31, 0x80000000 }, { OPERATION_sll, 1, 32, 1 },
	            { OPERATION_sll, 0x80000001, 0xFFFFFFE1, 2 }, { OPERATION_sll, 7, 0, 7 },
	            { OPERATION_srl, 0x80000000, 31, 1 },
	            { OPERATION_srl, 0x80000000, 33, 0x40000000 },
	            { OPERATION_srl, 0x80000000, 32, 0x80000000 });
}

Test(arithmetic, sra_copies_the_sign)
{
	EXPECT_SUMS({ OPERATION_sra, 0x80000000, 31, 0xFFFFFFFF },
	            { OPERATION_sra, 0x80000000, 1, 0xC0000000 },
	            { OPERATION_sra, 0x40000000, 1, 0x20000000 },
	            { OPERATION_sra, MINUS(5), 1, MINUS(3) },
	            { OPERATION_sra, 0x80000000, 32, 0x80000000 });
}

Test(arithmetic, slt_is_signed_and_sltu_is_not)
{
	EXPECT_SUMS({ OPERATION_slt, 1, 2, 1 }, { OPERATION_slt, 2, 2, 0 },
	            { OPERATION_slt, 0xFFFFFFFF, 0, 1 }, { OPERATION_slt, 0, 0xFFFFFFFF, 0 },
	            { OPERATION_slt, 0x80000000, 0x7FFFFFFF, 1 }, { OPERATION_sltu, 1, 2, 1 },
	            { OPERATION_sltu, 2, 2, 0 }, { OPERATION_sltu, 0xFFFFFFFF, 0, 0 },
	            { OPERATION_sltu, 0, 0xFFFFFFFF, 1 },
	            { OPERATION_sltu, 0x80000000, 0x7FFFFFFF, 0 });
}

Test(arithmetic, mul_is_the_low_word)
{
	EXPECT_SUMS({ OPERATION_mul, 6, 7, 42 }, { OPERATION_mul, 0x10000, 0x10000, 0 },
	            { OPERATION_mul, MINUS(3), 5, MINUS(15) },
	            { OPERATION_mul, 0xFFFFFFFF, 0xFFFFFFFF, 1 });
}

/* 2^31 * 2^31 is 2^62: high word 2^30. -1 * -1 is 1; 2^32-1 squared is 2^64 - 2^33 + 1. */
Test(arithmetic, high_words_of_products)
{
	EXPECT_SUMS({ OPERATION_mulh, 0x10000, 0x10000, 1 },
	            { OPERATION_mulh, 0x80000000, 0x80000000, 0x40000000 },
	            { OPERATION_mulh, 0xFFFFFFFF, 0xFFFFFFFF, 0 },
	            { OPERATION_mulh, 0xFFFFFFFF, 1, 0xFFFFFFFF },
	            { OPERATION_mulh, 0x80000000, 0x7FFFFFFF, 0xC0000000 },
	            { OPERATION_mulhu, 0x80000000, 0x80000000, 0x40000000 },
	            { OPERATION_mulhu, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE },
	            { OPERATION_mulhu, 0xFFFFFFFF, 1, 0 });
}

/* The first is signed: -1 * (2^32-1) is -2^32 + 1; 1 * (2^32-1) fits in the low word. */
Test(arithmetic, mulhsu_takes_only_the_first_as_signed)
{
	EXPECT_SUMS({ OPERATION_mulhsu, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF },
	            { OPERATION_mulhsu, 1, 0xFFFFFFFF, 0 },
	            { OPERATION_mulhsu, 0x80000000, 0x80000000, 0xC0000000 },
	            { OPERATION_mulhsu, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FFFFFFE },
	            { OPERATION_mulhsu, 0, 0xFFFFFFFF, 0 });
}

Test(arithmetic, division_rounds_toward_zero)
{
	EXPECT_SUMS({ OPERATION_div, 7, 2, 3 }, { OPERATION_div, MINUS(7), 2, MINUS(3) },
	            { OPERATION_div, 7, MINUS(2), MINUS(3) },
	            { OPERATION_div, MINUS(7), MINUS(2), 3 },
	            { OPERATION_div, 5, MINUS(1), MINUS(5) }, { OPERATION_divu, 7, 2, 3 },
	            { OPERATION_divu, MINUS(7), 2, 0x7FFFFFFC },
	            { OPERATION_divu, 0x80000000, 0xFFFFFFFF, 0 });
}

Test(arithmetic, the_remainder_has_the_dividends_sign)
{
	EXPECT_SUMS({ OPERATION_rem, 7, 2, 1 }, { OPERATION_rem, MINUS(7), 2, MINUS(1) },
	            { OPERATION_rem, 7, MINUS(2), 1 },
	            { OPERATION_rem, MINUS(7), MINUS(2), MINUS(1) },
	            { OPERATION_rem, 5, MINUS(1), 0 }, { OPERATION_remu, 7, 2, 1 },
	            { OPERATION_remu, MINUS(7), 10, 9 },
	            { OPERATION_remu, 0x80000000, 0xFFFFFFFF, 0x80000000 });
}

Test(arithmetic, division_by_zero_does_not_trap)
{
	EXPECT_SUMS({ OPERATION_div, 7, 0, 0xFFFFFFFF }, { OPERATION_div, 0, 0, 0xFFFFFFFF },
	            { OPERATION_div, 0x80000000, 0, 0xFFFFFFFF },
	            { OPERATION_divu, 7, 0, 0xFFFFFFFF }, { OPERATION_rem, MINUS(7), 0, MINUS(7) },
	            { OPERATION_remu, 7, 0, 7 });
}

Test(arithmetic, the_quotient_that_does_not_fit)
{
	EXPECT_SUMS({ OPERATION_div, 0x80000000, 0xFFFFFFFF, 0x80000000 },
	            { OPERATION_rem, 0x80000000, 0xFFFFFFFF, 0 });
}

Test(arithmetic, immediates_are_sign_extended)
{
	EXPECT_SUMS({ OPERATION_addi, 10, MINUS(1), 9 },
	            { OPERATION_addi, 10, MINUS(32768), MINUS(32758) },
	            { OPERATION_addi, 0, 32767, 32767 },
	            { OPERATION_xori, 0x0F0F, MINUS(1), 0xFFFFF0F0 },
	            { OPERATION_ori, 0, MINUS(32768), 0xFFFF8000 },
	            { OPERATION_andi, 0x12345678, MINUS(256), 0x12345600 },
	            { OPERATION_andi, 0xFFFFFFFF, 32767, 0x7FFF });
}

/* sltiu compares with the sign-extended immediate as an unsigned word. */
Test(arithmetic, comparisons_with_immediates)
{
	EXPECT_SUMS({ OPERATION_slti, MINUS(5), MINUS(4), 1 },
	            { OPERATION_slti, MINUS(4), MINUS(5), 0 }, { OPERATION_slti, 5, MINUS(1), 0 },
	            { OPERATION_sltiu, 5, MINUS(1), 1 },
	            { OPERATION_sltiu, 0xFFFFFFFF, MINUS(1), 0 }, { OPERATION_sltiu, 0, 1, 1 },
	            { OPERATION_sltiu, 1, 1, 0 });
}

Test(arithmetic, shifts_by_immediates)
{
	EXPECT_SUMS({ OPERATION_slli, 1, 31, 0x80000000 }, { OPERATION_slli, 0x81, 1, 0x102 },
	            { OPERATION_srli, 0x80000000, 31, 1 },
	            { OPERATION_srai, 0x80000000, 31, MINUS(1) },
	            { OPERATION_srai, 0x80000000, 0, 0x80000000 },
	            { OPERATION_srai, 0x7FFFFFFF, 30, 1 });
}

Test(arithmetic, lui_fills_the_upper_twenty_bits)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, lui, .d = D, .immediate = 0x12345);
	PLACE(board, BOARD_CODE + 4, lui, .d = B, .immediate = -1);
	cr_expect_eq(run_for(board, 2), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 0x12345000);
	cr_expect_eq(registers_of(board)[B], 0xFFFFF000);
	board_destroy(board);
}

/* At 0x1004, 0x1004 + 0x2000 and 0x1008 - 0x1000. */
Test(arithmetic, auipc_adds_to_its_own_address)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = D);
	PLACE(board, BOARD_CODE + 4, auipc, .d = D, .immediate = 2);
	PLACE(board, BOARD_CODE + 8, auipc, .d = B, .immediate = -1);
	cr_expect_eq(run_for(board, 3), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 0x3004);
	cr_expect_eq(registers_of(board)[B], 0x8);
	board_destroy(board);
}

Test(arithmetic, register_zero_stays_zero)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = 0, .immediate = 7);
	PLACE(board, BOARD_CODE + 4, lui, .d = 0, .immediate = 7);
	PLACE(board, BOARD_CODE + 8, jal, .d = 0, .immediate = 1);
	PLACE(board, BOARD_CODE + 12, lw, .d = 0, .immediate = BOARD_CODE);
	PLACE(board, BOARD_CODE + 16, in, .d = 0, .immediate = PORT_SYSTEM_MEMORY);
	PLACE(board, BOARD_CODE + 20, add, .d = D);
	for (int i = 0; i < 6; i++) {
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[0], 0);
	}
	cr_expect_eq(registers_of(board)[D], 0);
	board_destroy(board);
}

Test(arithmetic, the_result_may_be_an_operand)
{
	struct board *board = board_create();
	registers_of(board)[D] = 3;
	PLACE(board, BOARD_CODE, add, .d = D, .a = D, .b = D);
	PLACE(board, BOARD_CODE + 4, mul, .d = D, .a = D, .b = D);
	PLACE(board, BOARD_CODE + 8, sub, .d = D, .a = 0, .b = D);
	cr_expect_eq(run_for(board, 3), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], MINUS(36));
	board_destroy(board);
}
