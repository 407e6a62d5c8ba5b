/* The cases that are hard for a translator: what is compared is hot code, translated. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "isa/causes.h"
#include "isa/formats.h"
#include "machine/devices/devices.h"
#include "machine/engines/fast/fast.h"
#include "tests/engines/twins.h"

/* Long enough for anything that goes round to be translated. */
enum { LONG = 4000 };

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Any instruction but those that jump, trap or are privileged, of any registers. */
static struct instruction random_instruction(uint32_t *state)
{
	static const enum operation last = OPERATION_sw;
	struct instruction instruction;
	const struct format_row *row;
	do
		instruction.operation = next_random(state) % (last + 1);
	while (instruction.operation >= OPERATION_jal && instruction.operation <= OPERATION_bgeu);
	row = &format_rows[operation_rows[instruction.operation].format];
	instruction.d = row->d == 0 ? 0 : (uint8_t)(next_random(state) % REGISTERS);
	instruction.a = row->a == 0 ? 0 : (uint8_t)(next_random(state) % REGISTERS);
	instruction.b = row->b == 0 ? 0 : (uint8_t)(next_random(state) % REGISTERS);
	int32_t least = immediate_minimum(row->immediate), most = immediate_maximum(row->immediate);
	uint32_t range = (uint32_t)(most - least) + 1;
	instruction.immediate =
	        row->immediate == 0 ? 0 : least + (int32_t)(next_random(state) % range);
	if (next_random(state) % 4 == 0 && row->immediate == 16)
		instruction.immediate = (int32_t)(next_random(state) % 8);
	return instruction;
}

/* Values that lie at edges, or addresses of memory without code. */
static uint32_t random_value(uint32_t *state)
{
	static const uint32_t edges[] = { 0,          1,  0xFFFFFFFF, 0x80000000,
		                          0x7FFFFFFF, 31, 32,         0xFFFF8000 };
	uint32_t value = next_random(state);
	if (value % 4 == 0)
		return edges[value / 4 % 8];
	if (value % 4 == 1)
		return 0x10000 + value % 0x20000;
	return value << 8 ^ next_random(state);
}

/* Forty instructions of any registers, in a loop, with values of all kinds. */
static void try_any_instructions(struct twins *twins, uint32_t seed)
{
	uint32_t state = seed, address = CODE;
	char what[32];
	snprintf(what, sizeof what, "seed %u", seed);
	for (unsigned i = 0; i < 40; i++, address += 4)
		put_instruction(twins, address, random_instruction(&state));
	close_loop(twins, CODE, address);
	for (unsigned i = 1; i < REGISTERS; i++)
		set_register(twins, i, random_value(&state));
	run_in_steps(twins, LONG, 500, what);
	for (unsigned i = 0; i < 4; i++) {
		for (unsigned j = 1; j < REGISTERS; j++)
			set_register(twins, j, random_value(&state));
		run_in_steps(twins, 200, 1 + state % 50, what);
	}
}

Test(engines, every_instruction_of_any_registers_is_the_same)
{
	for (uint32_t seed = 1; seed <= 150; seed++) {
		struct twins *twins = twins_create();
		try_any_instructions(twins, seed);
		twins_destroy(twins);
	}
}

Test(engines, a_host_without_the_newer_shifts_does_the_same)
{
	for (uint32_t seed = 1; seed <= 50; seed++) {
		struct twins *twins = twins_create();
		((struct fast *)twins->fast.engine)->has_shifts = false;
		try_any_instructions(twins, seed);
		twins_destroy(twins);
	}
}

Test(engines, the_limit_may_be_anywhere_in_a_block)
{
	for (uint64_t step = 1; step <= 24; step++) {
		struct twins *twins = twins_create();
		put_busy_loop(twins);
		run_both(twins, LONG);
		run_in_steps(twins, 40 * step, step, "in steps");
		twins_destroy(twins);
	}
}

Test(engines, the_timer_may_be_anything)
{
	static const uint32_t timers[] = { 1, 2, 3, 7, 8, 9, 100, 8191, 8192, 8193, UINT32_MAX };
	for (unsigned i = 0; i < sizeof timers / sizeof timers[0]; i++) {
		struct twins *twins = twins_create();
		put_busy_loop(twins);
		run_both(twins, LONG);
		for (unsigned round = 0; round < 20; round++) {
			struct psw psw = twins->reference.machine.cpu.psw;
			psw.status = STATUS_INTERRUPTS;
			psw.timer = timers[i] + (timers[i] < 10000 ? round : 0);
			set_psw(twins, psw);
			run_in_steps(twins, 10000, 3333, "with a timer");
		}
		twins_destroy(twins);
	}
}

