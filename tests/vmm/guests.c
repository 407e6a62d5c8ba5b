/* Small guests, one condition each, under the VMM and under the hybrid VMM: they end as worked out
 * by hand, and nothing differs from the bare run at any exit. Words are written out; see the
 * manual's section 2. */
#include <criterion/criterion.h>

#include "isa/profiles.h"
#include "vmm/equivalence/compare.h"
#include "vmm/equivalence/program.h"

/* Instructions used below, with the fields that vary. */
#define ADDI(d, a, i) (0x30000000u | (d) << 20 | (a) << 16 | ((i)&0xFFFF))
#define SW(b, i, a) (0x72000000u | (b) << 20 | (a) << 16 | ((i)&0xFFFF))
#define LW(d, i, a) (0x62000000u | (d) << 20 | (a) << 16 | ((i)&0xFFFF))
#define LUI(d, i) (0x40000000u | (d) << 20 | (i))
#define JAL_BACK(words) (0x42000000u | ((0u - (words)) & 0xFFFFF))
#define SYSCALL(i) (0x80000000u | (i))
#define BREAK 0x81000000u
#define LPSW(i) (0xF0000000u | (i))
#define SPSW(i) (0xF1000000u | (i))
#define IN(d, port) (0xF2000000u | (d) << 20 | (port))
#define OUT(b, port) (0xF3000000u | (b) << 20 | (port))
#define WAIT 0xF4000000u
#define HALT(a) (0xF5000000u | (a) << 16)

enum { A0 = 10, A1 = 11, HANDLER = 0x1100, USER = 0x1200, LIMIT = 10000000 };
enum { GUEST_SIZE = PROGRAM_MEMORY };

static struct pair pair;

/* A guest: code at 0x1000, a handler at 0x1100, user code at 0x1200, PSWs at 0x20 and 0x40. */
struct guest {
	uint32_t code[64], handler[64], user[64];
	struct psw new_psw, psw;
};

static void run_both(const struct guest *guest, const char *input)
{
	struct program program = { .page = { 0 } };
	struct program_image image;
	struct differences differences;
	struct supply supply = program_supply(PROFILE_pg32);
	supply.input = (const uint8_t *)input;
	supply.input_size = strlen(input);
	memcpy(program.code, guest->code, sizeof guest->code);
	memcpy(program.code + 64, guest->handler, sizeof guest->handler);
	memcpy(program.code + 128, guest->user, sizeof guest->user);
	write_psw((uint8_t *)program.page + TRAP_NEW_PSW, &guest->new_psw);
	write_psw((uint8_t *)program.page + 0x40, &guest->psw);
	uint32_t count = program_files(&program, &image);
	pair.limit = LIMIT;
	cr_assert(pair_boot(&pair, &supply, image.files, count, false));
	cr_assert(run_in_step(&pair, &differences), "exit %llu: %s: bare %s, virtual %s",
	          (unsigned long long)pair.exits, differences.list[0].field,
	          differences.list[0].bare, differences.list[0].virtual);
	cr_assert_not(pair.at_limit, "the guest runs for ever");
}

static void under_the_vmm(void)
{
	pair_create(&pair, GUEST_SIZE, NULL);
}

static void under_the_hybrid_vmm(void)
{
	under_the_vmm();
	pair.hybrid = true;
}

/* A condition, tested under both. */
#define CONDITION(name)                                              \
	static void name(void);                                      \
	Test(guests, name, .init = under_the_vmm)                    \
	{                                                            \
		name();                                              \
	}                                                            \
	Test(interpreted_guests, name, .init = under_the_hybrid_vmm) \
	{                                                            \
		name();                                              \
	}                                                            \
	static void name(void)

static uint32_t guest_word(uint32_t address)
{
	return read_word(pair.hosted.vm.guest.memory.bytes + address);
}

static const struct psw kernel_handler = { .pc = HANDLER, .bound = GUEST_SIZE };
static const struct psw user_program = { STATUS_USER | STATUS_INTERRUPTS, USER, 0, GUEST_SIZE, 0 };

CONDITION(halt_with_their_own_status)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, 42), HALT(A0) } }, "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_HALTED);
	cr_assert_eq(pair.hosted.vm.last.value, 42);
	cr_assert_eq(pair.hosted.vm.guest.devices.clock, 1);
	cr_assert_eq(pair.hosted.vm.guest.cpu.psw.pc, 0x1004);
}

CONDITION(read_the_size_of_their_own_memory)
{
	run_both(&(struct guest){ .code = { IN(A0, PORT_SYSTEM_MEMORY), HALT(0) } }, "");
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0], GUEST_SIZE);
}

