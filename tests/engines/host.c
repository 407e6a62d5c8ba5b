/* What the host does to the engine while it runs: signals, faults, no room. */
#define _GNU_SOURCE
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "machine/devices/devices.h"
#include "machine/engines/fast/fast.h"
#include "tests/engines/twins.h"

/* Long enough for anything that goes round to be translated. */
enum { LONG = 4000 };

static volatile sig_atomic_t ticks;

static void tick(int number)
{
	(void)number;
	ticks++;
}

Test(engines, signals_of_the_host_are_not_seen)
{
	struct sigaction action = { .sa_handler = tick }, before;
	struct itimerval often = { { 0, 200 }, { 0, 200 } }, never = { { 0, 0 }, { 0, 0 } };
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	sigaction(SIGALRM, &action, &before);
	setitimer(ITIMER_REAL, &often, NULL);
	run_in_steps(twins, 20000000, 1999999, "with signals");
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &before, NULL);
	cr_expect_gt(ticks, 10);
	twins_destroy(twins);
}

Test(engines, a_fault_that_is_none_of_the_guest_goes_to_who_was_there_before)
{
	struct sigaction action = { .sa_handler = tick }, before;
	sigaction(SIGSEGV, &action, &before);
	struct twins *twins = twins_create();
	put_busy_loop(twins);
	run_both(twins, LONG);
	raise(SIGSEGV);
	cr_expect_eq(ticks, 1);
	twins_destroy(twins);
	sigaction(SIGSEGV, &before, NULL);
}

Test(engines, a_fault_that_is_sent_in_the_midst_of_code_is_none_of_the_guest)
{
	struct sigaction action = { .sa_handler = tick }, before;
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGSEGV };
	struct itimerspec often = { { 0, 200000 }, { 0, 200000 } };
	timer_t timer;
	sigaction(SIGSEGV, &action, &before);
	struct twins *twins = twins_create();
	struct machine *machine = &twins->fast.machine;
	const uint64_t count = 400000000;
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	close_loop(twins, CODE, CODE + 4);
	cr_assert_eq(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	timer_settime(timer, 0, &often, NULL);
	/* The fast engine alone: nearly all of the signals come to translated code. */
	for (unsigned i = 0; i < 1000 && machine->devices.clock < count; i++)
		twins->fast.engine->run(twins->fast.engine, machine, count - machine->devices.clock,
		                        &twins->fast.histories[0], &twins->fast.trap);
	timer_delete(timer);
	cr_expect_gt(ticks, 10);
	cr_expect_eq(machine->cpu.registers[10], count / 2);
	cr_expect_eq(machine->cpu.psw.pc, CODE);
	twins_destroy(twins);
	sigaction(SIGSEGV, &before, NULL);
}

/* Room for one window more: those that there are make way for the next. */
Test(engines, where_the_host_gives_no_more_windows_make_way)
{
	struct twins *twins = twins_create();
	struct rlimit room, before;
	put_busy_loop(twins);
	run_both(twins, LONG);
	getrlimit(RLIMIT_AS, &before);
	room = before;
	room.rlim_cur = 1;
	for (unsigned round = 0; round < 60; round++) {
		set_psw(twins,
		        (struct psw){ .pc = CODE, .bound = 0x21000 + round % 3 * PAGE_SIZE });
		setrlimit(RLIMIT_AS, &room);
		run_both(twins, 200);
		setrlimit(RLIMIT_AS, &before);
		expect_same(twins, "without room");
	}
	twins_destroy(twins);
}

Test(engines, without_room_there_is_no_fast_engine_but_a_reason)
{
	struct rlimit files = { 0, 0 }, before;
	struct host_memory memory;
	const char *problem = NULL;
	getrlimit(RLIMIT_FSIZE, &before);
	files.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &files);
	cr_assert(host_memory_create(&memory, MEMORY));
	cr_expect_eq(memory.file, -1);
	cr_expect_null(engine_create(ENGINE_fast, &memory, &problem));
	cr_expect_not_null(problem);
	cr_expect_eq(engine_create(ENGINE_auto, &memory, &problem), reference_engine());
	cr_expect_not_null(problem);
	host_memory_destroy(&memory);
	setrlimit(RLIMIT_FSIZE, &before);
}

/* From now on the system call is refused where its third argument is this. */
static void refuse(uint32_t call, uint32_t third, uint32_t error)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, third, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof filter / sizeof filter[0], filter };
	cr_assert_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	cr_assert_eq(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
}

/* Such a protection, as where there are too many pieces of memory. */
static void refuse_protection(uint32_t protection)
{
	refuse(SYS_mprotect, protection, ENOMEM);
}

Test(engines, where_nothing_written_is_executed_there_is_no_fast_engine_but_a_reason)
{
	struct host_memory memory;
	const char *problem = NULL;
	refuse(SYS_mmap, PROT_READ | PROT_EXEC, EACCES);
	cr_assert(host_memory_create(&memory, MEMORY));
	cr_expect_null(engine_create(ENGINE_fast, &memory, &problem));
	cr_expect_str_eq(problem, "the host does not let the fast engine execute what it writes");
	cr_expect_eq(engine_create(ENGINE_auto, &memory, &problem), reference_engine());
	host_memory_destroy(&memory);
}

