/* Paging: tables, the buffer, fills, and what empties it; worked out by hand. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

/* The board's 64 KiB: tables from ROOT on, data from 0x8000 on. */
enum { A = 5, B = 6, D = 7, PAGED = 8, USER = 1 };
enum { ROOT = 0x4000, TABLE = 0x5000, OTHER_ROOT = 0x6000, OTHER_TABLE = 0x7000 };
enum { V = 1, R = 2, W = 4, X = 8 };

/* The entry for a virtual page of the first 4 MiB. */
static void map(struct board *board, uint32_t table, uint32_t page, uint32_t entry)
{
	put(board, table + 4 * page, entry);
}

/* Paged, user mode, pc at virtual 0: page 0 is the frame 0x8000, page 1 is 0x9000. */
static struct board *paged_board(uint32_t code, uint32_t data)
{
	struct board *board = board_create();
	put(board, ROOT, TABLE | V);
	map(board, TABLE, 0, 0x8000 | code);
	map(board, TABLE, 1, 0x9000 | data);
	*psw_of(board) = (struct psw){ .status = PAGED | USER, .base = ROOT, .bound = 0x400000 };
	board->machine.buffer.root = ROOT;
	return board;
}

/* Executes one instruction, or raises its trap, through its fills: returns how many there were. */
static unsigned fills_of(struct board *board, enum outcome *outcome)
{
	uint32_t before = board->machine.buffer.fills;
	uint64_t clock = clock_of(board);
	do
		*outcome = step(board);
	while (*outcome == OUTCOME_COMPLETED && clock_of(board) == clock);
	return board->machine.buffer.fills - before;
}

static void expect_step(struct board *board, unsigned fills)
{
	enum outcome outcome;
	cr_expect_eq(fills_of(board, &outcome), fills);
	cr_expect_eq(outcome, OUTCOME_COMPLETED, "cause %d", board->trap.cause);
}

static void expect_refusal(struct board *board, unsigned fills, enum cause cause, uint32_t value)
{
	enum outcome outcome;
	cr_expect_eq(fills_of(board, &outcome), fills);
	cr_expect_eq(outcome, OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, cause);
	cr_expect_eq(board->trap.value, value, "%x", board->trap.value);
}

static uint32_t held(const struct board *board, uint32_t address)
{
	return buffer_entry(&board->machine.buffer, address);
}

Test(paging, an_address_is_looked_up_in_two_tables)
{
	struct board *board = paged_board(V | X, 0);
	put(board, ROOT + 4 * 3, OTHER_TABLE | V);
	map(board, OTHER_TABLE, 5, 0xA000 | V | R);
	psw_of(board)->bound = 0x1000000;
	put(board, 0xA678, 0x12345678);
	PLACE(board, 0x8000, lw, .d = D, .a = A, .immediate = 8);
	registers_of(board)[A] = 0xC05670; /* 3 of 4 MiB, page 5, 0x678 less 8 */
	expect_step(board, 2);
	cr_expect_eq(registers_of(board)[D], 0x12345678);
	cr_expect_eq(clock_of(board), 1);
	board_destroy(board);
}

Test(paging, each_kind_of_access_asks_for_its_permission)
{
	static const struct {
		uint32_t word, needed;
		enum cause cause;
	} cases[] = {
		{ 0x62750000, R, CAUSE_LOAD },  /* lw t2, 0(t0) */
		{ 0x72750000, W, CAUSE_STORE }, /* sw t2, 0(t0) */
		{ 0x43050000, X, CAUSE_FETCH }, /* jr t0 */
	};
	for (uint32_t permissions = 0; permissions < 16; permissions += 2) {
		for (size_t i = 0; i < 3; i++) {
			struct board *board = paged_board(V | X, V | permissions);
			put(board, 0x8000, cases[i].word);
			PLACE(board, 0x9000, addi, .d = 0);
			registers_of(board)[A] = 0x1000;
			bool is_jump = cases[i].cause == CAUSE_FETCH;
			if (is_jump)
				expect_step(board, 1);
			if ((permissions & cases[i].needed) != 0)
				expect_step(board, is_jump ? 1 : 2);
			else
				expect_refusal(board, is_jump ? 0 : 1, cases[i].cause, 0x1000);
			board_destroy(board);
		}
	}
}