CONDITION(store_their_own_psw_and_not_the_real_one)
{
	run_both(&(struct guest){ .code = { SPSW(0x80), HALT(0) } }, "");
	cr_assert_eq(guest_word(0x80), 0, "supervisor mode");
	cr_assert_eq(guest_word(0x84), 0x1000, "pc");
	cr_assert_eq(guest_word(0x88), 0, "base");
	cr_assert_eq(guest_word(0x8C), GUEST_SIZE, "bound");
	cr_assert_eq(guest_word(0x90), 0, "timer");
}

CONDITION(take_a_syscall_of_their_user_programs)
{
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .handler = { LW(A0, TRAP_VALUE, 0), HALT(A0) },
	                          .user = { ADDI(A1, 0, 7), SYSCALL(5) },
	                          .new_psw = kernel_handler,
	                          .psw = user_program },
	         "");
	cr_assert_eq(pair.hosted.vm.last.value, 5);
	cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_SYSCALL);
	cr_assert_eq(guest_word(TRAP_OLD_PSW + 4), USER + 4, "the old pc is the syscall's");
	cr_assert_eq(guest_word(TRAP_WORD), SYSCALL(5));
	cr_assert_eq(pair.hosted.vm.counts[CAUSE_SYSCALL], 1);
}

CONDITION(see_a_privileged_instruction_of_a_user_program_as_a_trap)
{
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .handler = { HALT(0) },
	                          .user = { HALT(0) },
	                          .new_psw = kernel_handler,
	                          .psw = user_program },
	         "");
	cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_PRIVILEGED);
	cr_assert_eq(guest_word(TRAP_OLD_PSW), user_program.status, "from user mode");
}

CONDITION(see_an_undefined_privileged_word_as_illegal_in_supervisor_mode)
{
	run_both(&(struct guest){ .code = { 0xFF000000 },
	                          .handler = { HALT(0) },
	                          .new_psw = kernel_handler },
	         "");
	cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_ILLEGAL);
}

CONDITION(cannot_reach_beyond_their_memory)
{
	run_both(&(struct guest){ .code = { LUI(A0, GUEST_SIZE >> 12), SW(A0, 0, A0) },
	                          .handler = { HALT(0) },
	                          .new_psw = kernel_handler },
	         "");
	cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_STORE);
	cr_assert_eq(guest_word(TRAP_VALUE), GUEST_SIZE);
}

CONDITION(cannot_get_a_window_beyond_their_memory)
{
	struct psw wide = user_program;
	wide.base = 0xFFFFF000;
	wide.bound = 0xFFFFF000;
	wide.pc = 0;
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .handler = { HALT(0) },
	                          .new_psw = kernel_handler,
	                          .psw = wide },
	         "");
	cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_FETCH);
}

CONDITION(get_the_timer_after_exactly_the_instructions_they_asked_for)
{
	for (uint32_t timer = 1; timer < 40; timer++) {
		struct psw timed = user_program;
		timed.timer = timer;
		run_both(&(struct guest){ .code = { LPSW(0x40) },
		                          .handler = { HALT(0) },
		                          .user = { ADDI(A0, A0, 1), JAL_BACK(1) },
		                          .new_psw = kernel_handler,
		                          .psw = timed },
		         "");
		cr_assert_eq(guest_word(TRAP_CAUSE), CAUSE_TIMER);
		/* The table's address is what a0 begins with; every other instruction adds. */
		cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0],
		             GUEST_SIZE - PAGE_SIZE + (timer + 1) / 2);
		cr_assert_eq(pair.hosted.vm.guest.devices.clock, 1 + timer);
	}
}

CONDITION(get_the_timer_late_where_interrupts_were_off)
{
	struct psw masked = { 0, USER, 0, GUEST_SIZE, 2 };
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .handler = { HALT(0) },
	                          .user = { ADDI(0, 0, 0), ADDI(0, 0, 0), ADDI(0, 0, 0), SPSW(0x80),
	                                    LW(A0, 0x80, 0), HALT(A0) },
	                          .new_psw = kernel_handler,
	                          .psw = masked },
	         "");
	cr_assert_eq(pair.hosted.vm.last.value, STATUS_TIMER_PENDING);
}

CONDITION(wait_without_using_real_time)
{
	struct psw waiting = { 0, USER, 0, GUEST_SIZE, 1000000 };
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .user = { WAIT, HALT(0) },
	                          .psw = waiting },
	         "");
	cr_assert_eq(pair.hosted.vm.guest.devices.clock, 1 + 1000000);
	cr_assert_lt(pair.real->devices.clock, 10);
}

