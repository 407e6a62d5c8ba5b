/* What the instructions that profiles add do, in both modes, and that only their own machine has
 * them. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

enum { A = 5, D = 7, HERE = 0x40, USER_BASE = 0x4000, USER_BOUND = 0x2000, TIMER = 100 };
enum { USER = STATUS_USER, ON = STATUS_INTERRUPTS, PENDING = STATUS_TIMER_PENDING };

/* A board of the profile with this word next, at HERE, in user mode in a window of its own or in
 * supervisor mode in all of memory; the timer is on. */
static struct board *before_word(enum profile profile, uint32_t word, uint32_t status)
{
	struct board *board = board_create();
	bool is_user = (status & STATUS_USER) != 0;
	board->machine.devices.system.profile = profile;
	*psw_of(board) = (struct psw){ .status = status,
		                       .pc = HERE,
		                       .base = is_user ? USER_BASE : 0,
		                       .bound = is_user ? USER_BOUND : BOARD_MEMORY,
		                       .timer = TIMER };
	put(board, psw_of(board)->base + HERE, word);
	return board;
}

/* Every status that can be in force without an interrupt at once. */
static const uint32_t statuses[] = { 0, USER, ON, USER | ON, PENDING, USER | PENDING };
enum { STATUSES = sizeof statuses / sizeof statuses[0] };

/* Executes the word, which completes and goes on behind itself or at target; all of the PSW but
 * these and the timer is as given. */
static struct board *complete(struct board *board, uint32_t status, uint32_t pc, uint32_t bound)
{
	struct psw before = *psw_of(board);
	cr_assert_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->status, status, "status %x, not %x", psw_of(board)->status,
	             status);
	cr_expect_eq(psw_of(board)->pc, pc, "pc %x, not %x", psw_of(board)->pc, pc);
	cr_expect_eq(psw_of(board)->base, before.base);
	cr_expect_eq(psw_of(board)->bound, bound);
	cr_expect_eq(psw_of(board)->timer, before.timer - 1);
	cr_expect_eq(clock_of(board), 1);
	return board;
}

/* Executes a word that reads; what it puts into D. */
static uint32_t result_of(struct board *board)
{
	complete(board, psw_of(board)->status, HERE + 4, psw_of(board)->bound);
	uint32_t result = registers_of(board)[D];
	board_destroy(board);
	return result;
}

/* The word traps, and nothing changes. */
static void expect_trap(struct board *board, enum cause cause, uint32_t value)
{
	struct machine before = board->machine;
	uint8_t memory[BOARD_MEMORY];
	memcpy(memory, board->bytes, sizeof memory);
	cr_assert_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, cause);
	cr_expect_eq(board->trap.value, value, "value %x", board->trap.value);
	cr_expect_eq(board->trap.word, read_word(board->bytes + psw_of(board)->base + HERE));
	cr_expect_eq(memcmp(&before.cpu, &board->machine.cpu, sizeof before.cpu), 0);
	cr_expect_eq(memcmp(memory, board->bytes, sizeof memory), 0);
	cr_expect_eq(clock_of(board), 0);
	board_destroy(board);
}

Test(flawed, jrst1_jumps_and_is_in_user_mode)
{
	for (size_t i = 0; i < STATUSES; i++) {
		/* jrst1 -1(t0) */
		struct board *board = before_word(PROFILE_jrst1, 0xE005FFFF, statuses[i]);
		registers_of(board)[A] = 0x208; /* 0x207, and so 0x204 */
		complete(board, statuses[i] | USER, 0x204, psw_of(board)->bound);
		board_destroy(board);
	}
}

/* Privileged instructions trap behind it. */
Test(flawed, jrst1_leaves_supervisor_mode_at_once)
{
	struct board *board = before_word(PROFILE_jrst1, 0xE0000100, 0);
	put(board, 0x100, 0xF4000000); /* wait */
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_PRIVILEGED);
	board_destroy(board);
}

