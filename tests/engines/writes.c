/* Code that others write: the other levels of a tower, and stores beside it in its own page. */
#include <criterion/criterion.h>

#include "machine/engines/fast/fast.h"
#include "tests/engines/twins.h"

enum { LEVELS = 4, GUEST = 0x8000 };

/* The window of a level of the tower: each begins a page above that of the level below. */
static struct psw at_level(unsigned level, uint32_t physical)
{
	uint32_t base = level * PAGE_SIZE;
	return (struct psw){
		.status = STATUS_USER,
		.pc = physical - base,
		.base = base,
		.bound = MEMORY - base,
	};
}

/* The innermost level's code, which counts in a0, goes round for ever. */
static void put_guest(struct twins *twins)
{
	PUT(twins, GUEST, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, GUEST + 4, xori, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, GUEST + 8, jal, .immediate = -2);
}

/* Each level has code of its own that writes into the guest's, through its own window. */
static uint32_t put_writer(struct twins *twins, unsigned level)
{
	uint32_t at = 0x10000 + level * PAGE_SIZE;
	PUT(twins, at, sw, .a = 5, .b = 6, .immediate = 0);
	PUT(twins, at + 4, addi, .d = 12, .a = 12, .immediate = 1);
	PUT(twins, at + 8, jal, .immediate = -2);
	return at;
}

Test(engines, each_level_of_a_tower_may_write_the_code_of_the_others)
{
	struct twins *twins = twins_create();
	put_guest(twins);
	for (unsigned round = 0; round < 12 * LEVELS; round++) {
		unsigned writer = round % LEVELS, runner = round / LEVELS % LEVELS;
		uint32_t at = put_writer(twins, writer);
		set_register(twins, 5, GUEST - writer * PAGE_SIZE);
		set_register(twins, 6, 0x30AA0001 + round); /* addi a0, a0, 1 + round */
		set_psw(twins, at_level(writer, at));
		run_in_steps(twins, 30, 7, "a level writes");
		set_psw(twins, at_level(runner, GUEST));
		run_in_steps(twins, 60, 13, "a level runs");
		cr_expect_eq(twins->fast.machine.cpu.registers[10],
		             twins->reference.machine.cpu.registers[10]);
	}
	twins_destroy(twins);
}

/* What is translated anew, and the windows that are mapped, cost thousands of instructions each. */
static uint64_t translations(const struct twins *twins)
{
	return ((const struct fast *)twins->fast.engine)->translated;
}

Test(engines, code_and_its_data_in_one_page_are_not_translated_again_and_again)
{
	struct twins *twins = twins_create();
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 4, sw, .a = 5, .b = 10, .immediate = 0x100);
	PUT(twins, CODE + 8, andi, .d = 11, .a = 10, .immediate = 1);
	PUT(twins, CODE + 12, beq, .a = 11, .immediate = 2);
	PUT(twins, CODE + 16, sh, .a = 5, .b = 10, .immediate = 0x7FE);
	PUT(twins, CODE + 20, jal, .immediate = -5);
	set_register(twins, 5, CODE);
	run_in_steps(twins, 200000, 19997, "data beside code");
	cr_expect_leq(translations(twins), 40, "%lu blocks were translated",
	              (unsigned long)translations(twins));
	twins_destroy(twins);
}

Test(engines, a_word_that_is_code_and_data_by_turns_is_the_same)
{
	struct twins *twins = twins_create();
	/* The last word of the loop is rewritten with itself, and each 64th time with another. */
	PUT(twins, CODE, lw, .d = 6, .a = 5);
	PUT(twins, CODE + 4, addi, .d = 7, .a = 7, .immediate = 1);
	PUT(twins, CODE + 8, andi, .d = 9, .a = 7, .immediate = 63);
	PUT(twins, CODE + 12, bne, .a = 9, .immediate = 2);
	PUT(twins, CODE + 16, xori, .d = 6, .a = 6, .immediate = 6);
	PUT(twins, CODE + 20, sw, .a = 5, .b = 6);
	PUT(twins, CODE + 24, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 28, jal, .immediate = -7);
	set_register(twins, 5, CODE + 24);
	run_in_steps(twins, 60000, 997, "code and data by turns");
	twins_destroy(twins);
}

Test(engines, a_store_into_its_own_block_cuts_it_wherever_it_is)
{
	for (unsigned stores = 1; stores <= 2; stores++) {
		for (int32_t off = -9; off <= 9; off++) {
			static const enum operation widths[] = { OPERATION_sb, OPERATION_sh,
				                                 OPERATION_sw };
			enum operation width = widths[(unsigned)(off + 9) % 3];
			struct twins *twins = twins_create();
			for (uint32_t at = CODE; at < CODE + 48; at += 4)
				PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
			put_instruction(twins, CODE + 16,
			                (struct instruction){ width, 0, 5, 6, off });
			if (stores == 2)
				put_instruction(twins, CODE + 20,
				                (struct instruction){ OPERATION_sw, 0, 5, 7, 0 });
			PUT(twins, CODE + 48, xori, .d = 6, .a = 6, .immediate = 3);
			PUT(twins, CODE + 52, jal, .immediate = -13);
			set_register(twins, 5, CODE + 28);
			set_register(twins, 6, 0x30AA0002);
			set_register(twins, 7, 0x30AA0005);
			run_in_steps(twins, 3000, 31, "cut");
			twins_destroy(twins);
		}
	}
}
