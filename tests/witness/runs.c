/* Generated programs under vmm.elf, instruction by instruction. */
#include <stdlib.h>
#include <string.h>

#include "isa/profiles.h"
#include "tests/witness/moment.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/bare.h"
#include "vmm/equivalence/nest.h"
#include "vmm/equivalence/rehearsal.h"

enum { LIMIT = 2000 };

/* One run of them all. */
struct run {
	struct session session;
	struct pair pair;
	struct nest nest;
	void (*handle)(struct pair *pair); /* the nest's own */
	struct watcher *watcher;
	struct moment moment;
	uint8_t memory[PROGRAM_MEMORY]; /* of the bare machine, before the exit */
};

static uint32_t next_answer(const struct host *host)
{
	return host->input == host->input_end ? CONSOLE_END : *host->input;
}

/* What there is to see before the instruction or the exit. */
static void look_before(struct run *run)
{
	struct pair *pair = &run->pair;
	struct moment *moment = &run->moment;
	struct view views[VIEWS];
	session_views(&run->session, views);
	moment->now = pair->bare;
	moment->origin = (uint32_t)(views[1].memory - pair->real->memory.bytes);
	moment->real_memory_size = pair->real->memory.size;
	moment->given = pair->resumed.timer;
	moment->completed = pair->resumed.timer - pair->real->cpu.psw.timer;
	moment->is_fetched = bare_peek(&pair->bare, &moment->word);
	moment->answer = next_answer(&pair->real_host);
}

static void look_at_level(const struct machine *machine, struct level *level)
{
	memcpy(level->registers, machine->cpu.registers, sizeof level->registers);
	level->psw = machine->cpu.psw;
	memcpy(level->page, machine->memory.bytes, sizeof level->page);
}

/* The trap's delivery, which the nest does with the exit. */
static void look_at_entry(struct moment *moment, const struct trap *trap)
{
	struct psw old = moment->entered.psw;
	uint8_t *area = moment->entered.page;
	if (trap->cause == CAUSE_TIMER)
		old.status &= ~(uint32_t)STATUS_TIMER_PENDING;
	write_psw(area + TRAP_OLD_PSW, &old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
	moment->trap = *trap;
}

static void handle_exit(struct pair *pair)
{
	struct run *run = pair->observer;
	struct moment *moment = &run->moment;
	const struct host *host = &pair->real_host;
	unsigned polls = host->polls, transfers = host->reads + host->writes;
	size_t outputs = host->output_size;
	look_before(run);
	memcpy(run->memory, pair->bare.memory.bytes, sizeof run->memory);
	moment->now.memory.bytes = run->memory;
	look_at_level(pair->real, &moment->entered);
	look_at_entry(moment, &pair->exit.trap);
	run->handle(pair);
	look_at_level(pair->real, &moment->left);
	moment->outcome = pair->virtual_outcome;
	moment->status = pair->virtual_last.value;
	moment->clock = pair->guest.clock;
	moment->psw = pair->guest.psw;
	moment->memory = pair->guest.memory;
	moment->polls = host->polls - polls;
	moment->transfers = host->reads + host->writes - transfers;
	moment->outputs = (unsigned)(host->output_size - outputs);
	moment->output = moment->outputs == 0 ? 0 : host->output[host->output_size - 1];
	run->watcher->see_exit(run->watcher, moment);
}

/* To the next exit, and through it. False at the end. */
static bool go_on(struct run *run)
{
	struct pair *pair = &run->pair;
	run->moment.resumed = pair->bare;
	do {
		look_before(run);
		if (run->moment.completed < run->moment.given && run->moment.is_fetched)
			run->watcher->see_direct(run->watcher, &run->moment);
	} while (pair_step(pair));
	if (pair_is_over(pair) || !pair_run_virtual(pair))
		return false;
	pair_run_bare(pair);
	return true;
}

static void run_program(struct run *run, const struct program *program)
{
	struct program_image image;
	struct supply supply = program_supply(PROFILE_pg32);
	uint32_t count = program_files(program, &image);
	supply.equipment = program->equipment;
	run->pair.limit = (uint64_t)LIMIT + program_lateness(program);
	if (!pair_boot(&run->pair, &supply, image.files, count, false))
		return;
	while (!pair_is_over(&run->pair) && go_on(run))
		;
}

static void load_vmm(struct session *session, const char *vmm)
{
	struct failure failure = { .status = 0 };
	session->options = options_default();
	session->options.depth = 1;
	session->options.vmm = vmm;
	session->options.memory_size = PROGRAM_MEMORY;
	if (!nest_load(session, &failure))
		give_up(failure.message);
}

void watch_runs(const char *vmm, uint64_t count, struct watcher *watcher)
{
	static const struct settings settings = { .vmm_limit = NEVER };
	struct run *run = reallocate(NULL, sizeof *run);
	struct rehearsal rehearsal;
	struct program program;
	memset(run, 0, sizeof *run);
	load_vmm(&run->session, vmm);
	run->nest = nest_of(&run->session, &settings);
	run->handle = run->nest.handle;
	run->nest.handle = handle_exit;
	pair_create(&run->pair, PROGRAM_MEMORY, &run->nest);
	run->pair.observer = run;
	run->watcher = watcher;
	rehearsal_create(&rehearsal, PROFILE_pg32);
	for (uint64_t seed = 1; seed <= count; seed++) {
		make_program(&rehearsal, &program, seed);
		run_program(run, &program);
	}
	rehearsal_release(&rehearsal);
	pair_release(&run->pair);
	/* The guest's files are not the session's. */
	memset(run->session.files + 1, 0, (FILES - 1) * sizeof *run->session.files);
	session_close(&run->session);
	reallocate(run, 0);
}