Test(paging, what_is_not_valid_is_refused)
{
	static const struct {
		uint32_t root, leaf;
	} cases[] = {
		{ 0, 0x9000 | V | R },          /* no table */
		{ TABLE, 0x9000 | V | R },      /* of it only the frame */
		{ TABLE | V, 0x9000 | R },      /* no page */
		{ TABLE | V, 0x10000 | V | R }, /* the frame behind memory */
		{ TABLE | V, 0xFFFFF000 | V | R },
		{ 0x10000 | V, 0x9000 | V | R }, /* the table behind memory */
		{ 0xFFFFF000 | V, 0x9000 | V | R },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct board *board = paged_board(V | X, 0);
		PLACE(board, 0x8000, lbu, .d = D, .a = A);
		registers_of(board)[A] = 0x1FFF;
		cr_expect_eq(step(board), OUTCOME_COMPLETED); /* the fill of the code */
		put(board, ROOT, cases[i].root);
		map(board, TABLE, 1, cases[i].leaf);
		expect_refusal(board, 0, CAUSE_LOAD, 0x1FFF);
		board_destroy(board);
	}
}

Test(paging, the_bound_ends_the_space)
{
	struct board *board = paged_board(V | X, V | R);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	registers_of(board)[A] = 0xFFE;
	psw_of(board)->bound = 0x1000;
	map(board, TABLE, 0, 0x8000 | V | X | R);
	expect_refusal(board, 1, CAUSE_LOAD, 0x1000); /* two bytes are in the space */
	psw_of(board)->bound = 0;
	expect_refusal(board, 0, CAUSE_FETCH, 0); /* held, and yet outside */
	board_destroy(board);
}

Test(paging, a_root_outside_of_memory_refuses_everything)
{
	static const uint32_t roots[] = { BOARD_MEMORY, 0x80000000, 0xFFFFF000 };
	for (size_t i = 0; i < 3; i++) {
		struct board *board = paged_board(V | X, 0);
		psw_of(board)->base = roots[i];
		expect_refusal(board, 0, CAUSE_FETCH, 0);
		board_destroy(board);
	}
}

Test(paging, an_access_may_lie_in_two_pages_that_are_apart)
{
	struct board *board = paged_board(V | X, V | R | W);
	map(board, TABLE, 2, 0xF000 | V | R | W);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	PLACE(board, 0x8004, sw, .b = D, .a = A, .immediate = 1);
	registers_of(board)[A] = 0x1FFE;
	board->bytes[0x9FFE] = 0x11, board->bytes[0x9FFF] = 0x22;
	board->bytes[0xF000] = 0x33, board->bytes[0xF001] = 0x44;
	expect_step(board, 3);
	cr_expect_eq(registers_of(board)[D], 0x44332211);
	expect_step(board, 0);
	cr_expect_eq(board->bytes[0x9FFF], 0x11);
	cr_expect_eq(get(board, 0xF000), 0x443322);
	board_destroy(board);
}

