/* What is noted of stores into bytes of memory: those that reach them, and which part of them. */
#include <criterion/criterion.h>

#include "tests/engines/twins.h"

enum { NOTED = 0x4000, NOTED_SIZE = 0x400, NOTED_END = NOTED + NOTED_SIZE, TIMES = 96 };

static bool overlaps(uint32_t at, uint32_t bytes, uint32_t from, uint32_t end)
{
	return at + bytes > from && at < end;
}

/* Runs a loop that stores so many bytes there, through a register or not, in a window that begins
 * at base; all of it is translated. */
static void expect_noted(struct twins *twins, enum operation operation, uint32_t bytes, uint32_t at,
                         uint32_t base, bool by_register)
{
	struct twin *fast = &twins->fast;
	uint32_t address = at - base;
	put_instruction(twins, CODE,
	                (struct instruction){
	                        operation,
	                        .a = by_register ? 5 : 0,
	                        .b = 6,
	                        .immediate = by_register ? -3 : (int32_t)address,
	                });
	PUT(twins, CODE + 4, jal, .immediate = -1);
	set_register(twins, 5, address + 3);
	set_psw(twins, (struct psw){ .pc = CODE - base, .base = base, .bound = MEMORY - base });
	fast->engine->run(fast->engine, &fast->machine, TIMES, &fast->histories[0], &fast->trap);
	fast_take_stores(fast->engine);
	fast->engine->run(fast->engine, &fast->machine, TIMES, &fast->histories[0], &fast->trap);
	struct noted_stores stores = fast_take_stores(fast->engine);
	cr_expect_eq(stores.any, overlaps(at, bytes, NOTED, NOTED_END), "any: %x, base %x, %u", at,
	             base, bytes);
	cr_expect_eq(stores.behind, overlaps(at, bytes, NOTED + NOTED_FIRST, NOTED_END),
	             "behind: %x, base %x, %u", at, base, bytes);
}

static void try_around(uint32_t edge)
{
	static const enum operation operations[] = { OPERATION_sb, OPERATION_sh, OPERATION_sw };
	for (unsigned i = 0; i < sizeof operations / sizeof operations[0]; i++) {
		struct twins *twins = twins_create();
		fast_note_stores(twins->fast.engine, NOTED, NOTED_SIZE);
		for (uint32_t at = edge - 5; at < edge + 3; at++)
			for (unsigned way = 0; way < 4; way++)
				expect_noted(twins, operations[i], 1u << i, at, way / 2 * PAGE_SIZE,
				             way % 2 != 0);
		twins_destroy(twins);
	}
}

Test(notes, a_store_is_noted_where_it_reaches_what_is_noted)
{
	try_around(NOTED);
	try_around(NOTED + NOTED_FIRST);
	try_around(NOTED_END);
	try_around(NOTED - PAGE_SIZE);
}

Test(notes, what_is_interpreted_may_have_stored_anywhere)
{
	struct twins *twins = twins_create();
	struct twin *fast = &twins->fast;
	fast_note_stores(fast->engine, NOTED, NOTED_SIZE);
	PUT(twins, CODE, sw, .b = 6, .immediate = NOTED + NOTED_FIRST);
	fast->engine->run(fast->engine, &fast->machine, 1, &fast->histories[0], &fast->trap);
	struct noted_stores stores = fast_take_stores(fast->engine);
	cr_expect(stores.any && stores.behind);
	twins_destroy(twins);
}