CONDITION(wait_for_what_can_never_come)
{
	run_both(&(struct guest){ .code = { WAIT } }, "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_IDLE);
}

CONDITION(check_stop_at_a_malformed_psw)
{
	run_both(&(struct guest){ .code = { LPSW(0x40) }, .psw = { .status = 16 } }, "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_MALFORMED);
}

CONDITION(check_stop_at_a_malformed_new_psw)
{
	run_both(&(struct guest){ .code = { BREAK }, .new_psw = { .base = 1 } }, "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_MALFORMED);
	cr_assert_eq(guest_word(TRAP_OLD_PSW + 4), 0x1000, "the old PSW was stored");
}

CONDITION(check_stop_at_a_trap_in_a_handler_that_has_not_begun)
{
	run_both(&(struct guest){ .code = { BREAK },
	                          .handler = { SYSCALL(1) },
	                          .new_psw = kernel_handler },
	         "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_DOUBLE_TRAP);
}

CONDITION(may_trap_in_a_handler_that_has_begun)
{
	run_both(&(struct guest){ .code = { BREAK },
	                          .handler = { ADDI(A0, A0, 1), BREAK, HALT(0) },
	                          .new_psw = { .pc = HANDLER + 4, .bound = GUEST_SIZE } },
	         "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_DOUBLE_TRAP);
	run_both(&(struct guest){ .code = { BREAK },
	                          .handler = { ADDI(A0, 0, HANDLER + 12), SW(A0, 0x24, 0), BREAK,
	                                       HALT(0) },
	                          .new_psw = kernel_handler },
	         "");
	cr_assert_eq(pair.virtual_outcome, OUTCOME_HALTED);
}

CONDITION(write_to_the_real_console)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, '!'), OUT(A0, PORT_CONSOLE_OUTPUT),
	                                    HALT(0) } },
	         "");
	cr_assert_eq(pair.real_host.output_size, 1);
	cr_assert_eq(pair.real_host.output[0], '!');
}

CONDITION(get_console_input_one_latency_after_they_asked)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, 1), OUT(A0, PORT_CONSOLE_CONTROL), WAIT,
	                                    IN(A0, PORT_SYSTEM_CLOCK_LOW),
	                                    IN(A1, PORT_CONSOLE_INPUT), HALT(0) } },
	         "k");
	/* The out is the instruction at clock 1. */
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0], 1 + LATENCY_CONSOLE);
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A1], 'k');
}

CONDITION(poll_the_console_at_once)
{
	run_both(&(struct guest){ .code = { IN(A0, PORT_CONSOLE_POLL), IN(A1, PORT_CONSOLE_AWAIT),
	                                    HALT(0) } },
	         "k");
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0], 'k');
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A1], CONSOLE_END);
}

CONDITION(move_sectors_of_the_real_disk_by_their_own_addresses)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, 3), OUT(A0, PORT_DISK_SECTOR),
	                                    ADDI(A0, 0, 0x400), OUT(A0, PORT_DISK_ADDRESS),
	                                    ADDI(A0, 0, DISK_READ), OUT(A0, PORT_DISK_COMMAND),
	                                    WAIT, IN(A0, PORT_DISK_STATUS), ADDI(A1, 0, DISK_WRITE),
	                                    OUT(0, PORT_DISK_SECTOR), OUT(A1, PORT_DISK_COMMAND),
	                                    WAIT, IN(A1, PORT_DISK_STATUS), HALT(0) } },
	         "");
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0], DISK_DONE);
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A1], DISK_DONE);
	cr_assert_arr_eq(pair.hosted.vm.guest.memory.bytes + 0x400,
	                 pair.real_host.disk + 3 * SECTOR_SIZE, SECTOR_SIZE);
	cr_assert_arr_eq(pair.real_host.disk, pair.real_host.disk + 3 * SECTOR_SIZE, SECTOR_SIZE);
	cr_assert_eq(pair.real->devices.waited, 2 * LATENCY_DISK, "no instruction waits for it");
}

CONDITION(cannot_move_sectors_beyond_their_memory)
{
	run_both(&(struct guest){ .code = { LUI(A0, GUEST_SIZE >> 12), ADDI(A0, A0, -511),
	                                    OUT(A0, PORT_DISK_ADDRESS), ADDI(A0, 0, DISK_READ),
	                                    OUT(A0, PORT_DISK_COMMAND), WAIT,
	                                    IN(A0, PORT_DISK_STATUS), HALT(0) } },
	         "");
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A0], DISK_FAILED);
}