/* In one stretch, which is what lets an engine remember where the last ones went. */
Test(paging, accesses_of_a_stretch_go_each_where_the_tables_say)
{
	struct board *board = paged_board(V | X, V | R | W);
	map(board, TABLE, 2, 0xB000 | V | R | W);
	map(board, TABLE, 3, 0xC000 | V | R);
	put(board, ROOT + 4, OTHER_TABLE | V); /* page 1 of the second 4 MiB */
	map(board, OTHER_TABLE, 1, 0xD000 | V | R);
	psw_of(board)->bound = 0x800000;
	put(board, 0x9FFC, 0x44332211);
	put(board, 0xA000, 0xEEEEEEEE); /* behind the frame, of no page */
	put(board, 0xB000, 0x88776655);
	put(board, 0xD000, 0x12345678);
	put(board, 0x9000, 0x9ABCDEF0);
	PLACE(board, 0x8000, lw, .d = D, .a = A, .immediate = 0xFFC);
	PLACE(board, 0x8004, lw, .d = D, .a = A, .immediate = 0xFFE);  /* in two pages */
	PLACE(board, 0x8008, sw, .b = B, .a = A, .immediate = 0x1100); /* in the second */
	PLACE(board, 0x800C, lw, .d = 8, .a = 9);                      /* in another table */
	PLACE(board, 0x8010, lw, .d = 10, .a = A); /* the same place of this one */
	PLACE(board, 0x8014, lw, .d = 11, .a = A, .immediate = 0x2000); /* may be read */
	PLACE(board, 0x8018, sw, .b = B, .a = A, .immediate = 0x2000);  /* and not written */
	for (int round = 0; round < 2; round++) {
		registers_of(board)[A] = 0x1000;
		registers_of(board)[B] = 0xB;
		registers_of(board)[9] = 0x401000;
		psw_of(board)->pc = 0;
		while (psw_of(board)->pc != 0x18) {
			uint64_t clock = clock_of(board);
			enum outcome outcome = run(&board->machine, 6 - psw_of(board)->pc / 4,
			                           &board->history, &board->trap);
			cr_assert_eq(outcome, OUTCOME_COMPLETED, "cause %d", board->trap.cause);
			cr_assert(round == 0 || clock_of(board) == clock + 6, "one stretch");
		}
		cr_expect_eq(registers_of(board)[D], 0x66554433);
		cr_expect_eq(get(board, 0xB100), 0xB);
		cr_expect_eq(registers_of(board)[8], 0x12345678);
		cr_expect_eq(registers_of(board)[10], 0x9ABCDEF0);
	}
	psw_of(board)->pc = 0x14;
	cr_expect_eq(run(&board->machine, 2, &board->history, &board->trap), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_STORE);
	cr_expect_eq(board->trap.value, 0x3000);
	cr_expect_eq(get(board, 0xA000), 0xEEEEEEEE);
	board_destroy(board);
}

/* What lies behind the bound, and what is of another table, is refused in a stretch that has
 * reached its neighbour, though a page is held that has its place. */
Test(paging, what_a_stretch_has_reached_lets_nothing_else_through)
{
	static const struct {
		uint32_t word, reached, held, refused, bound;
		enum cause cause;
	} cases[] = {
		{ 0x64750000, 0x1000, 0x2000, 0x2000, 0x2000, CAUSE_LOAD },  /* lbu t2, 0(t0) */
		{ 0x70750000, 0x1000, 0x2000, 0x2000, 0x2000, CAUSE_STORE }, /* sb t2, 0(t0) */
		{ 0x64750000, 0x3FFFFF, 0x1000, 0x401000, 0x1000000, CAUSE_LOAD },
		{ 0x70750000, 0x3FFFFF, 0x1000, 0x401000, 0x1000000, CAUSE_STORE },
		{ 0x64750000, 0xBFFFFF, 0x801000, 0xC01000, 0x1000000, CAUSE_LOAD },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct board *board = paged_board(V | X, V | R | W);
		map(board, TABLE, 2, 0xA000 | V | R | W);
		map(board, TABLE, 1023, 0xB000 | V | R | W);
		put(board, ROOT + 4 * 2, TABLE | V);
		psw_of(board)->bound = 0x1000000;
		put(board, 0x8000, cases[i].word);
		put(board, 0x8004, (cases[i].word & 0xFFF0FFFF) | (uint32_t)B << 16);
		registers_of(board)[A] = cases[i].held;
		expect_step(board, 2);
		registers_of(board)[B] = cases[i].reached;
		expect_step(board, 1);
		psw_of(board)->bound = cases[i].bound;
		psw_of(board)->pc = 0;
		registers_of(board)[A] = cases[i].reached;
		registers_of(board)[B] = cases[i].refused;
		cr_expect_eq(run(&board->machine, 2, &board->history, &board->trap),
		             OUTCOME_TRAPPED);
		cr_expect_eq(board->trap.cause, cases[i].cause);
		cr_expect_eq(board->trap.value, cases[i].refused);
		cr_expect_eq(psw_of(board)->pc, 4);
		board_destroy(board);
	}
}

