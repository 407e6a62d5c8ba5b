/* Traps, and the instructions that exchange the PSW: without a way out of translated code, and with
 * all that they count. */
#include <criterion/criterion.h>

#include "isa/ports.h"
#include "tests/engines/twins.h"

enum {
	LONG = 4000,
	USER = 0x20000, /* where the user's window begins, */
	USER_CODE = 0x100,
	USER_SIZE = 0x4000,
	PLACE = 0x3000 /* of data in it, and of a PSW */
};

/* A user's loop that calls, does what is privileged and what is outside its window. */
static void put_user(struct twins *twins)
{
	uint32_t at = USER + USER_CODE;
	PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, at + 4, syscall, .immediate = 3);
	PUT(twins, at + 8, sw, .a = 0, .b = 10, .immediate = PLACE);
	PUT(twins, at + 12, spsw, .immediate = PLACE);
	PUT(twins, at + 16, break, .d = 0);
	PUT(twins, at + 20, lw, .d = 11, .a = 0, .immediate = PLACE);
	PUT(twins, at + 24, jal, .immediate = -6);
}

static void put_psw(struct twins *twins, uint32_t address, const struct psw *psw)
{
	write_psw(twins->reference.memory.bytes + address, psw);
	write_psw(twins->fast.memory.bytes + address, psw);
}

static struct psw user_psw(uint32_t timer)
{
	return (struct psw){ .status = STATUS_USER | STATUS_INTERRUPTS,
		             .pc = USER_CODE,
		             .base = USER,
		             .bound = USER_SIZE,
		             .timer = timer };
}

Test(exchanges, a_system_call_and_its_return_may_be_cut_anywhere)
{
	for (uint64_t step = 1; step <= 30; step++) {
		struct twins *twins = twins_create();
		put_user(twins);
		set_psw(twins, user_psw(0));
		run_in_steps(twins, LONG, LONG / 3, "calls");
		run_in_steps(twins, 50 * step, step, "calls in steps");
		twins_destroy(twins);
	}
}

Test(exchanges, the_timer_goes_on_through_them)
{
	for (uint32_t timer = 1; timer <= 40; timer++) {
		struct twins *twins = twins_create();
		put_user(twins);
		/* What the handler loads is what was stored, its timer, too: a timer that has come
		 * to its end is begun anew. */
		PUT(twins, HANDLER + 12, addi, .d = 15, .a = 0, .immediate = (int32_t)timer);
		PUT(twins, HANDLER + 16, sw, .b = 15, .immediate = TRAP_OLD_PSW + 16);
		PUT(twins, HANDLER + 20, lw, .d = 15, .immediate = 0x100);
		PUT(twins, HANDLER + 24, lpsw, .immediate = TRAP_OLD_PSW);
		set_psw(twins, user_psw(timer));
		run_in_steps(twins, LONG, 97, "with a timer");
		twins_destroy(twins);
	}
}

/* Behind a call there is more than a slice, and the timer's end in it, before it or behind it. */
Test(exchanges, what_is_due_behind_them_comes_at_its_instruction)
{
	enum { BEHIND = 110 };
	for (uint32_t timer = 30; timer <= BEHIND + 30; timer += 3) {
		struct twins *twins = twins_create();
		uint32_t at = USER + USER_CODE;
		PUT(twins, at, syscall, .immediate = 3);
		for (uint32_t i = 1; i <= BEHIND; i++)
			PUT(twins, at + 4 * i, addi, .d = 10, .a = 10, .immediate = (int32_t)i);
		PUT(twins, at + 4 * BEHIND + 4, jal, .immediate = -BEHIND - 1);
		PUT(twins, HANDLER + 12, addi, .d = 15, .a = 0, .immediate = (int32_t)timer);
		PUT(twins, HANDLER + 16, sw, .b = 15, .immediate = TRAP_OLD_PSW + 16);
		PUT(twins, HANDLER + 20, lpsw, .immediate = TRAP_OLD_PSW);
		set_psw(twins, user_psw(timer));
		run_in_steps(twins, LONG, 811, "calls far from each other");
		run_in_steps(twins, 40 * timer, timer, "in steps");
		twins_destroy(twins);
	}
}