CONDITION(change_their_own_code)
{
	run_both(
	        &(struct guest){ .code = { LW(A0, 0x1200, 0), SW(A0, 0x1008, 0), HALT(0), HALT(0) },
	                         .user = { ADDI(A1, 0, 9) } },
	        "");
	cr_assert_eq(pair.hosted.vm.guest.cpu.registers[A1], 9);
}

/* What the hybrid VMM counts. */

static uint32_t count_emulated(void)
{
	uint32_t sum = 0;
	for (unsigned i = COUNT_EMULATED; i < COUNT_TIMER; i++)
		sum += pair.hosted.vm.counts[i];
	return sum;
}

Test(interpreted_guests, run_user_code_directly, .init = under_the_hybrid_vmm)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, 1), LPSW(0x40) },
	                          .handler = { ADDI(A0, 0, 2), HALT(A0) },
	                          .user = { ADDI(A1, 0, 7), ADDI(A1, 0, 8), SYSCALL(5) },
	                          .new_psw = kernel_handler,
	                          .psw = user_program },
	         "");
	cr_assert_eq(pair.hosted.vm.guest.devices.clock, 5);
	cr_assert_eq(pair.hosted.vm.interpreted, 3, "all in supervisor mode that completed");
	cr_assert_eq(pair.real->devices.clock, 2, "the two in user mode");
	cr_assert_eq(pair.exits, 1, "the syscall");
	cr_assert_eq(pair.hosted.vm.counts[COUNT_INTERPRETED], 0,
	             "a trap from user mode is an exit");
	cr_assert_eq(count_emulated(), 0);
}

Test(interpreted_guests, trap_without_an_exit_in_supervisor_mode, .init = under_the_hybrid_vmm)
{
	run_both(&(struct guest){ .code = { ADDI(A0, 0, 1), BREAK },
	                          .handler = { HALT(0) },
	                          .new_psw = kernel_handler },
	         "");
	cr_assert_eq(pair.exits, 0);
	cr_assert_eq(pair.hosted.vm.interpreted, 1);
	cr_assert_eq(pair.hosted.vm.counts[CAUSE_BREAK], 1);
	cr_assert_eq(pair.hosted.vm.counts[COUNT_INTERPRETED], 1);
	cr_assert_eq(pair.real->devices.clock, 0, "nothing ran directly");
}

Test(interpreted_guests, are_interrupted_without_an_exit, .init = under_the_hybrid_vmm)
{
	struct psw timed = { STATUS_INTERRUPTS, USER, 0, GUEST_SIZE, 3 };
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .handler = { HALT(0) },
	                          .user = { ADDI(A0, A0, 1), JAL_BACK(1) },
	                          .new_psw = kernel_handler,
	                          .psw = timed },
	         "");
	cr_assert_eq(pair.exits, 0);
	cr_assert_eq(pair.hosted.vm.counts[CAUSE_TIMER], 1);
	cr_assert_eq(pair.hosted.vm.counts[COUNT_INTERPRETED], 0,
	             "an interrupt is no trap of theirs");
	cr_assert_eq(pair.hosted.vm.interpreted, 4, "lpsw and three more");
}

Test(interpreted_guests, do_not_execute_the_time_that_they_wait, .init = under_the_hybrid_vmm)
{
	struct psw waiting = { 0, USER, 0, GUEST_SIZE, 1000 };
	run_both(&(struct guest){ .code = { LPSW(0x40) },
	                          .user = { WAIT, HALT(0) },
	                          .psw = waiting },
	         "");
	cr_assert_eq(pair.hosted.vm.guest.devices.clock, 1 + 1000);
	cr_assert_eq(pair.hosted.vm.interpreted, 2, "lpsw and wait");
}

Test(interpreted_guests, stop_where_they_are_told_to, .init = under_the_hybrid_vmm)
{
	struct history history = { .next = 0 };
	struct trap trap;
	run_both(&(struct guest){ .code = { HALT(0) } }, "");
	pair.hosted.vm.guest.cpu.psw = (struct psw){ 0, USER, 0, GUEST_SIZE, 0 };
	write_word(pair.hosted.vm.guest.memory.bytes + USER, JAL_BACK(0));
	cr_assert_eq(interpret_stretch(&pair.hosted.vm, 777, &history, &trap), OUTCOME_COMPLETED);
	cr_assert_eq(pair.hosted.vm.interpreted, 777);
}
