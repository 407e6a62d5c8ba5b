/* The random device: the reference's words, its seeds, and that nothing else moves it. */
#include <criterion/criterion.h>

#include "machine/devices/devices.h"
#include "tests/machine/board.h"

static struct board *board_seeded(uint32_t seed)
{
	struct board *board = board_create();
	devices_reset(&board->machine.devices,
	              &(struct equipment){ .memory_size = BOARD_MEMORY, .seed = seed });
	return board;
}

/* What PCG's own demonstration of this variant prints for seed 42 (pcg-c, check-pcg32si.out). */
Test(random, words_are_those_of_the_reference)
{
	static const uint32_t words[] = { 0x256b5357, 0xa5efad32, 0x170b7830,
		                          0x334a5b22, 0x3de5c680, 0x9b47b7b3 };
	struct board *board = board_seeded(42);
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_eq(in(board, PORT_RANDOM_NEXT), words[i], "word %u", i);
	board_destroy(board);
}

Test(random, every_seed_is_its_own)
{
	static const uint32_t seeds[] = { 0, 1, 2, UINT32_MAX };
	uint32_t words[4];
	for (unsigned i = 0; i < 4; i++) {
		struct board *board = board_seeded(seeds[i]);
		cr_expect_eq(in(board, PORT_RANDOM_SEED), seeds[i]);
		words[i] = in(board, PORT_RANDOM_NEXT);
		for (unsigned j = 0; j < i; j++)
			cr_expect_neq(words[i], words[j]);
		board_destroy(board);
	}
}

Test(random, nothing_else_moves_it)
{
	struct board *quiet = board_seeded(7), *busy = board_seeded(7);
	PLACE(busy, BOARD_CODE, jal, .d = 0, .immediate = 0);
	run_for(busy, 5000);
	in(busy, PORT_RANDOM_SEED);
	out(busy, PORT_RANDOM_SEED, 8);
	out(busy, PORT_RANDOM_NEXT, 8);
	in(busy, PORT_SYSTEM_MEMORY);
	in(busy, PORT_RANDOM_NEXT + 2);
	cr_expect_eq(in(busy, PORT_RANDOM_SEED), 7);
	for (unsigned i = 0; i < 3; i++)
		cr_expect_eq(in(busy, PORT_RANDOM_NEXT), in(quiet, PORT_RANDOM_NEXT));
	board_destroy(quiet);
	board_destroy(busy);
}

Test(random, it_never_interrupts)
{
	struct board *board = board_seeded(7);
	in(board, PORT_RANDOM_NEXT);
	cr_expect_eq(devices_requesting(&board->machine.devices), 0);
	cr_expect_eq(board->machine.devices.event_in, 0);
	board_destroy(board);
}