Test(flawed, popf_takes_the_interrupt_enable_in_supervisor_mode)
{
	static const struct {
		uint32_t value, before, after;
	} rows[] = {
		{ 0, 0, 0 },   { 2, 0, 2 },          { 0, 2, 0 }, { 2, 2, 2 },
		{ ~2u, 2, 0 }, { 0xFFFFFFFF, 0, 2 }, { 2, 4, 6 }, { 0, 4, 4 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct board *board = before_word(PROFILE_popf, 0xE1050000, rows[i].before);
		registers_of(board)[A] = rows[i].value;
		complete(board, rows[i].after, HERE + 4, BOARD_MEMORY);
		board_destroy(board);
	}
}

Test(flawed, popf_does_nothing_in_user_mode)
{
	for (size_t i = 0; i < STATUSES; i++) {
		if ((statuses[i] & USER) == 0)
			continue;
		for (uint32_t value = 0; value < 8; value++) {
			struct board *board = before_word(PROFILE_popf, 0xE1050000, statuses[i]);
			registers_of(board)[A] = value;
			complete(board, statuses[i], HERE + 4, USER_BOUND);
			board_destroy(board);
		}
	}
}

/* The interrupt comes between popf and the next instruction. */
Test(flawed, popf_lets_a_pending_interrupt_in_at_once)
{
	struct board *board = before_word(PROFILE_popf, 0xE1050000, PENDING);
	registers_of(board)[A] = ON;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	cr_expect_eq(psw_of(board)->pc, HERE + 4);
	board_destroy(board);
}

/* It completes at the timer's last instruction, and the timer is pending behind it. */
Test(flawed, popf_keeps_the_interrupt_of_its_own_instant_out)
{
	struct board *board = before_word(PROFILE_popf, 0xE1050000, ON);
	psw_of(board)->timer = 1;
	PLACE(board, HERE + 4, addi, .d = D, .immediate = 3);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->status, PENDING);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 3);
	board_destroy(board);
}

Test(flawed, cps_takes_mode_and_interrupt_enable_in_supervisor_mode)
{
	for (uint32_t before = 0; before < 8; before += 2)
		for (int32_t immediate = -4; immediate < 8; immediate++) {
			if (before == (ON | PENDING))
				continue; /* interrupts, not cps, would be next */
			struct board *board =
			        before_word(PROFILE_cps, 0xE2000000 | (uint16_t)immediate, before);
			uint32_t low = (uint32_t)immediate & 3;
			complete(board, (before & PENDING) | low, HERE + 4, BOARD_MEMORY);
			board_destroy(board);
		}
}

Test(flawed, cps_does_nothing_in_user_mode)
{
	for (size_t i = 0; i < STATUSES; i++)
		for (uint32_t immediate = 0; immediate < 4 && (statuses[i] & USER); immediate++) {
			struct board *board =
			        before_word(PROFILE_cps, 0xE2000000 | immediate, statuses[i]);
			complete(board, statuses[i], HERE + 4, USER_BOUND);
			board_destroy(board);
		}
}

Test(flawed, mfpi_loads_through_the_old_psw_in_supervisor_mode)
{
	struct board *board = before_word(PROFILE_mfpi, 0xE375FFFC, 0); /* mfpi t2, -4(t0) */
	put_psw(board, TRAP_OLD_PSW,
	        (struct psw){ .status = USER, .base = 0x5000, .bound = 0x1000 });
	registers_of(board)[A] = 0x1000;
	put(board, 0x0FFC, 0x11111111);
	put(board, 0x5FFC, 0x22222222);
	cr_expect_eq(result_of(board), 0x22222222);
}

Test(flawed, mfpi_traps_outside_of_the_previous_window)
{
	struct board *board = before_word(PROFILE_mfpi, 0xE375FFFD, 0);
	put_psw(board, TRAP_OLD_PSW,
	        (struct psw){ .status = USER, .base = 0x5000, .bound = 0x1000 });
	registers_of(board)[A] = 0x1000;
	expect_trap(board, CAUSE_LOAD, 0x1000);
}

/* Nothing has made sure that what lies there is a PSW. */
Test(flawed, mfpi_reads_nothing_beyond_memory)
{
	static const uint32_t bases[] = { BOARD_MEMORY, BOARD_MEMORY - 3, 0xFFFFFFFF, 0x80000000 };
	for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
		struct board *board = before_word(PROFILE_mfpi, 0xE3750000, 0);
		put_psw(board, TRAP_OLD_PSW,
		        (struct psw){ .status = 0xFFFFFFFF, .base = bases[i], .bound = ~0u });
		uint32_t inside = bases[i] == BOARD_MEMORY - 3 ? 3 : 0;
		expect_trap(board, CAUSE_LOAD, inside);
	}
}