Test(engines, a_device_event_is_at_its_instruction)
{
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	run_both(twins, LONG);
	for (unsigned round = 0; round < 30; round++) {
		struct psw psw = twins->reference.machine.cpu.psw;
		psw.status = STATUS_INTERRUPTS;
		set_psw(twins, psw);
		struct machine *machines[] = { &twins->reference.machine, &twins->fast.machine };
		for (unsigned i = 0; i < 2; i++) {
			struct machine *machine = machines[i];
			devices_out(&machine->devices, &machine->wiring, PORT_DISK_ADDRESS,
			            0x30000);
			devices_out(&machine->devices, &machine->wiring, PORT_DISK_COMMAND,
			            DISK_READ);
		}
		run_in_steps(twins, 3000, 700 + round, "with a device");
		for (unsigned i = 0; i < 2; i++)
			devices_in(&machines[i]->devices, &machines[i]->wiring, PORT_DISK_STATUS);
	}
	twins_destroy(twins);
}

/* Changes an instruction of its own loop each time round: the one at a distance behind the store.
 */
static void put_changing_loop(struct twins *twins, uint32_t code, unsigned behind)
{
	uint32_t at = code;
	set_register(twins, 5, code + 12 + 4 * behind); /* t0: what is changed */
	set_register(twins, 6, 0x30AA0001);             /* addi a0, a0, 1 */
	PUT(twins, at, xori, .d = 6, .a = 6, .immediate = 6);
	PUT(twins, at + 4, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, at + 8, sw, .a = 5, .b = 6);
	for (at += 12; at < code + 48; at += 4)
		PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
	close_loop(twins, code, at);
}

Test(engines, code_that_changes_itself_does_so_at_the_next_instruction)
{
	for (unsigned behind = 0; behind < 8; behind++) {
		struct twins *twins = twins_create();
		put_changing_loop(twins, CODE, behind);
		run_in_steps(twins, 6 * LONG, 97, "changing");
		twins_destroy(twins);
	}
}

Test(engines, code_that_changes_itself_may_lie_across_pages)
{
	for (unsigned behind = 0; behind < 8; behind++) {
		struct twins *twins = twins_create();
		put_changing_loop(twins, 0x5000 - 20, behind);
		set_psw(twins, (struct psw){ .pc = 0x5000 - 20, .bound = MEMORY });
		run_in_steps(twins, 6 * LONG, 97, "changing across pages");
		twins_destroy(twins);
	}
}

Test(engines, a_store_across_two_pages_changes_both)
{
	struct twins *twins = twins_create();
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 4, sw, .a = 5, .b = 6, .immediate = -2);
	PUT(twins, CODE + 8, jal, .d = 1, .immediate = (0x4FF8 - CODE - 8) / 4);
	close_loop(twins, CODE, CODE + 12);
	for (uint32_t at = 0x4FF8; at < 0x5008; at += 4)
		PUT(twins, at, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, 0x5008, jalr, .a = 1);
	set_register(twins, 5, 0x5000);
	set_register(twins, 6, 0x30CC30BB); /* the halves of two instructions */
	run_in_steps(twins, 4 * LONG, 501, "across two pages");
	twins_destroy(twins);
}

Test(engines, a_page_is_changed_through_another_window)
{
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	run_both(twins, LONG);
	for (unsigned round = 0; round < 12; round++) {
		/* The same code from a window of its own, whose loop writes into the other's. */
		uint32_t target = 64;
		PUT(twins, 0x6000, addi, .d = 14, .a = 14, .immediate = 1);
		PUT(twins, 0x6004, sw, .a = 5, .b = 6);
		PUT(twins, 0x6008, jal, .immediate = -2);
		set_register(twins, 5, target);
		set_register(twins, 6, round % 2 ? 0x30DD0001 : 0x30DD0002);
		struct psw back = twins->reference.machine.cpu.psw;
		set_psw(twins, (struct psw){ .pc = 0x5000, .base = CODE, .bound = 0x6000 });
		run_in_steps(twins, 600, 150, "from another window");
		set_psw(twins, back);
		run_in_steps(twins, 600, 150, "in its own window");
	}
	twins_destroy(twins);
}

