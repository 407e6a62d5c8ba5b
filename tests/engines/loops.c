/* Loops of one block, which go round several times before they count again. */
#include <criterion/criterion.h>

#include "tests/engines/twins.h"

enum { LONG = 4000, DATA = 0x20000, MOST_LENGTH = 20 };

/* So many instructions and a branch back, as often as t0 says; then from the beginning, t0 being
 * one more each time up to a limit. */
static void put_loop(struct twins *twins, uint32_t length, int32_t most)
{
	uint32_t at = CODE;
	PUT(twins, at, addi, .d = 6, .a = 6, .immediate = 1);
	PUT(twins, at + 4, andi, .d = 6, .a = 6, .immediate = most);
	PUT(twins, at + 8, addi, .d = 5, .a = 6, .immediate = 1);
	PUT(twins, at + 12, lui, .d = 7, .immediate = DATA >> 12);
	for (at += 16; length > 2; at += 4, length--)
		PUT(twins, at, add, .d = 10, .a = 10, .b = 5);
	PUT(twins, at, addi, .d = 5, .a = 5, .immediate = -1);
	PUT(twins, at + 4, bne, .a = 5, .immediate = ((int32_t)CODE + 12 - (int32_t)at) / 4);
	PUT(twins, at + 8, jal, .immediate = ((int32_t)CODE - (int32_t)at - 8) / 4);
}

Test(loops, a_loop_may_end_in_any_of_its_rounds_and_be_cut_there)
{
	for (uint32_t length = 2; length <= MOST_LENGTH; length++) {
		struct twins *twins = twins_create();
		put_loop(twins, length, 15);
		run_in_steps(twins, LONG, 1000, "a loop");
		for (uint64_t step = 1; step <= 3 * length; step += 2)
			run_in_steps(twins, 30 * step, step, "a loop in steps");
		twins_destroy(twins);
	}
}

Test(loops, a_loop_may_be_longer_than_a_block_and_of_one_instruction)
{
	static const uint32_t lengths[] = { 1, 2, 15, 16, 17, 31, 32, 33, 62, 63, 64, 65 };
	for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct twins *twins = twins_create();
		put_loop(twins, lengths[i], 15);
		if (lengths[i] == 1) /* for ever, or not at all */
			PUT(twins, CODE + 16, bne, .a = 10, .immediate = 0);
		run_in_steps(twins, LONG, 331, "of a length");
		set_register(twins, 10, 1);
		run_in_steps(twins, 20000, 6667, "of a length");
		twins_destroy(twins);
	}
}

Test(loops, an_access_may_be_refused_in_any_round)
{
	for (uint32_t room = 1; room <= 24; room++) {
		struct twins *twins = twins_create();
		PUT(twins, CODE, lui, .d = 5, .immediate = MEMORY >> 12);
		PUT(twins, CODE + 4, addi, .d = 5, .a = 5, .immediate = -(int32_t)(4 * room));
		PUT(twins, CODE + 8, sw, .a = 5, .b = 5);
		PUT(twins, CODE + 12, lw, .d = 10, .a = 5);
		PUT(twins, CODE + 16, addi, .d = 5, .a = 5, .immediate = 4);
		PUT(twins, CODE + 20, bne, .a = 5, .immediate = -3);
		/* The handler begins anew. */
		PUT(twins, HANDLER, addi, .d = 14, .a = 14, .immediate = 1);
		PUT(twins, HANDLER + 4, jal, .immediate = ((int32_t)CODE - HANDLER - 4) / 4);
		for (unsigned i = 0; i < 60; i++)
			run_in_steps(twins, 4 * room + 9, 1 + i % 7, "refused in a round");
		twins_destroy(twins);
	}
}

/* Stores along from where register 5 is, behind its first instruction. */
static void put_storing_loop(struct twins *twins)
{
	PUT(twins, CODE + 4, sw, .a = 5, .b = 6);
	PUT(twins, CODE + 8, addi, .d = 5, .a = 5, .immediate = 4);
	PUT(twins, CODE + 12, addi, .d = 7, .a = 7, .immediate = -1);
	PUT(twins, CODE + 16, bne, .a = 7, .immediate = -4);
	PUT(twins, CODE + 20, addi, .d = 7, .immediate = 12);
	PUT(twins, CODE + 24, lui, .d = 5, .immediate = CODE >> 12);
}