Test(flawed, mfpi_is_a_plain_load_in_user_mode)
{
	struct board *board = before_word(PROFILE_mfpi, 0xE3750000, USER);
	put_psw(board, TRAP_OLD_PSW, (struct psw){ .base = 0x8000, .bound = 0x1000 });
	registers_of(board)[A] = USER_BOUND - 4;
	put(board, USER_BASE + USER_BOUND - 4, 0x33333333);
	cr_expect_eq(result_of(board), 0x33333333);

	board = before_word(PROFILE_mfpi, 0xE3750000, USER);
	put_psw(board, TRAP_OLD_PSW, (struct psw){ .base = 0, .bound = BOARD_MEMORY });
	registers_of(board)[A] = USER_BOUND - 3;
	expect_trap(board, CAUSE_LOAD, USER_BOUND);
}

Test(flawed, smsw_reads_the_status_in_both_modes)
{
	for (size_t i = 0; i < STATUSES; i++)
		cr_expect_eq(result_of(before_word(PROFILE_smsw, 0xE4700000, statuses[i])),
		             statuses[i]);
}

Test(flawed, pushf_stores_the_interrupt_enable_alone)
{
	for (size_t i = 0; i < STATUSES; i++) {
		struct board *board = before_word(PROFILE_pushf, 0xE5050001, statuses[i]);
		uint32_t base = psw_of(board)->base;
		registers_of(board)[A] = 0x300;
		put(board, base + 0x301, 0xFFFFFFFF);
		complete(board, statuses[i], HERE + 4, psw_of(board)->bound);
		cr_expect_eq(get(board, base + 0x301), statuses[i] & ON);
		board_destroy(board);
	}
}

Test(flawed, pushf_traps_outside_of_the_window)
{
	struct board *board = before_word(PROFILE_pushf, 0xE5050000, USER | ON);
	registers_of(board)[A] = USER_BOUND - 3;
	expect_trap(board, CAUSE_STORE, USER_BOUND);
}

Test(flawed, lra_gives_the_physical_address)
{
	struct board *board = before_word(PROFILE_lra, 0xE6757FFF, USER); /* 32767(t0) */
	registers_of(board)[A] = (uint32_t)USER_BOUND - 1 - 32767;
	cr_expect_eq(result_of(board), USER_BASE + USER_BOUND - 1);

	board = before_word(PROFILE_lra, 0xE6750000, 0);
	registers_of(board)[A] = 0x1234;
	cr_expect_eq(result_of(board), 0x1234);
}

Test(flawed, lra_traps_outside_of_the_window)
{
	struct board *board = before_word(PROFILE_lra, 0xE6750000, USER);
	registers_of(board)[A] = USER_BOUND;
	expect_trap(board, CAUSE_LOAD, USER_BOUND);
	/* Inside of the bound, but beyond memory. */
	board = before_word(PROFILE_lra, 0xE6750000, 0);
	*psw_of(board) = (struct psw){ .pc = 0, .base = 0xF000, .bound = 0x4000 };
	put(board, 0xF000 + HERE, 0xE6750000);
	psw_of(board)->pc = HERE;
	registers_of(board)[A] = 0x1000;
	expect_trap(board, CAUSE_LOAD, 0x1000);
}

Test(flawed, rdtimer_reads_the_timer_before_it)
{
	static const uint32_t modes[] = { 0, USER };
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		cr_expect_eq(result_of(before_word(PROFILE_rdtimer, 0xE7700000, modes[i])), TIMER);
		struct board *board = before_word(PROFILE_rdtimer, 0xE7700000, modes[i]);
		psw_of(board)->timer = 1;
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[D], 1);
		cr_expect_eq(psw_of(board)->status, modes[i] | PENDING);
		board_destroy(board);
		board = before_word(PROFILE_rdtimer, 0xE7700000, modes[i]);
		psw_of(board)->timer = 0;
		registers_of(board)[D] = 9;
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[D], 0);
		cr_expect_eq(psw_of(board)->timer, 0);
		board_destroy(board);
	}
}

Test(flawed, rdtsc_reads_the_low_word_of_the_clock_before_it)
{
	static const uint32_t modes[] = { 0, USER };
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		struct board *board = before_word(PROFILE_rdtsc, 0xE8700000, modes[i]);
		board->machine.devices.clock = UINT64_C(0x1FFFFFFFF);
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[D], 0xFFFFFFFF);
		cr_expect_eq(clock_of(board), UINT64_C(0x200000000));
		board_destroy(board);
	}
}