Test(engines, the_host_may_write_anywhere_without_a_word)
{
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	for (unsigned round = 0; round < 20; round++) {
		run_in_steps(twins, LONG, 1111, "written by the host");
		PUT(twins, CODE + 64, xori, .d = 13, .a = 13, .immediate = (int32_t)round);
	}
	twins_destroy(twins);
}

Test(engines, the_disk_may_write_over_code)
{
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	memcpy(twins->reference.sector, twins->reference.memory.bytes + CODE, SECTOR_SIZE);
	write_word(twins->reference.sector + 64, 0x30DD0007); /* addi a3, a3, 7 */
	memcpy(twins->fast.sector, twins->reference.sector, SECTOR_SIZE);
	run_both(twins, LONG);
	struct machine *machines[] = { &twins->reference.machine, &twins->fast.machine };
	for (unsigned i = 0; i < 2; i++) {
		struct machine *machine = machines[i];
		devices_out(&machine->devices, &machine->wiring, PORT_DISK_ADDRESS, CODE);
		devices_out(&machine->devices, &machine->wiring, PORT_DISK_COMMAND, DISK_READ);
	}
	run_in_steps(twins, LONG, 97, "written by the disk");
	twins_destroy(twins);
}

/* An access of each width at each address around, in a loop. */
static void try_access(enum operation operation, uint32_t register_value, int32_t immediate,
                       uint32_t bound)
{
	struct twins *twins = twins_create();
	bool stores = operation_rows[operation].format == FORMAT_STORE;
	struct instruction access = { operation, stores ? 0 : 13, 5, stores ? 13 : 0, immediate };
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	put_instruction(twins, CODE + 4, access);
	PUT(twins, CODE + 8, addi, .d = 11, .a = 11, .immediate = 1);
	close_loop(twins, CODE, CODE + 12);
	set_register(twins, 5, 0x20000 - (uint32_t)immediate);
	set_register(twins, 13, 0x12345678);
	set_psw(twins, (struct psw){ .pc = CODE, .bound = bound });
	run_both(twins, 400);
	set_register(twins, 5, register_value);
	run_in_steps(twins, 90, 1, operation_rows[operation].mnemonic);
	twins_destroy(twins);
}

Test(engines, accesses_at_the_edges_trap_or_not)
{
	static const enum operation operations[] = { OPERATION_lb,  OPERATION_lh,  OPERATION_lw,
		                                     OPERATION_lbu, OPERATION_lhu, OPERATION_sb,
		                                     OPERATION_sh,  OPERATION_sw };
	for (unsigned i = 0; i < sizeof operations / sizeof operations[0]; i++) {
		for (uint32_t off = 0; off < 6; off++) {
			try_access(operations[i], MEMORY - 5 + off, 0, MEMORY);
			try_access(operations[i], MEMORY - 5 + off, 0, 2 * MEMORY);
			try_access(operations[i], 0x30000 - 5 + off, 0, 0x30000);
			try_access(operations[i], off - 4, 0, MEMORY);
			try_access(operations[i], off, -5, MEMORY);
			try_access(operations[i], 0xFFFFFFF0, 16 + (int32_t)off, MEMORY);
			try_access(operations[i], 0xFFFFFFFF, 32767, MEMORY);
			try_access(operations[i], 0, -32768, MEMORY);
		}
	}
}

Test(engines, a_load_to_zero_traps_all_the_same)
{
	struct twins *twins = twins_create();
	PUT(twins, CODE, lw, .d = 0, .a = 5);
	PUT(twins, CODE + 4, addi, .d = 10, .a = 10, .immediate = 1);
	close_loop(twins, CODE, CODE + 8);
	set_register(twins, 5, 0x20000);
	run_both(twins, 400);
	set_register(twins, 5, MEMORY - 3);
	run_in_steps(twins, 60, 1, "a load to zero");
	twins_destroy(twins);
}

Test(engines, a_jump_out_of_the_window_is_counted_before_it_traps)
{
	static const uint32_t targets[] = { MEMORY, MEMORY - 4, 0xFFFFFFFC, 0x80000000, 0 };
	for (unsigned i = 0; i < sizeof targets / sizeof targets[0]; i++) {
		struct twins *twins = twins_create();
		PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, CODE + 4, jalr, .d = 5, .a = 5);
		close_loop(twins, CODE, CODE + 8);
		set_register(twins, 5, CODE + 8);
		/* The handler goes to CODE. */
		PUT(twins, HANDLER, addi, .d = 14, .a = 14, .immediate = 1);
		PUT(twins, HANDLER + 4, lui, .d = 5, .immediate = CODE >> 12);
		PUT(twins, HANDLER + 8, sw, .b = 5, .immediate = TRAP_OLD_PSW + 4);
		PUT(twins, HANDLER + 12, addi, .d = 5, .a = 5, .immediate = 8);
		PUT(twins, HANDLER + 16, lpsw, .immediate = TRAP_OLD_PSW);
		run_both(twins, 400);
		for (unsigned round = 0; round < 80; round++) {
			set_register(twins, 5, targets[i]);
			run_in_steps(twins, 12, 1 + round % 5, "out of the window");
		}
		twins_destroy(twins);
	}
}