/* The disk is done while they go on. */
Test(exchanges, a_device_is_done_at_its_instruction)
{
	for (uint32_t step = 1; step <= 160; step += 53) {
		struct twins *twins = twins_create();
		put_user(twins);
		set_register(twins, 9, 0x8000);
		set_register(twins, 11, DISK_READ);
		PUT(twins, CODE, out, .b = 9, .immediate = PORT_DISK_ADDRESS);
		PUT(twins, CODE + 4, out, .b = 0, .immediate = PORT_DISK_SECTOR);
		PUT(twins, CODE + 8, out, .b = 11, .immediate = PORT_DISK_COMMAND);
		PUT(twins, CODE + 12, lpsw, .immediate = 0x2000);
		struct psw psw = user_psw(0);
		put_psw(twins, 0x2000, &psw);
		run_in_steps(twins, 2 * LONG, step * 7, "with the disk");
		twins_destroy(twins);
	}
}

/* Many that differ in their bound alone, each with an access at its end or behind it. */
Test(exchanges, every_bound_is_that_of_its_psw)
{
	struct twins *twins = twins_create();
	PUT(twins, CODE, lpsw, .immediate = 0x2000);
	PUT(twins, CODE + 4, lw, .d = 11, .a = 12);
	PUT(twins, CODE + 8, jal, .immediate = -2);
	for (uint32_t i = 0; i < 240; i++) {
		uint32_t bound = (4 + i * 7 % 60) * PAGE_SIZE;
		struct psw psw = { 0, CODE + 4, 0, bound, 0 };
		put_psw(twins, 0x2000, &psw);
		set_register(twins, 12, i / 60 % 2 ? bound : bound - 4);
		run_in_steps(twins, 220, 110, "a bound");
	}
	twins_destroy(twins);
}

/* As many that differ in their base alone: more than are kept. Each window has another word. */
Test(exchanges, every_base_is_that_of_its_psw)
{
	enum { WINDOW = 3 * PAGE_SIZE, WINDOWS = MEMORY / WINDOW, WORD = 0x180 };
	struct twins *twins = twins_create();
	for (uint32_t i = 0; i < WINDOWS; i++) {
		uint32_t base = i * WINDOW;
		PUT(twins, base + CODE, lpsw, .immediate = 0x2000);
		PUT(twins, base + CODE + 4, lw, .d = 11, .immediate = WORD);
		PUT(twins, base + CODE + 8, add, .d = 10, .a = 10, .b = 11);
		PUT(twins, base + CODE + 12, jal, .immediate = -3);
		put_word(twins, base + WORD, i);
	}
	for (uint32_t i = 0, from = 0; i < 20 * WINDOWS; i++) {
		uint32_t base = i * 8 % WINDOWS * WINDOW;
		struct psw psw = { 0, CODE + 4, base, WINDOW, 0 };
		put_psw(twins, from + 0x2000, &psw);
		put_psw(twins, base + 0x2000, &psw);
		run_in_steps(twins, 220, 110, "a base");
		from = base;
	}
	twins_destroy(twins);
}

/* Malformed, but for that like one that was accepted: of these the places are next to each other.
 */
Test(exchanges, no_status_is_another_that_was_accepted)
{
	for (uint32_t bound = 4 * PAGE_SIZE; bound < 40 * PAGE_SIZE; bound += PAGE_SIZE) {
		struct twins *twins = twins_create();
		struct psw psw = { 0, CODE + 4, 0, bound, 0 };
		PUT(twins, CODE, lpsw, .immediate = 0x2000);
		PUT(twins, CODE + 4, jal, .immediate = -1);
		put_psw(twins, 0x2000, &psw);
		run_in_steps(twins, 220, 110, "a status");
		psw.status = 34;
		put_psw(twins, 0x2000, &psw);
		run_in_steps(twins, 220, 110, "another status");
		twins_destroy(twins);
	}
}

/* A supervisor that goes round by lpsw, from one window to another, and stores the PSW. */
static void put_rounds(struct twins *twins, uint32_t status)
{
	for (unsigned i = 0; i < 3; i++) {
		uint32_t base = i * 0x8000, place = 0x2000 + 32 * i;
		struct psw psw = { status, CODE, (i + 1) % 3 * 0x8000, 0x8000 + i * PAGE_SIZE, 0 };
		PUT(twins, base + CODE, addi, .d = 10, .a = 10, .immediate = (int32_t)i);
		PUT(twins, base + CODE + 4, spsw, .immediate = 0x2100);
		PUT(twins, base + CODE + 8, lw, .d = 11, .immediate = 0x2104);
		PUT(twins, base + CODE + 12, lpsw, .immediate = (int32_t)place);
		put_psw(twins, base + place, &psw);
	}
}

Test(exchanges, windows_change_with_the_psw)
{
	for (uint64_t step = 1; step <= 20; step++) {
		struct twins *twins = twins_create();
		put_rounds(twins, 0);
		run_in_steps(twins, LONG, LONG / 3, "rounds");
		run_in_steps(twins, 40 * step, step, "rounds in steps");
		/* One of them becomes smaller than what it executes. */
		struct psw psw = { 0, CODE, 0x8000, 0x1000, 0 };
		put_psw(twins, 0x2000, &psw);
		run_in_steps(twins, 200, step, "a smaller window");
		twins_destroy(twins);
	}
}