/* Paged, as a load: from a page that may be read, whatever else may be done with it. */
Test(flawed, lra_asks_for_what_a_load_asks_for)
{
	enum { VALID = 1, READ = 2, WRITE = 4, EXECUTE = 8, ROOT = 0x1000, TABLE = 0x2000 };
	for (uint32_t permissions = 0; permissions < 16; permissions += 2) {
		struct board *board = before_word(PROFILE_lra, 0xE6750000, USER);
		put(board, ROOT, TABLE | VALID);
		put(board, TABLE, 0x8000 | VALID | EXECUTE);
		put(board, TABLE + 4, 0x9000 | VALID | permissions);
		put(board, 0x8000 + HERE, 0xE6750000);
		psw_of(board)->status = USER | STATUS_PAGED;
		psw_of(board)->base = board->machine.buffer.root = ROOT;
		registers_of(board)[A] = 0x1234;
		enum outcome outcome = OUTCOME_COMPLETED;
		for (int fills = 0;
		     fills < 3 && outcome == OUTCOME_COMPLETED && clock_of(board) == 0; fills++)
			outcome = step(board);
		bool is_refused = (permissions & READ) == 0;
		cr_expect_eq(outcome, is_refused ? OUTCOME_TRAPPED : OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[D], is_refused ? 0 : 0x9234);
		if (is_refused) {
			cr_expect_eq(board->trap.cause, CAUSE_LOAD);
			cr_expect_eq(board->trap.value, 0x1234);
		}
		board_destroy(board);
	}
}