Test(engines, memory_is_all_data_where_the_host_does_not_tell_what_is)
{
	enum { PAGES = 8, WRITTEN = 5 };
	struct host_memory memory;
	uint32_t end;
	cr_assert(host_memory_create(&memory, PAGES * PAGE_SIZE));
	memory.bytes[WRITTEN * PAGE_SIZE] = 1;
	cr_expect_eq(host_memory_data(&memory, 0, &end), WRITTEN);
	cr_expect_eq(end, WRITTEN + 1);
	cr_expect_eq(host_memory_data(&memory, WRITTEN + 1, &end), PAGES);
	refuse(SYS_lseek, SEEK_HOLE, EINVAL);
	cr_expect_eq(host_memory_data(&memory, 0, &end), WRITTEN);
	cr_expect_eq(end, PAGES);
	refuse(SYS_lseek, SEEK_DATA, EINVAL);
	cr_expect_eq(host_memory_data(&memory, 2, &end), 2);
	cr_expect_eq(end, PAGES);
	host_memory_destroy(&memory);
}

enum { FIRST = 0x8000, WRITER = 0x20000, MOST_PAGES = 12 };

/* So many loops, each in a page of its own, and for each one that writes into it: what is written
 * adds another number. They run in windows whose bases are below so many pages. */
static void write_into_code(struct twins *twins, uint32_t pages, uint32_t round, uint32_t bases)
{
	for (uint32_t i = 0; i < pages; i++) {
		uint32_t at = FIRST + i * PAGE_SIZE, base = (round + i) % bases * PAGE_SIZE;
		set_register(twins, 5, at - base);
		set_register(twins, 6, 0x30AA0001 + round + i); /* addi a0, a0, 1 + ... */
		set_psw(twins, (struct psw){ .pc = WRITER - base, .base = base, .bound = MEMORY });
		run_in_steps(twins, 30, 15, "it writes");
		base = (round + 2 * i) % bases * PAGE_SIZE;
		set_psw(twins, (struct psw){ .pc = at - base, .base = base, .bound = MEMORY });
		run_in_steps(twins, 20, 10, "it runs");
	}
}

/* No page is mixed but by the host, which writes nothing more. */
static struct twins *create_unmixed(void)
{
	struct twins *twins = twins_create();
	PUT(twins, WRITER, sw, .a = 5, .b = 6, .immediate = 0);
	PUT(twins, WRITER + 4, addi, .d = 12, .a = 12, .immediate = 1);
	PUT(twins, WRITER + 8, jal, .immediate = -2);
	for (uint32_t i = 0; i < MOST_PAGES; i++)
		PUT(twins, FIRST + i * PAGE_SIZE + 4, jal, .immediate = -1);
	((struct fast *)twins->fast.engine)->most_writes = UINT8_MAX;
	return twins;
}

Test(engines, code_that_the_host_does_not_protect_looks_itself)
{
	struct twins *twins = create_unmixed();
	refuse_protection(PROT_READ);
	for (uint32_t round = 0; round < 4; round++)
		write_into_code(twins, 8, round, 1);
	for (uint32_t round = 0; round < 4; round++)
		write_into_code(twins, MOST_PAGES, round, 3);
	twins_destroy(twins);
}

/* It was protected in the windows that there were. */
Test(engines, code_that_another_window_does_not_protect_looks_itself)
{
	struct twins *twins = create_unmixed();
	for (uint32_t round = 0; round < 4; round++)
		write_into_code(twins, 8, round, 2);
	refuse_protection(PROT_READ);
	for (uint32_t round = 0; round < 12; round++)
		write_into_code(twins, 8, round, 5);
	twins_destroy(twins);
}

/* Code is written by the guest and from outside, in so many windows. */
static void write_what_is_not_given_back(uint32_t bases)
{
	struct twins *twins = create_unmixed();
	write_into_code(twins, 8, 0, bases);
	refuse_protection(PROT_READ | PROT_WRITE);
	for (uint32_t round = 1; round < 6; round++) {
		put_word(twins, FIRST + round * PAGE_SIZE, 0x30AA0001);
		write_into_code(twins, MOST_PAGES, round, bases);
	}
	twins_destroy(twins);
}

Test(engines, code_that_the_host_does_not_give_back_is_written)
{
	write_what_is_not_given_back(1);
}

Test(engines, code_that_the_host_does_not_give_back_is_written_in_other_windows)
{
	write_what_is_not_given_back(3);
}

Test(engines, no_more_pages_are_protected_than_the_host_has_room_for)
{
	struct twins *twins = create_unmixed();
	struct fast *fast = (struct fast *)twins->fast.engine;
	fast->most_code_pages = 3;
	for (uint32_t round = 0; round < 12; round++) {
		write_into_code(twins, 8, round, 3);
		cr_expect_leq(fast->code_pages, 3);
	}
	cr_expect_gt(fast->code_pages, 0);
	twins_destroy(twins);
}
