/* Every cause of a trap: when it comes, what it stores, and that it changes nothing else. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

enum { A = 5, B = 6, FRAME_UNTOUCHED = 0x77777777 };
enum { USER = STATUS_USER };

/* A board whose next word is this, in user mode in a window of its own or in supervisor mode in
 * all of memory; the timer is on. */
static struct board *before_word(uint32_t word, uint32_t status)
{
	struct board *board = board_create();
	bool is_user = (status & STATUS_USER) != 0;
	*psw_of(board) = (struct psw){ .status = status,
		                       .pc = 0x10,
		                       .base = is_user ? 0x4000 : 0,
		                       .bound = is_user ? 0x1000 : BOARD_MEMORY,
		                       .timer = 100 };
	for (uint32_t i = 0; i < REGISTERS; i++)
		registers_of(board)[i] = 0x100 * i;
	put(board, psw_of(board)->base + 0x10, word);
	for (uint32_t address = 0; address < TRAP_NEW_PSW; address += 4)
		if (is_user)
			put(board, address, FRAME_UNTOUCHED);
	return board;
}

static uint32_t word_of(struct instruction instruction)
{
	return encode(&instruction);
}

/* Steps into the trap and compares all that it stores and leaves. */
static void expect_trap(struct board *board, enum cause cause, uint32_t value, uint32_t word)
{
	uint32_t registers[REGISTERS];
	memcpy(registers, registers_of(board), sizeof registers);
	struct psw before = *psw_of(board);
	uint64_t clock = clock_of(board);
	cr_assert_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, 0x00), before.status);
	cr_expect_eq(get(board, 0x04), before.pc);
	cr_expect_eq(get(board, 0x08), before.base);
	cr_expect_eq(get(board, 0x0C), before.bound);
	cr_expect_eq(get(board, 0x10), before.timer);
	cr_expect_eq(get(board, 0x14), cause, "cause %u", get(board, 0x14));
	cr_expect_eq(get(board, 0x18), value, "value %X", get(board, 0x18));
	cr_expect_eq(get(board, 0x1C), word, "word %08X", get(board, 0x1C));
	cr_expect_eq(psw_of(board)->status, 0);
	cr_expect_eq(psw_of(board)->pc, BOARD_HANDLER);
	cr_expect_eq(psw_of(board)->base, 0);
	cr_expect_eq(psw_of(board)->bound, BOARD_MEMORY);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_eq(memcmp(registers, registers_of(board), sizeof registers), 0);
	cr_expect_eq(clock_of(board), clock);
	board_destroy(board);
}

/* The word traps the same way from both modes. */
static void expect_in_both_modes(uint32_t word, enum cause cause, uint32_t value)
{
	expect_trap(before_word(word, 0), cause, value, word);
	expect_trap(before_word(word, USER), cause, value, word);
}

Test(traps, illegal_words_trap_in_both_modes)
{
	static const uint32_t words[] = { 0x00000000, 0x10123001, 0x31A50020, 0x52000000,
		                          0x90000000, 0xE0000000, 0x81000001 };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		expect_in_both_modes(words[i], CAUSE_ILLEGAL, 0);
}

Test(traps, undefined_words_of_group_f_are_illegal_in_supervisor_mode)
{
	static const uint32_t words[] = { 0xFFFFFFFF, 0xF7000000, 0xF4000001, 0xF0100000 };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		expect_trap(before_word(words[i], 0), CAUSE_ILLEGAL, 0, words[i]);
}

Test(traps, every_word_of_group_f_is_privileged_in_user_mode)
{
	static const uint32_t words[] = {
		0xF0000040, 0xF1000040, 0xF2A00000, 0xF3A00010, 0xF4000000, 0xF50A0000,
		0xFFFFFFFF, 0xF6000000, 0xF7000000, 0xF4000001, 0xF0100000,
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		expect_trap(before_word(words[i], USER), CAUSE_PRIVILEGED, 0, words[i]);
}

/* An lpsw whose address is bad and an out to the console: neither gets so far. */
Test(traps, a_privileged_instruction_does_nothing_before_it_traps)
{
	struct board *board = before_word(0xF3A00010, USER);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->output_length, 0);
	board_destroy(board);
	uint32_t word = word_of((struct instruction){ OPERATION_lpsw, .immediate = -4 });
	expect_trap(before_word(word, USER), CAUSE_PRIVILEGED, 0, word);
}

Test(traps, a_fetch_outside_the_window)
{
	struct board *board = before_word(0, USER);
	psw_of(board)->pc = 0x1000;
	expect_trap(board, CAUSE_FETCH, 0x1000, 0);
	board = before_word(0, 0);
	psw_of(board)->pc = BOARD_MEMORY;
	expect_trap(board, CAUSE_FETCH, BOARD_MEMORY, 0);
}

Test(traps, a_load_outside_the_window)
{
	uint32_t word = word_of((struct instruction){ OPERATION_lw, .d = A, .immediate = -1 });
	expect_in_both_modes(word, CAUSE_LOAD, 0xFFFFFFFF);
	word = word_of((struct instruction){ OPERATION_lh, .d = A, .immediate = 0x0FFF });
	expect_trap(before_word(word, USER), CAUSE_LOAD, 0x1000, word);
}