/* The first page is read, and held, before the second refuses; nothing is stored. */
Test(paging, the_first_byte_refused_is_the_value)
{
	struct board *board = paged_board(V | X, V | R | W);
	PLACE(board, 0x8000, sw, .b = A, .a = A);
	registers_of(board)[A] = 0x1FFD;
	expect_refusal(board, 2, CAUSE_STORE, 0x2000);
	cr_expect_eq(get(board, 0x9FFC), 0);
	cr_expect_neq(held(board, 0x1000), 0);
	/* The first one refused: the second one is not read. */
	map(board, TABLE, 2, 0xA000 | V | W);
	map(board, TABLE, 1, 0);
	buffer_empty(&board->machine.buffer, ROOT);
	expect_refusal(board, 1, CAUSE_STORE, 0x1FFD);
	cr_expect_eq(held(board, 0x2000), 0);
	board_destroy(board);
}

Test(paging, a_store_into_a_table_changes_nothing_that_is_held)
{
	struct board *board = paged_board(V | X, V | R);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	PLACE(board, 0x8004, lw, .d = D, .a = A);
	registers_of(board)[A] = 0x1000;
	put(board, 0x9000, 1);
	put(board, 0xA000, 2);
	expect_step(board, 2);
	map(board, TABLE, 1, 0xA000 | V | R);
	expect_step(board, 0);
	cr_expect_eq(registers_of(board)[D], 1);
	board_destroy(board);
}

Test(paging, tlbi_empties_the_buffer)
{
	struct board *board = paged_board(V | X, V | R);
	psw_of(board)->status = PAGED;
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	put(board, 0x8004, 0xF6000000);
	PLACE(board, 0x8008, lw, .d = D, .a = A);
	registers_of(board)[A] = 0x1000;
	put(board, 0xA000, 2);
	expect_step(board, 2);
	map(board, TABLE, 1, 0xA000 | V | R);
	expect_step(board, 0);
	cr_expect_eq(held(board, 0), 0);
	expect_step(board, 2);
	cr_expect_eq(registers_of(board)[D], 2);
	cr_expect_eq(clock_of(board), 3);
	board_destroy(board);
}

/* Wherever in its table the entry is. */
Test(paging, tlbi_empties_each_place_of_a_table)
{
	struct board *board = paged_board(V | X, 0);
	psw_of(board)->status = PAGED;
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	put(board, 0x8004, 0xF6000000);
	put(board, 0x9000, 1);
	put(board, 0xA000, 2);
	for (uint32_t page = 1; page < 1024; page++) {
		registers_of(board)[A] = page << 12;
		for (uint32_t frame = 0x9000; frame <= 0xA000; frame += 0x1000) {
			map(board, TABLE, page, frame | V | R);
			psw_of(board)->pc = 0;
			expect_step(board, 2);
			cr_expect_eq(registers_of(board)[D], frame == 0x9000 ? 1 : 2, "page %u",
			             page);
			expect_step(board, 0);
			cr_expect_eq(held(board, page << 12), 0, "page %u", page);
		}
	}
	board_destroy(board);
}

/* Nothing negative is held: what becomes valid, or writable, needs no tlbi; and what is read then
 * takes the place of what was held. */