Test(flawed, shrink_lowers_the_bound_by_pages)
{
	static const struct {
		uint32_t value, bound;
	} rows[] = {
		{ 0, 0 },
		{ 1, 0 },
		{ 0xFFF, 0 },
		{ 0x1000, 0x1000 },
		{ 0x1FFF, 0x1000 },
		{ USER_BOUND, USER_BOUND },
		{ USER_BOUND + 1, USER_BOUND },
		{ 0x80000000, USER_BOUND }, /* compared without a sign */
		{ 0xFFFFFFFF, USER_BOUND },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (uint32_t mode = 0; mode <= USER; mode += USER) {
			struct board *board = before_word(PROFILE_shrink, 0xE9050000, mode);
			psw_of(board)->bound = USER_BOUND;
			registers_of(board)[A] = rows[i].value;
			complete(board, mode, HERE + 4, rows[i].bound);
			board_destroy(board);
		}
}

/* It completes, and the next instruction is not there. */
Test(flawed, shrink_is_in_force_at_the_next_instruction)
{
	struct board *board = before_word(PROFILE_shrink, 0xE9050000, USER);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	cr_expect_eq(board->trap.value, HERE + 4);
	board_destroy(board);
}

Test(flawed, uhalt_halts_in_both_modes_and_does_not_complete)
{
	for (size_t i = 0; i < STATUSES; i++) {
		struct board *board = before_word(PROFILE_uhalt, 0xEA050000, statuses[i]);
		registers_of(board)[A] = 0x12345678;
		psw_of(board)->timer = 1;
		cr_expect_eq(step(board), OUTCOME_HALTED);
		cr_expect_eq(board->trap.value, 0x12345678);
		cr_expect_eq(psw_of(board)->pc, HERE);
		cr_expect_eq(psw_of(board)->timer, 1);
		cr_expect_eq(clock_of(board), 0);
		board_destroy(board);
	}
}

/* Words of all of them, with register t0 as what they read and t2 as what they write. */
static const struct {
	enum profile profile;
	uint32_t word;
} words[] = {
	{ PROFILE_jrst1, 0xE0050000 }, { PROFILE_popf, 0xE1050000 },
	{ PROFILE_cps, 0xE2000000 },   { PROFILE_mfpi, 0xE3750000 },
	{ PROFILE_smsw, 0xE4700000 },  { PROFILE_pushf, 0xE5050000 },
	{ PROFILE_lra, 0xE6750000 },   { PROFILE_rdtimer, 0xE7700000 },
	{ PROFILE_rdtsc, 0xE8700000 }, { PROFILE_shrink, 0xE9050000 },
	{ PROFILE_uhalt, 0xEA050000 },
};
enum { WORDS = sizeof words / sizeof words[0] };

Test(flawed, other_machines_have_none_of_them)
{
	for (size_t i = 0; i < WORDS; i++)
		for (enum profile profile = 0; profile < PROFILES; profile++)
			for (uint32_t mode = 0; mode <= USER && profile != words[i].profile; mode++)
				expect_trap(before_word(profile, words[i].word, mode),
				            CAUSE_ILLEGAL, 0);
}

Test(flawed, fields_that_must_be_zero_make_them_illegal)
{
	static const struct {
		enum profile profile;
		uint32_t word;
	} malformed[] = {
		{ PROFILE_jrst1, 0xE0150000 }, { PROFILE_popf, 0xE1050001 },
		{ PROFILE_cps, 0xE2050000 },   { PROFILE_smsw, 0xE4710000 },
		{ PROFILE_pushf, 0xE5150000 }, { PROFILE_rdtimer, 0xE7700001 },
		{ PROFILE_rdtsc, 0xE8708000 }, { PROFILE_shrink, 0xE9150000 },
		{ PROFILE_uhalt, 0xEA050800 },
	};
	for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
		for (uint32_t mode = 0; mode <= USER; mode++)
			expect_trap(before_word(malformed[i].profile, malformed[i].word, mode),
			            CAUSE_ILLEGAL, 0);
}

Test(flawed, register_zero_stays_zero)
{
	static const struct {
		enum profile profile;
		uint32_t word;
	} into_zero[] = {
		{ PROFILE_mfpi, 0xE3000010 },  { PROFILE_smsw, 0xE4000000 },
		{ PROFILE_lra, 0xE6000010 },   { PROFILE_rdtimer, 0xE7000000 },
		{ PROFILE_rdtsc, 0xE8000000 },
	};
	for (size_t i = 0; i < sizeof into_zero / sizeof into_zero[0]; i++) {
		struct board *board = before_word(into_zero[i].profile, into_zero[i].word, USER);
		board->machine.devices.clock = 5;
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(registers_of(board)[0], 0);
		board_destroy(board);
	}
}

/* An interrupt that is due comes before each of them. */
Test(flawed, an_interrupt_comes_first)
{
	for (size_t i = 0; i < WORDS; i++) {
		struct board *board = before_word(words[i].profile, words[i].word, ON | PENDING);
		cr_expect_eq(step(board), OUTCOME_TRAPPED);
		cr_expect_eq(board->trap.cause, CAUSE_TIMER);
		cr_expect_eq(clock_of(board), 0);
		board_destroy(board);
	}
}

/* In a stretch they count as any instruction does: the timer comes after the same one. */
Test(flawed, they_count_for_the_timer)
{
	for (uint32_t timer = 1; timer < 12; timer++) {
		struct board *board = board_create();
		board->machine.devices.system.profile = PROFILE_smsw;
		for (uint32_t i = 0; i < 16; i++)
			put(board, BOARD_CODE + 4 * i, i % 3 == 0 ? 0x30770001 : 0xE4600000);
		*psw_of(board) = (struct psw){ ON, BOARD_CODE, 0, BOARD_MEMORY, timer };
		enum outcome outcome;
		do
			outcome = run(&board->machine, 1000, &board->history, &board->trap);
		while (outcome == OUTCOME_COMPLETED);
		cr_expect_eq(board->trap.cause, CAUSE_TIMER);
		cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4 * timer);
		cr_expect_eq(clock_of(board), timer);
		cr_expect_eq(registers_of(board)[D], (timer + 2) / 3);
		board_destroy(board);
	}
}

/* A handler that begins with one has begun. */
Test(flawed, they_are_the_first_instruction_of_a_handler)
{
	struct board *board = before_word(PROFILE_smsw, 0x81000000, 0); /* break */
	put(board, BOARD_HANDLER, 0xE4700000);
	put(board, BOARD_HANDLER + 4, 0x81000000);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect(board->machine.cpu.delivering);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_not(board->machine.cpu.delivering);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	board_destroy(board);
}

Test(flawed, the_machine_says_which_it_is)
{
	for (enum profile profile = 0; profile < PROFILES; profile++) {
		struct board *board = before_word(profile, 0xF2700003, 0); /* in t2, 3(zero) */
		cr_expect_eq(result_of(board), (uint32_t)profile);
	}
}