Test(exchanges, an_interrupt_that_waits_comes_behind_the_instruction_that_lets_it)
{
	struct twins *twins = twins_create();
	put_rounds(twins, STATUS_TIMER_PENDING);
	run_in_steps(twins, LONG, 331, "pending");
	put_rounds(twins, STATUS_TIMER_PENDING | STATUS_INTERRUPTS);
	run_in_steps(twins, LONG, 331, "pending, then let through");
	twins_destroy(twins);
}

Test(exchanges, an_instruction_that_loads_itself_is_the_last_that_counts)
{
	struct twins *twins = twins_create();
	struct psw psw = { 0, CODE + 4, 0, MEMORY, 0 };
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 4, lpsw, .immediate = 0x2000);
	put_psw(twins, 0x2000, &psw);
	run_in_steps(twins, LONG, 331, "itself");
	twins_destroy(twins);
}

/* What was computed just before them, wherever the host has it. */
Test(exchanges, their_operand_may_be_any_register)
{
	for (uint8_t r = 1; r < REGISTERS; r++) {
		struct twins *twins = twins_create();
		struct psw psw = { 0, CODE, 0, MEMORY, 0 };
		PUT(twins, CODE, addi, .d = r, .a = 0, .immediate = 0x2000);
		PUT(twins, CODE + 4, spsw, .a = r);
		PUT(twins, CODE + 8, addi, .d = r, .a = r, .immediate = 0x40);
		PUT(twins, CODE + 12, spsw, .a = r, .immediate = 4);
		PUT(twins, CODE + 16, out, .b = r, .a = 0, .immediate = PORT_DISK_ADDRESS);
		PUT(twins, CODE + 20, addi, .d = r, .a = r, .immediate = 0x40);
		PUT(twins, CODE + 24, lpsw, .a = r);
		put_psw(twins, 0x2080, &psw);
		run_in_steps(twins, LONG / 10, 37, "any register");
		cr_expect_neq(read_word(twins->reference.memory.bytes + 0x2044 + 4), 0);
		cr_expect_eq(twins->reference.machine.devices.disk.address, 0x2040);
		twins_destroy(twins);
	}
}

Test(exchanges, what_is_malformed_stops_the_machine)
{
	static const struct psw malformed[] = {
		{ 16, CODE, 0, MEMORY, 0 },
		{ 0, CODE + 2, 0, MEMORY, 0 },
		{ 0, CODE, 4, MEMORY, 0 },
		{ 0, CODE, 0, MEMORY + 1, 0 },
	};
	for (unsigned i = 0; i < 2 * sizeof malformed / sizeof malformed[0]; i++) {
		struct twins *twins = twins_create();
		uint32_t at = i % 2 ? 0x2000 : TRAP_NEW_PSW;
		put_rounds(twins, 0);
		if (i % 2 == 0)
			PUT(twins, CODE + 4, syscall, .immediate = 1);
		run_in_steps(twins, LONG, 1000, "well-formed");
		write_psw(twins->reference.memory.bytes + at, &malformed[i / 2]);
		write_psw(twins->fast.memory.bytes + at, &malformed[i / 2]);
		run_in_steps(twins, LONG, 1000, "malformed");
		cr_expect_eq(twins->fast.outcome, OUTCOME_MALFORMED);
		twins_destroy(twins);
	}
}

Test(exchanges, a_handler_that_traps_at_once_stops_the_machine)
{
	for (uint64_t step = 7; step <= 700; step *= 100) {
		struct twins *twins = twins_create();
		put_user(twins);
		set_psw(twins, user_psw(0));
		run_in_steps(twins, LONG, 1000, "before");
		PUT(twins, HANDLER, syscall, .immediate = 1);
		run_in_steps(twins, LONG, step, "trapping at once");
		cr_expect_eq(twins->fast.outcome, OUTCOME_DOUBLE_TRAP);
		twins_destroy(twins);
	}
}

/* The trap area lies in a page of code, and so does where the PSW is stored. */
Test(exchanges, what_they_store_may_be_code)
{
	struct twins *twins = twins_create();
	PUT(twins, 0x200, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, 0x204, spsw, .immediate = 0x20C);
	PUT(twins, 0x208, jal, .immediate = 6);
	PUT(twins, 0x220, syscall, .immediate = 1);
	PUT(twins, 0x224, jal, .immediate = -9);
	PUT(twins, 0x240, addi, .d = 11, .a = 11, .immediate = 1);
	set_psw(twins, (struct psw){ .pc = 0x200, .bound = MEMORY });
	run_in_steps(twins, LONG, 53, "in a page of code");
	twins_destroy(twins);
}