/* What the trap at the access left in memory, which the reference engine wrote, too. */
static void expect_trap(const struct twins *twins, uint32_t pc, enum cause cause, uint32_t value)
{
	const uint8_t *area = twins->fast.memory.bytes;
	cr_expect_eq(read_word(area + TRAP_OLD_PSW + 4), pc);
	cr_expect_eq(read_word(area + TRAP_CAUSE), cause);
	cr_expect_eq(read_word(area + TRAP_VALUE), value);
}

Test(engines, what_the_host_refuses_is_a_trap_with_its_address_and_place)
{
	for (uint32_t place = 0; place < 6; place++) {
		struct twins *twins = twins_create();
		uint32_t at = CODE + 4 * place;
		for (uint32_t other = CODE; other < CODE + 24; other += 4)
			PUT(twins, other, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, at, lw, .d = 13, .a = 5, .immediate = 12);
		close_loop(twins, CODE, CODE + 24);
		/* The handler stops there. */
		PUT(twins, HANDLER, jal, .immediate = 0);
		set_register(twins, 5, 0x20000);
		run_both(twins, 400);
		set_register(twins, 5, MEMORY - 14); /* its first byte outside is at MEMORY */
		set_register(twins, 13, 0x12345678);
		run_in_steps(twins, 20, 20, "refused");
		expect_trap(twins, at, CAUSE_LOAD, MEMORY);
		cr_expect_eq(twins->fast.machine.cpu.registers[13], 0x12345678);
		twins_destroy(twins);
	}
}

Test(engines, jalr_may_have_the_same_register_twice)
{
	for (uint8_t number = 1; number < REGISTERS; number++) {
		struct twins *twins = twins_create();
		/* There and back: the register holds the way back each time. */
		PUT(twins, CODE, jalr, .d = number, .a = number, .immediate = 2);
		close_loop(twins, CODE, CODE + 4);
		PUT(twins, CODE + 64, jalr, .d = number, .a = number, .immediate = 1);
		PUT(twins, CODE + 68, addi, .d = 10, .a = 10, .immediate = 1);
		set_register(twins, number, CODE + 62);
		run_in_steps(twins, 200, 7, "jalr with one register");
		set_register(twins, number, CODE + 64);
		run_in_steps(twins, 100, 3, "jalr with one register");
		twins_destroy(twins);
	}
}

Test(engines, the_limit_may_be_anywhere_in_the_longest_block)
{
	struct twins *twins = twins_create();
	for (uint32_t at = CODE; at < CODE + 0x200; at += 4)
		PUT(twins, at, addi, .d = 10, .a = 10, .immediate = 1);
	close_loop(twins, CODE, CODE + 0x200);
	run_both(twins, LONG);
	for (uint64_t step = 1; step <= 131; step++)
		run_in_steps(twins, 3 * step, step, "in a long block");
	twins_destroy(twins);
}

Test(engines, code_may_end_with_the_window)
{
	struct twins *twins = twins_create();
	PUT(twins, MEMORY - 12, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, MEMORY - 8, beq, .a = 11, .immediate = -1);
	PUT(twins, MEMORY - 4, addi, .d = 12, .a = 12, .immediate = 1);
	set_psw(twins, (struct psw){ .pc = MEMORY - 12, .bound = MEMORY });
	run_both(twins, 300);
	set_register(twins, 11, 1);
	run_in_steps(twins, 40, 1, "off the end");
	twins_destroy(twins);
}

Test(engines, many_windows_take_turns)
{
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	for (unsigned round = 0; round < 200; round++) {
		struct psw psw = { .pc = CODE, .bound = 0x21000 + round % 70 % 30 * PAGE_SIZE };
		psw.timer = round;
		set_psw(twins, psw);
		run_in_steps(twins, 500, 250, "in many windows");
	}
	twins_destroy(twins);
}
