/* What the host does to the engine while it runs: signals, faults, no room. */
#include <criterion/criterion.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>

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