/* A page becomes code while another window than the caller's is in force, to which a call returns:
 * its next store there is to the code. */
Test(exchanges, what_becomes_code_is_so_in_the_window_that_is_returned_to)
{
	/* The first run ends at each trap: what is called is called first in a later one. */
	enum { CALLED = 0x2000, CALLS = 600, AT = USER + USER_CODE };
	struct twins *twins = twins_create();
	PUT(twins, AT, addi, .d = 6, .a = 6, .immediate = 1); /* the next addi */
	PUT(twins, AT + 4, sw, .a = 5, .b = 6);
	PUT(twins, AT + 8, syscall, .immediate = 3);
	PUT(twins, AT + 12, jal, .immediate = -3);
	PUT(twins, USER + CALLED, addi, .d = 12, .a = 12, .immediate = 1);
	PUT(twins, USER + CALLED + 4, jalr, .a = 1);
	PUT(twins, HANDLER, addi, .d = 13, .a = 13, .immediate = 1);
	PUT(twins, HANDLER + 4, bltu, .a = 13, .b = 14, .immediate = 2);
	PUT(twins, HANDLER + 8, jal, .d = 1, .immediate = (USER + CALLED - HANDLER - 8) / 4);
	PUT(twins, HANDLER + 12, lw, .d = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 16, addi, .d = 15, .a = 15, .immediate = 4);
	PUT(twins, HANDLER + 20, sw, .b = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 24, lpsw, .immediate = TRAP_OLD_PSW);
	set_register(twins, 5, CALLED);
	set_register(twins, 6, 0x30CC0001); /* addi a2, a2, 1 */
	set_register(twins, 14, CALLS);
	set_psw(twins, user_psw(0));
	run_in_steps(twins, 3 * LONG, LONG, "calls that store into what is called");
	cr_expect_gt(twins->fast.machine.cpu.registers[12], 1000);
	twins_destroy(twins);
}

Test(exchanges, a_wait_and_the_devices_are_left_to_the_host)
{
	struct twins *twins = twins_create();
	put_user(twins);
	PUT(twins, HANDLER, sw, .b = 15, .immediate = 0x100);
	PUT(twins, HANDLER + 4, in, .d = 15, .immediate = PORT_SYSTEM_CLOCK_LOW);
	PUT(twins, HANDLER + 8, add, .d = 12, .a = 12, .b = 15);
	PUT(twins, HANDLER + 12, lw, .d = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 16, addi, .d = 15, .a = 15, .immediate = 4);
	PUT(twins, HANDLER + 20, sw, .b = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 24, lw, .d = 15, .immediate = 0x100);
	PUT(twins, HANDLER + 28, lpsw, .immediate = TRAP_OLD_PSW);
	set_psw(twins, user_psw(0));
	run_in_steps(twins, LONG, 57, "with a device");
	twins_destroy(twins);
}

/* What has been executed singly fills the history, and what repeats takes none of it. */
Test(exchanges, a_wait_that_goes_on_is_in_the_history_once)
{
	enum { SINGLE = 40 };
	struct twins *twins = twins_create();
	for (uint32_t i = 0; i < SINGLE; i++)
		PUT(twins, CODE + 4 * i, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 4 * SINGLE, wait, .d = 0);
	set_psw(twins, (struct psw){ .pc = CODE, .bound = MEMORY, .timer = LONG });
	for (uint32_t i = 0; i < SINGLE + 3; i++)
		run_both(twins, 1);
	expect_same(twins, "a wait in steps");
	twins_destroy(twins);
}

/* Every window has another block where the computed jump leads. */
Test(exchanges, a_computed_jump_leads_to_code_of_the_window_in_force)
{
	struct twins *twins = twins_create();
	put_rounds(twins, 0);
	for (uint32_t i = 0; i < 3; i++) {
		uint32_t base = i * 0x8000, place = 0x2000 + 32 * i;
		PUT(twins, base + CODE + 4, jalr, .a = 12);
		PUT(twins, base + CODE + 32, addi, .d = 11, .a = 11, .immediate = 1 << i);
		PUT(twins, base + CODE + 36, lpsw, .immediate = (int32_t)place);
	}
	set_register(twins, 12, CODE + 32);
	run_in_steps(twins, LONG, 333, "computed jumps");
	twins_destroy(twins);
}