Test(paging, an_access_that_is_not_held_reads_the_tables_again)
{
	struct board *board = paged_board(V | X, 0);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	PLACE(board, 0x8004, sw, .b = A, .a = A);
	PLACE(board, 0x8008, lw, .d = D, .a = A);
	registers_of(board)[A] = 0x1000;
	put(board, 0x9000, 1);
	expect_refusal(board, 1, CAUSE_LOAD, 0x1000);
	map(board, TABLE, 1, 0x9000 | V | R);
	expect_step(board, 1);
	cr_expect_eq(registers_of(board)[D], 1);
	expect_refusal(board, 0, CAUSE_STORE, 0x1000);
	map(board, TABLE, 1, 0xA000 | V | R | W); /* as after a copy on a write */
	expect_step(board, 1);
	cr_expect_eq(get(board, 0xA000), 0x1000);
	cr_expect_eq(get(board, 0x9000), 1);
	expect_step(board, 0);
	cr_expect_eq(registers_of(board)[D], 0x1000);
	board_destroy(board);
}

Test(paging, a_refusal_takes_nothing_back)
{
	struct board *board = paged_board(V | X, V | R);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	PLACE(board, 0x8004, sw, .b = A, .a = A);
	registers_of(board)[A] = 0x1000;
	expect_step(board, 2);
	map(board, TABLE, 1, 0);
	expect_refusal(board, 0, CAUSE_STORE, 0x1000);
	cr_expect_eq(held(board, 0x1000), 0x9000 | V | R);
	board_destroy(board);
}

/* A fill is no instruction's doing: the instruction is fetched again after it. Here the fill of the
 * data gives the page of the code another frame, with another instruction. */
Test(paging, an_instruction_is_fetched_again_after_a_fill)
{
	struct board *board = paged_board(V | X, 0);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	PLACE(board, 0x9000, addi, .d = D, .a = 0, .immediate = 77);
	registers_of(board)[A] = 0x10;
	cr_expect_eq(step(board), OUTCOME_COMPLETED); /* the fill of the code */
	map(board, TABLE, 0, 0x9000 | V | R | X);
	expect_step(board, 1);
	cr_expect_eq(registers_of(board)[D], 77);
	board_destroy(board);
}

Test(paging, a_fill_takes_no_time_and_is_no_progress)
{
	struct board *board = paged_board(V | X, 0);
	PLACE(board, 0x8000, addi, .d = D, .a = 0, .immediate = 1);
	psw_of(board)->timer = 1;
	board->machine.cpu.delivering = true;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 0);
	cr_expect_eq(psw_of(board)->timer, 1);
	cr_expect_eq(psw_of(board)->pc, 0);
	cr_expect(board->machine.cpu.delivering);
	expect_step(board, 0);
	cr_expect_neq(psw_of(board)->status & 4, 0);
	board_destroy(board);
}

/* Sixteen tables can be held through; the fill through the next one empties the buffer first. */
Test(paging, a_full_buffer_is_emptied)
{
	struct board *board = paged_board(V | X, 0);
	map(board, TABLE, 0, 0x8000 | V | X | R);
	for (uint32_t i = 1; i < 17; i++)
		put(board, ROOT + 4 * i, TABLE | V);
	psw_of(board)->bound = 0xFFFFF000;
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	for (uint32_t i = 1; i < 16; i++) {
		psw_of(board)->pc = 0;
		registers_of(board)[A] = i << 22;
		expect_step(board, i == 1 ? 2 : 1);
	}
	cr_expect_eq(board->machine.buffer.tables, 16);
	psw_of(board)->pc = 0;
	registers_of(board)[A] = 16u << 22;
	expect_step(board, 2); /* the data, and the code that was lost by it */
	cr_expect_eq(board->machine.buffer.tables, 2);
	cr_expect_eq(held(board, 1u << 22), 0);
	board_destroy(board);
}

Test(paging, another_root_empties_the_buffer_and_relocation_does_not)
{
	struct board *board = paged_board(V | X, V | R);
	PLACE(board, 0x8000, lw, .d = D, .a = A);
	registers_of(board)[A] = 0x1000;
	expect_step(board, 2);
	PLACE(board, 0x1000, lpsw, .immediate = 0x100);
	put_psw(board, 0x100, (struct psw){ PAGED, 0, ROOT, 0x1000, 0 });
	*psw_of(board) = (struct psw){ .pc = 0x1000, .bound = BOARD_MEMORY };
	expect_step(board, 0);
	cr_expect_neq(held(board, 0x1000), 0); /* there and back again */
	*psw_of(board) = (struct psw){ .pc = 0x1000, .bound = BOARD_MEMORY };
	put_psw(board, 0x100, (struct psw){ PAGED, 0, OTHER_ROOT, 0x1000, 0 });
	expect_step(board, 0);
	cr_expect_eq(held(board, 0), 0);
	cr_expect_eq(board->machine.buffer.root, OTHER_ROOT);
	board_destroy(board);
}

