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

/* Twelve instructions and a jump back to them, one block: one of them, or two, store around a
 * place. */
static void try_own_store(int32_t off, unsigned stores)
{
	static const enum operation widths[] = { OPERATION_sb, OPERATION_sh, OPERATION_sw };
	enum operation width = widths[(unsigned)(off + 30) % 3];
	struct twins *twins = twins_create();
	for (uint32_t at = CODE; at < CODE + 48; at += 4)
		PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
	put_instruction(twins, CODE + 16, (struct instruction){ width, 0, 5, 6, off });
	if (stores == 2)
		PUT(twins, CODE + 20, sw, .a = 5, .b = 7);
	PUT(twins, CODE + 32, addi, .d = 8, .a = 8, .immediate = 1);
	PUT(twins, CODE + 36, andi, .d = 9, .a = 8, .immediate = 15);
	PUT(twins, CODE + 40, sltiu, .d = 9, .a = 9, .immediate = 1);
	PUT(twins, CODE + 44, xor, .d = 6, .a = 6, .b = 9);
	PUT(twins, CODE + 48, jal, .immediate = -12);
	set_register(twins, 5, CODE + 28);
	set_register(twins, 6, 0x30AA0002);
	set_register(twins, 7, 0x30AA0005);
	run_in_steps(twins, 3000, 997, "its own block");
	run_in_steps(twins, 300, 31, "its own block");
	twins_destroy(twins);
}

Test(engines, a_store_into_its_own_block_cuts_it_wherever_it_is)
{
	for (int32_t off = -30; off <= 9; off++)
		try_own_store(off, 1 + (unsigned)(off & 1));
}

Test(engines, each_window_has_computed_jumps_of_its_own)
{
	struct twins *twins = twins_create();
	/* The same addresses of two windows: each calls a function there, which is another one. */
	for (unsigned i = 0; i < 2; i++) {
		uint32_t base = i * 0x10000;
		PUT(twins, base + CODE, addi, .d = 5, .immediate = 0x1100);
		PUT(twins, base + CODE + 4, jalr, .d = 1, .a = 5);
		PUT(twins, base + CODE + 8, jal, .immediate = -2);
		PUT(twins, base + 0x1100, addi, .d = 10, .a = 10, .immediate = 1 + (int32_t)i);
		PUT(twins, base + 0x1104, jalr, .a = 1);
	}
	for (unsigned round = 0; round < 12; round++) {
		uint32_t base = round % 2 * 0x10000;
		set_psw(twins, (struct psw){ .pc = CODE, .base = base, .bound = 0x8000 });
		run_in_steps(twins, 200, 67, "computed jumps");
	}
	twins_destroy(twins);
}

/* A chain of pages, each of which jumps to the next one and counts. */
static void put_chain(struct twins *twins, uint32_t first, unsigned pages)
{
	for (unsigned i = 0; i < pages; i++) {
		uint32_t at = first + i * PAGE_SIZE;
		uint32_t next = i + 1 < pages ? at + PAGE_SIZE : first;
		PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, at + 4, jal, .immediate = ((int32_t)next - (int32_t)at - 4) / 4);
	}
}

Test(engines, a_window_follows_however_many_pages_have_become_code)
{
	for (unsigned pages = 1; pages <= 45; pages += 4) {
		struct twins *twins = twins_create();
		struct psw all = { .pc = CODE, .bound = MEMORY };
		struct psw other = { .pc = 0xF000, .base = 0x1000, .bound = 0x38000 };
		/* In the window of all memory: a store into the first page of the chain. */
		PUT(twins, CODE, sw, .a = 5, .b = 6);
		PUT(twins, CODE + 4, jal, .immediate = -1);
		put_chain(twins, 0x10000, pages);
		set_register(twins, 5, 0x8000);
		set_psw(twins, all);
		run_in_steps(twins, 100, 50, "it is mapped");
		set_psw(twins, other);
		run_in_steps(twins, 600, 300, "code in another window");
		set_register(twins, 5, 0x10000);
		set_register(twins, 6, 0x30AA0007); /* addi a0, a0, 7 */
		set_psw(twins, all);
		run_in_steps(twins, 32, 16, "a store"); /* whole rounds, by translated code alone */
		set_psw(twins, other);
		run_in_steps(twins, 600, 300, "the code that was changed");
		twins_destroy(twins);
	}
}

Test(engines, a_window_that_made_way_leaves_no_code)
{
	struct twins *twins = twins_create();
	put_chain(twins, 0x10000, 2);
	put_chain(twins, 0x30000, 2);
	for (unsigned round = 0; round < 3; round++) {
		set_psw(twins, (struct psw){ .pc = 0x30000, .bound = MEMORY });
		run_in_steps(twins, 40, 20, "a large window");
		/* More small windows than are kept, and then what was beyond them is changed. */
		for (unsigned i = 0; i < MOST_WINDOWS + 2; i++) {
			uint32_t base = i % 2 * PAGE_SIZE, bound = 0x12000 + i / 2 * PAGE_SIZE;
			set_psw(twins,
			        (struct psw){ .pc = 0x10000 - base, .base = base, .bound = bound });
			run_in_steps(twins, 40, 20, "a small window");
		}
		PUT(twins, 0x30000, addi, .d = 10, .a = 10, .immediate = 2 + (int32_t)round);
	}
	twins_destroy(twins);
}

Test(engines, the_host_may_write_several_pages_of_code_at_once)
{
	struct twins *twins = twins_create();
	put_chain(twins, 0x10000, 5);
	for (unsigned round = 0; round < 12; round++) {
		set_psw(twins, (struct psw){ .pc = 0x10000, .bound = MEMORY });
		run_in_steps(twins, 100, 33, "pages that the host wrote");
		for (unsigned i = 0; i < 5; i++)
			if ((round + i) % 3 != 0)
				PUT(twins, 0x10000 + i * PAGE_SIZE, addi, .d = 10, .a = 10,
				    .immediate = (int32_t)(2 + round + i));
	}
	twins_destroy(twins);
}