Test(loops, a_loop_may_change_itself_in_any_round)
{
	for (uint32_t round = 1; round <= 9; round++) {
		struct twins *twins = twins_create();
		/* Stores along through its own first instruction, and to behind it. */
		PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
		put_storing_loop(twins);
		PUT(twins, CODE + 28, addi, .d = 5, .a = 5, .immediate = -(int32_t)(4 * round));
		PUT(twins, CODE + 32, jal, .immediate = -8);
		set_register(twins, 5, DATA);
		set_register(twins, 7, 4);
		for (unsigned i = 0; i < 40; i++) {
			/* What it stores is its first instruction, with one more each time. */
			set_register(twins, 6, 0x30AA0001 + i);
			run_in_steps(twins, 60 + i, 1 + i % 5, "changed in a round");
			put_storing_loop(twins);
		}
		twins_destroy(twins);
	}
}

/* Branches forward, more than a block goes on behind, each over one instruction: which are taken
 * changes each time round. */
static void put_branches(struct twins *twins, bool goes_round)
{
	uint32_t at = CODE;
	PUT(twins, at, addi, .d = 5, .a = 5, .immediate = 0x29);
	for (int32_t i = 0; i < 7; i++) {
		PUT(twins, at += 4, andi, .d = 6, .a = 5, .immediate = 1 << i);
		PUT(twins, at += 4, beq, .a = 6, .immediate = 3);
		PUT(twins, at += 4, sw, .a = 7, .b = 5, .immediate = 4 * i);
		PUT(twins, at += 4, addi, .d = 10, .a = 10, .immediate = i);
	}
	at += 4;
	if (goes_round)
		PUT(twins, at, bne, .a = 5, .immediate = ((int32_t)CODE - (int32_t)at) / 4);
	else
		PUT(twins, at, syscall, .immediate = 1);
	PUT(twins, at + 4, jal, .immediate = ((int32_t)CODE - (int32_t)at - 4) / 4);
	set_register(twins, 7, DATA);
}

Test(loops, a_branch_that_a_block_goes_on_behind_may_be_taken_or_not)
{
	for (uint64_t step = 1; step <= 60; step += 2) {
		struct twins *twins = twins_create();
		put_branches(twins, step % 4 == 1);
		run_in_steps(twins, LONG, 1000, "branches");
		run_in_steps(twins, 60 * step, step, "branches in steps");
		/* What they store is refused, behind any of them. */
		set_register(twins, 7, MEMORY - 4 * (uint32_t)(step % 7));
		run_in_steps(twins, 600, step, "refused behind branches");
		twins_destroy(twins);
	}
}

Test(loops, a_loop_may_have_branches_of_its_own)
{
	for (uint32_t bits = 1; bits <= 3; bits++) {
		struct twins *twins = twins_create();
		PUT(twins, CODE, addi, .d = 5, .a = 5, .immediate = 1);
		PUT(twins, CODE + 4, andi, .d = 6, .a = 5, .immediate = (1 << bits) - 1);
		PUT(twins, CODE + 8, beq, .a = 6, .immediate = 5);
		PUT(twins, CODE + 12, andi, .d = 6, .a = 5, .immediate = 0x15);
		PUT(twins, CODE + 16, beq, .a = 6, .immediate = 3);
		PUT(twins, CODE + 20, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, CODE + 24, bne, .a = 10, .immediate = -6);
		PUT(twins, CODE + 28, addi, .d = 11, .a = 11, .immediate = 1);
		PUT(twins, CODE + 32, jal, .immediate = -8);
		run_in_steps(twins, LONG, 1000, "a loop with branches");
		for (uint64_t step = 1; step <= 40; step++)
			run_in_steps(twins, 20 * step, step, "a loop with branches, in steps");
		twins_destroy(twins);
	}
}