Test(traps, a_load_into_register_zero_traps_too)
{
	uint32_t word = word_of((struct instruction){ OPERATION_lw, .d = 0, .immediate = -1 });
	expect_in_both_modes(word, CAUSE_LOAD, 0xFFFFFFFF);
}

Test(traps, a_store_outside_the_window)
{
	uint32_t word = word_of((struct instruction){ OPERATION_sb, .b = A, .immediate = -1 });
	expect_in_both_modes(word, CAUSE_STORE, 0xFFFFFFFF);
}

Test(traps, a_psw_outside_the_window)
{
	uint32_t word = word_of((struct instruction){ OPERATION_lpsw, .immediate = -8 });
	expect_trap(before_word(word, 0), CAUSE_LOAD, 0xFFFFFFF8, word);
	word = word_of((struct instruction){ OPERATION_spsw, .immediate = -8 });
	expect_trap(before_word(word, 0), CAUSE_STORE, 0xFFFFFFF8, word);
}

Test(traps, break_traps)
{
	expect_in_both_modes(0x81000000, CAUSE_BREAK, 0);
}

Test(traps, syscall_gives_its_number)
{
	expect_in_both_modes(0x80000007, CAUSE_SYSCALL, 7);
	expect_in_both_modes(0x8000FFFF, CAUSE_SYSCALL, 0xFFFFFFFF);
	expect_in_both_modes(0x80008000, CAUSE_SYSCALL, 0xFFFF8000);
}

Test(traps, the_timer_interrupt_is_stored_with_pending_cleared)
{
	struct board *board = before_word(0x00000000, USER);
	psw_of(board)->status |= STATUS_INTERRUPTS | STATUS_TIMER_PENDING;
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_OLD_PSW), USER | STATUS_INTERRUPTS);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 4), 0x10);
	cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_TIMER);
	cr_expect_eq(get(board, TRAP_VALUE), 0);
	cr_expect_eq(get(board, TRAP_WORD), 0);
	board_destroy(board);
}

/* A pending timer that is not what trapped stays pending in the old PSW. */
Test(traps, another_trap_keeps_timer_pending)
{
	struct board *board = before_word(0x81000000, USER | STATUS_TIMER_PENDING);
	expect_trap(board, CAUSE_BREAK, 0, 0x81000000);
}

Test(traps, a_device_interrupt_names_the_device)
{
	struct board *board = before_word(0x00000000, USER | STATUS_INTERRUPTS);
	board->machine.devices.disk.status = DISK_DONE;
	expect_trap(board, CAUSE_DEVICE, 2, 0);
	board = before_word(0x00000000, STATUS_INTERRUPTS);
	board->machine.devices.console.receiving = true;
	board->machine.devices.console.held = 'x';
	expect_trap(board, CAUSE_DEVICE, 1, 0);
}

Test(traps, the_lowest_device_goes_first)
{
	struct board *board = before_word(0x00000000, STATUS_INTERRUPTS);
	board->machine.devices.console.receiving = true;
	board->machine.devices.console.held = 'x';
	board->machine.devices.disk.status = DISK_DONE;
	expect_trap(board, CAUSE_DEVICE, 1, 0);
}

Test(traps, the_timer_goes_before_devices)
{
	struct board *board = before_word(0x00000000, STATUS_INTERRUPTS | STATUS_TIMER_PENDING);
	board->machine.devices.disk.status = DISK_DONE;
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	board_destroy(board);
}

Test(traps, an_interrupt_goes_before_the_next_fetch)
{
	struct board *board = before_word(0, STATUS_INTERRUPTS | STATUS_TIMER_PENDING);
	psw_of(board)->pc = BOARD_MEMORY;
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	board_destroy(board);
}

Test(traps, no_interrupt_while_they_are_off)
{
	struct board *board = before_word(0x30000000, STATUS_TIMER_PENDING);
	board->machine.devices.disk.status = DISK_DONE;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	board_destroy(board);
}

/* In user mode a fetch outside the window is no privileged instruction, whatever is in memory. */
Test(traps, fetch_goes_before_privileged)
{
	struct board *board = before_word(0, USER);
	put(board, 0x5000, 0xF4000000);
	psw_of(board)->pc = 0x1000;
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	board_destroy(board);
}

/* The exchange uses physical memory, whatever R is in the old PSW or the new. */
Test(traps, the_exchange_ignores_relocation)
{
	struct board *board = before_word(0x81000000, USER);
	put_psw(board, TRAP_NEW_PSW,
	        (struct psw){
	                .status = USER, .pc = 8, .base = 0x8000, .bound = 0x1000, .timer = 5 });
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_BREAK);
	cr_expect_eq(psw_of(board)->status, USER);
	cr_expect_eq(psw_of(board)->pc, 8);
	cr_expect_eq(psw_of(board)->base, 0x8000);
	cr_expect_eq(psw_of(board)->bound, 0x1000);
	cr_expect_eq(psw_of(board)->timer, 5);
	board_destroy(board);
}