Test(paging, a_trap_turns_the_buffer_too)
{
	struct board *board = paged_board(V | X, 0);
	put(board, 0x8000, 0x81000000);
	put_psw(board, TRAP_NEW_PSW, (struct psw){ PAGED, 0x40, OTHER_ROOT, 0x1000, 0 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_OLD_PSW), PAGED | USER);
	cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_BREAK);
	cr_expect_eq(board->machine.buffer.root, OTHER_ROOT);
	cr_expect_eq(held(board, 0), 0);
	/* The handler's first fetch is refused: a trap in a handler that has not begun. */
	cr_expect_eq(step_through(board), OUTCOME_DOUBLE_TRAP);
	board_destroy(board);
}

Test(paging, a_psw_is_loaded_and_stored_across_two_pages)
{
	struct board *board = paged_board(V | X, V | R | W);
	map(board, TABLE, 2, 0xF000 | V | R | W);
	psw_of(board)->status = PAGED;
	PLACE(board, 0x8000, spsw, .a = A);
	PLACE(board, 0x8004, lpsw, .a = A);
	registers_of(board)[A] = 0x1FF4;
	expect_step(board, 3);
	cr_expect_eq(get(board, 0x9FF4), PAGED);
	cr_expect_eq(get(board, 0x9FFC), ROOT);
	cr_expect_eq(get(board, 0xF000), 0x400000);
	put(board, 0x9FF8, 0x20);
	expect_step(board, 0);
	cr_expect_eq(psw_of(board)->pc, 0x20);
	board_destroy(board);
}

/* Two pages with one frame, and the tables in the space that they describe. */
Test(paging, pages_may_share_a_frame_and_show_the_tables)
{
	struct board *board = paged_board(V | X, 0);
	map(board, TABLE, 1, TABLE | V | R | W);
	PLACE(board, 0x8000, sw, .b = B, .a = A, .immediate = 8);
	PLACE(board, 0x8004, lw, .d = D, .a = 0, .immediate = 0x2000);
	registers_of(board)[A] = 0x1000;
	registers_of(board)[B] = 0x8000 | V | R; /* the entry of page 2 */
	expect_step(board, 2);
	expect_step(board, 1);
	cr_expect_eq(registers_of(board)[D], get(board, 0x8000));
	board_destroy(board);
}

/* Execute-only code is hidden from loads. */
Test(paging, execute_only_code_runs)
{
	struct board *board = paged_board(V | X, 0);
	PLACE(board, 0x8000, addi, .d = D, .a = 0, .immediate = 5);
	PLACE(board, 0x8004, lw, .d = D, .a = 0);
	expect_step(board, 1);
	expect_refusal(board, 0, CAUSE_LOAD, 0);
	cr_expect_eq(registers_of(board)[D], 5);
	board_destroy(board);
}

/* Code goes on in the next page, wherever that lies. */
Test(paging, code_runs_across_pages)
{
	struct board *board = paged_board(V | X, V | X);
	map(board, TABLE, 1, 0xE000 | V | X);
	PLACE(board, 0x8FFC, addi, .d = D, .a = D, .immediate = 1);
	PLACE(board, 0xE000, addi, .d = D, .a = D, .immediate = 2);
	PLACE(board, 0xE004, jal, .d = 0, .immediate = -2);
	psw_of(board)->pc = 0xFFC;
	cr_expect_eq(run_for(board, 4), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 4);
	cr_expect_eq(board->machine.buffer.fills, 2);
	board_destroy(board);
}
