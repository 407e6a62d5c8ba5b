/* Runs one kernel bare and virtual in step. */
#include "vmm/equivalence/pair.h"

#include <sys/mman.h>

#include "isa/operations.h"
#include "machine/engines/statistics.h"
#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/bare.h"
#include "vmm/equivalence/noting.h"

_Static_assert((int)NOTED_FIRST <= (int)SMALLEST_PART, "one store, as it is noted");

/* Notes what the translated VMMs have stored in the guest's memory, as far as that is known: an
 * instruction that stores a PSW may store it anywhere. */
static void note_translated(struct pair *pair, const struct trap *trap)
{
	struct notes *notes = &pair->real_host.notes;
	const uint8_t *guest = pair->guest.memory;
	struct noted_stores stores = fast_take_stores(pair->engine);
	if (guest == NULL || stores.behind || word_has(trap->word, TRAIT_STORES_PSW))
		note_all(notes);
	else if (stores.any)
		note_store(notes, guest, NOTED_FIRST);
}

enum outcome pair_run_real(struct pair *pair, uint64_t most, struct trap *trap)
{
	enum outcome outcome =
	        pair->engine->run(pair->engine, pair->real, most, &pair->real_history, trap);
	if (pair->keeps_code)
		note_translated(pair, trap);
	return outcome;
}

/* The same where it is the guest that has the processor: a few instructions, of code that lasts for
 * one program. Where the VMMs are translated they alone are. */
static enum outcome run_in_guest(struct pair *pair, uint64_t most, struct trap *trap)
{
	if (!pair->keeps_code)
		return pair_run_real(pair, most, trap);
	return noting_run(pair->real, most, &pair->direct_histories[1], trap);
}

/* The guest as the hosted VMM has it. */
static void look_at_guest(struct pair *pair)
{
	const struct machine *shadow = &pair->hosted.vm.guest;
	struct guest_state *guest = &pair->guest;
	memcpy(guest->registers, shadow->cpu.registers, sizeof guest->registers);
	memcpy(guest->counts, pair->hosted.vm.counts, sizeof guest->counts);
	memcpy(pair->level_counts[0], pair->hosted.vm.counts, sizeof pair->level_counts[0]);
	guest->psw = shadow->cpu.psw;
	guest->devices = shadow->devices;
	guest->clock = shadow->devices.clock;
	guest->buffer = shadow->buffer;
	guest->memory = shadow->memory.bytes;
}

/* Looks at the guest where the hosted VMM has resumed it, or where it has ended. */
static void look_at_resumed(struct pair *pair, enum outcome outcome)
{
	pair->virtual_outcome = outcome;
	pair->virtual_last = pair->hosted.vm.last;
	pair->resumed = pair->real->cpu.psw;
	look_at_guest(pair);
}

/* Has the hosted hybrid VMM interpret a stretch of the guest and take its trap. */
static void run_interpreted(struct pair *pair)
{
	struct trap trap = { CAUSE_NONE, 0, 0 };
	uint64_t left = pair->limit - pair->guest.clock;
	enum outcome outcome = hosted_interpret(&pair->hosted, left, &pair->real_history, &trap);
	if (outcome == OUTCOME_TRAPPED)
		outcome = hosted_take(&pair->hosted, &trap);
	pair->stretches++;
	look_at_resumed(pair, outcome);
}

/* The guest where there is no VMM: the machine under test. */
static void look_at_machine(struct pair *pair)
{
	const struct machine *real = pair->real;
	struct guest_state *guest = &pair->guest;
	memcpy(guest->registers, real->cpu.registers, sizeof guest->registers);
	guest->psw = real->cpu.psw;
	guest->devices = real->devices;
	guest->clock = real->devices.clock;
	guest->buffer = real->buffer;
	guest->memory = real->memory.bytes;
}

/* Runs the machine under test to its next event or trap, and through that; or, every other time,
 * through as many as there are in some instructions. */
static void run_direct(struct pair *pair)
{
	enum { LONGEST = 61 };
	uint64_t most = pair->limit - pair->guest.clock, some = 1 + pair->stretches % LONGEST;
	bool goes_on = pair->stretches % 2 != 0;
	struct statistics counts = { .user = 0 };
	pair->virtual_last = (struct trap){ CAUSE_NONE, 0, 0 };
	pair->virtual_outcome =
	        goes_on ? pair->engine->run_on(pair->engine, pair->real, some < most ? some : most,
	                                       pair->direct_histories, &counts, &pair->virtual_last)
	                : run_and_deliver(pair->engine, pair->real, most, pair->direct_histories,
	                                  &counts, &pair->virtual_last);
	for (unsigned cause = 0; cause < CAUSES; cause++)
		pair->guest.counts[cause] += (uint32_t)counts.traps[cause];
	pair->stretches++;
	look_at_machine(pair);
}

void pair_create(struct pair *pair, uint32_t memory_size, const struct nest *nest)
{
	memset(pair, 0, sizeof *pair);
	pair->bare.memory = (struct memory){ map_zeroed(memory_size), memory_size };
	pair->engine_kind = ENGINE_reference;
	for (unsigned side = 0; side < 2; side++)
		pair->pages[side] = map_zeroed(BUFFER_SIZE);
	pair->limit = NEVER;
	pair->nest = nest;
}

static void release_real(struct pair *pair)
{
	if (pair->memory.size == 0)
		return;
	pair->engine->destroy(pair->engine);
	host_memory_destroy(&pair->memory);
	pair->memory.size = 0;
}

/* An engine for new memory of this size. NULL and the problem where there is none. */
static struct engine *make_engine(enum engine_kind kind, struct host_memory *memory, uint32_t size,
                                  const char **problem)
{
	*problem = "no memory for the machine";
	if (!host_memory_create(memory, size))
		return NULL;
	struct engine *engine = engine_create(kind, memory, problem);
	if (engine == NULL)
		host_memory_destroy(memory);
	return engine;
}

bool pair_has_engine(enum engine_kind kind, struct failure *failure)
{
	struct host_memory memory;
	const char *problem;
	struct engine *engine = make_engine(kind, &memory, PAGE_SIZE, &problem);
	if (engine == NULL)
		return fail(failure, EXIT_USAGE, "%s", problem);
	engine->destroy(engine);
	host_memory_destroy(&memory);
	return true;
}

/* Its reference engine is one that notes what it stores. Where nobody has said which, nested VMMs
 * are translated, unless the host's protection is to find what they write. */
static void make_real(struct pair *pair, uint32_t size)
{
	const char *problem;
	bool is_open = pair->engine_kind == ENGINE_auto;
	bool may_translate = pair->nest != NULL && pair->nest->translates && !pair->watch;
	pair->engine = make_engine(is_open && !may_translate ? ENGINE_reference : pair->engine_kind,
	                           &pair->memory, size, &problem);
	pair->noting = noting_engine();
	if (pair->engine == reference_engine())
		pair->engine = &pair->noting;
	if (pair->engine == NULL)
		give_up(problem);
	pair->keeps_code = is_open && pair->engine != &pair->noting;
}

/* Before memory is zeroed. Of VMMs, which are then what they were before, the engine keeps what it
 * has translated: where no page is written as a whole it looks whether its words are the same. */
static void forget_program(struct pair *pair, uint32_t size)
{
	struct engine *engine = pair->engine;
	uint32_t step = pair->keeps_code ? PAGE_SIZE / 2 : size;
	for (uint32_t at = 0; at < size; at += step)
		engine->stored(engine, at, step);
	engine->forget(engine);
}

/* The real machine: its memory is made at the first boot, and zeroed at the next, which may want
 * less of it. */
static void reset_real(struct pair *pair, uint32_t size, const struct supply *supply)
{
	if (pair->memory.size < size) {
		release_real(pair);
		make_real(pair, size);
	} else {
		forget_program(pair, size);
		memset(pair->memory.bytes, 0, size);
	}
	pair->real->memory = (struct memory){ pair->memory.bytes, size };
	host_attach(&pair->real_host, pair->real, supply);
	buffer_empty(&pair->real->buffer, 0);
	buffer_reset(&pair->real->buffer, pair->pages[1], 0, 0, supply->equipment.profile);
	struct equipment equipment = supply->equipment;
	equipment.memory_size = size;
	pair->real->wiring = wired_to(&host_backend, &pair->real_host);
	devices_reset(&pair->real->devices, &equipment);
}

static enum boot_error boot_hosted(struct pair *pair, const struct supply *supply,
                                   const struct file *files, uint32_t count)
{
	uint32_t size = pair->bare.memory.size;
	pair->real = &pair->own;
	uint32_t shadow = GUEST_ORIGIN + size + GUEST_MARGIN;
	reset_real(pair, shadow + BUFFER_SIZE, supply);
	uint8_t *bytes = pair->real->memory.bytes;
	memset(bytes, PATTERN, GUEST_ORIGIN);
	memset(bytes + GUEST_ORIGIN + size, PATTERN, GUEST_MARGIN);
	struct memory memory = { bytes + GUEST_ORIGIN, size };
	struct shadow_pages pages = { (uint32_t *)(void *)(bytes + shadow), shadow };
	enum boot_error error = hosted_boot(&pair->hosted, pair->real, pair->hybrid, memory,
	                                    GUEST_ORIGIN, pages, files, count);
	if (error == BOOT_OK)
		look_at_resumed(pair, OUTCOME_COMPLETED);
	return error;
}

static enum boot_error boot_direct(struct pair *pair, const struct supply *supply,
                                   const struct file *files, uint32_t count)
{
	pair->real = &pair->own;
	reset_real(pair, pair->bare.memory.size, supply);
	pair->real->cpu.delivering = false;
	enum boot_error error = boot(pair->real, &files[0], &files[1], count - 1);
	look_at_machine(pair);
	return error;
}

static void reset(struct pair *pair)
{
	written_release(pair->written);
	pair->written = NULL;
	pair->bare_history = pair->real_history = (struct history){ .next = 0 };
	memset(pair->direct_histories, 0, sizeof pair->direct_histories);
	pair->bare_outcome = pair->virtual_outcome = OUTCOME_COMPLETED;
	pair->bare_last = pair->virtual_last = (struct trap){ CAUSE_NONE, 0, 0 };
	pair->bare_traps = 0;
	pair->exits = pair->stretches = 0;
	pair->at_limit = pair->interpreted = pair->vmm_not_asked = false;
	pair->levels = 1;
	memset(pair->level_counts, 0, sizeof pair->level_counts);
	memset(&pair->guest, 0, sizeof pair->guest);
}

/* Where there is nothing to compare the guest is the bare machine. */
static void stand_in(struct pair *pair)
{
	memcpy(pair->guest.registers, pair->bare.cpu.registers, sizeof pair->guest.registers);
	pair->guest.psw = pair->bare.cpu.psw;
	pair->guest.devices = pair->bare.devices;
	pair->guest.buffer = pair->bare.buffer;
	pair->guest.memory = pair->bare.memory.bytes;
	pair->at_limit = true;
}

/* A guest that is never resumed before the limit is not booted. */
static enum boot_error boot_nested(struct pair *pair, const struct supply *supply,
                                   const struct file *files, uint32_t count, bool reached)
{
	pair->real = pair->nest->machine(pair->nest->session);
	reset_real(pair, pair->nest->memory_size(pair->nest->session, files, count), supply);
	if (reached)
		return pair->nest->boot(pair, files, count);
	stand_in(pair);
	return BOOT_OK;
}

static enum boot_error boot_bare(struct pair *pair, const struct supply *supply,
                                 const struct file *files, uint32_t count)
{
	host_attach(&pair->bare_host, &pair->bare, supply);
	bare_reset(&pair->bare, pair->pages[0], &supply->equipment, &pair->bare_host);
	return bare_boot(&pair->bare, files, count);
}

/* Runs the bare machine ahead and boots it again: lowers the limit to the last instant at which it
 * is in user mode. False where it never is. */
static bool look_ahead(struct pair *pair, const struct supply *supply, const struct file *files,
                       uint32_t count)
{
	struct memory *memory = &pair->bare.memory;
	bool user = bare_last_user_mode(&pair->bare, &pair->limit);
	memset(memory->bytes, 0, memory->size);
	boot_bare(pair, supply, files, count);
	return user;
}

/* The resume that was is the last one. */
static void keep_before(struct pair *pair)
{
	unsigned levels = pair->levels < LEVELS ? pair->levels : LEVELS;
	pair->before.psw = pair->guest.psw;
	pair->before.root = pair->guest.buffer.root;
	memcpy(pair->before.counts, pair->guest.counts, sizeof pair->before.counts);
	memcpy(pair->level_before, pair->level_counts, levels * sizeof pair->level_counts[0]);
}

bool pair_boot(struct pair *pair, const struct supply *supply, const struct file *files,
               uint32_t count, bool watch)
{
	struct memory *memory = &pair->bare.memory;
	reset(pair);
	pair->watch = watch;
	memset(memory->bytes, 0, watch ? 0 : memory->size);
	pair->bare_boot = boot_bare(pair, supply, files, count);
	bool reached = pair->bare_boot != BOOT_OK || !pair->hybrid || pair->nest == NULL ||
	               pair->limit == NEVER || look_ahead(pair, supply, files, count);
	if (pair->direct)
		pair->virtual_boot = boot_direct(pair, supply, files, count);
	else if (pair->nest == NULL)
		pair->virtual_boot = boot_hosted(pair, supply, files, count);
	else
		pair->virtual_boot = boot_nested(pair, supply, files, count, reached);
	keep_before(pair);
	return pair->bare_boot == BOOT_OK && pair->virtual_boot == BOOT_OK;
}

void pair_watch(struct pair *pair)
{
	struct memory *memory = &pair->bare.memory;
	pair->written = written_watch(memory->bytes, (uint8_t *)pair->guest.memory, memory->size);
}

static uint64_t guest_clock(const struct pair *pair)
{
	return pair->guest.clock + (pair->resumed.timer - pair->real->cpu.psw.timer);
}

struct guest_state pair_look_between(const struct pair *pair)
{
	const struct cpu *cpu = &pair->real->cpu;
	struct guest_state guest = pair->guest;
	uint32_t completed = pair->resumed.timer - cpu->psw.timer;
	memcpy(guest.registers, cpu->registers, sizeof guest.registers);
	guest.clock += completed;
	guest.psw.pc = cpu->psw.pc;
	if (guest.psw.timer > completed) {
		guest.psw.timer -= completed;
	} else if (guest.psw.timer != 0) {
		guest.psw.timer = 0;
		guest.psw.status |= STATUS_TIMER_PENDING;
	}
	return guest;
}

/* Runs the guest directly until it traps. False at the limit; an exit because the allocated time is
 * over comes before it, for at the same instant the bare machine has done what is due. */
static bool run_guest(struct pair *pair)
{
	enum outcome outcome;
	do {
		uint64_t clock = guest_clock(pair);
		struct trap interrupt;
		if (clock >= pair->limit && !interrupt_is_due(pair->real, &interrupt))
			return false;
		outcome = run_in_guest(pair, clock < pair->limit ? pair->limit - clock : 1,
		                       &pair->exit.trap);
	} while (outcome == OUTCOME_COMPLETED);
	if (outcome != OUTCOME_TRAPPED) { /* a profile's instruction did this, or no user mode */
		pair->virtual_outcome = outcome;
		pair->virtual_last = pair->exit.trap;
		pair->vmm_not_asked = true;
	}
	return true;
}

/* Whether the guest does not run in user mode now: the hosted hybrid VMM does not let it, or there
 * is no VMM. */
static bool is_interpreted_now(const struct pair *pair)
{
	return pair->direct || (pair->nest == NULL && pair->hosted.interprets);
}

/* Runs the guest to its next exit, unless it is to be interpreted. False at the limit. */
static bool reaches_exit(struct pair *pair)
{
	return pair->interpreted ? pair->guest.clock < pair->limit : run_guest(pair);
}

/* Has the VMM handle the exit that the guest has come to. */
static void handle_exit(struct pair *pair)
{
	pair->exits++;
	pair->exit.old = pair->real->cpu.psw;
	memcpy(pair->at_exit, pair->real->cpu.registers, sizeof pair->at_exit);
	pair->completed = pair->resumed.timer - pair->exit.old.timer;
	if (pair->virtual_outcome != OUTCOME_COMPLETED) {
		pair->guest = pair_look_between(pair);
		return;
	}
	if (pair->nest != NULL)
		pair->nest->handle(pair);
	else
		look_at_resumed(pair, hosted_take(&pair->hosted, &pair->exit.trap));
}

/* So many times what the limit leaves to the guest after its late beginning, and some more. */
static uint64_t amply(const struct pair *pair, uint64_t times)
{
	enum { MORE = 1000 };
	uint64_t limit = pair->limit - pair->late;
	return limit < NEVER / 2 / times ? times * limit + MORE : NEVER;
}

/* A VMM, or a machine under test, that has a guest wait an instant at a time does what is right,
 * but for ever: it loses the guest. An instruction of one takes no more than a few steps. */
static void see_progress(struct pair *pair)
{
	enum { STEPS_OF_AN_INSTRUCTION = 16 };
	if (pair->exits + pair->stretches > amply(pair, STEPS_OF_AN_INSTRUCTION) &&
	    pair->virtual_outcome == OUTCOME_COMPLETED)
		pair->virtual_outcome = OUTCOME_TRAPPED;
}

/* Whether all that the guest and its VMM write in a step is noted: by the engine, and by what is
 * known of the hosted VMM. */
static bool is_noted(const struct pair *pair)
{
	bool has_own_stores = pair->bare.devices.system.profile != PROFILE_pg32;
	return (pair->engine == &pair->noting || pair->keeps_code) && !pair->interpreted &&
	       !pair->direct && !has_own_stores;
}

/* Notes what the engine has not: the hosted VMM exchanges a trap, or stores the PSW anywhere. */
static void note_step(struct pair *pair)
{
	struct notes *notes = &pair->real_host.notes;
	if (!is_noted(pair) ||
	    (pair->nest == NULL && word_has(pair->exit.trap.word, TRAIT_STORES_PSW)))
		note_all(notes);
	else if (pair->nest == NULL)
		note_store(notes, pair->guest.memory, TRAP_NEW_PSW);
}

bool pair_run_virtual(struct pair *pair)
{
	keep_before(pair);
	pair->interpreted = is_interpreted_now(pair);
	if (!reaches_exit(pair)) {
		if (!pair->direct)
			pair->guest = pair_look_between(pair);
		pair->at_limit = true;
		return false;
	}
	if (pair->direct)
		run_direct(pair);
	else if (pair->interpreted)
		run_interpreted(pair);
	else
		handle_exit(pair);
	note_step(pair);
	see_progress(pair);
	if (pair->observe_exit != NULL)
		pair->observe_exit(pair->observer, pair);
	return true;
}

static uint32_t traps_of_guest(const struct pair *pair)
{
	uint32_t traps = 0;
	for (unsigned cause = 1; cause < CAUSES; cause++)
		traps += pair->guest.counts[cause];
	return traps;
}

/* Runs the bare machine for at most so many instructions, or where it is observed for one. */
static void run_bare(struct pair *pair, uint64_t most)
{
	struct machine *bare = &pair->bare;
	struct step step = { .traits = 0 };
	if (pair->observe != NULL) {
		step_look(&step, bare);
		if ((step.traits & TRAIT_WAITS) == 0)
			most = 1;
	}
	pair->bare_last = (struct trap){ CAUSE_NONE, 0, 0 };
	pair->bare_outcome = bare_run(bare, most, &pair->bare_history, &pair->bare_last);
	step.outcome = pair->bare_outcome;
	step.trap = pair->bare_last;
	if (pair->bare_outcome == OUTCOME_TRAPPED) {
		pair->bare_outcome = bare_deliver(bare, &pair->bare_last);
		pair->bare_traps++;
	}
	step.delivery = pair->bare_outcome;
	if (pair->observe == NULL)
		return;
	if (step.delivery == OUTCOME_MALFORMED)
		step_look_malformed(&step, bare);
	pair->observe(pair->observer, &step);
}

/* How far the bare machine is to run, where the virtual one's clock is ahead. At the clock's end
 * that does not tell how long a wait was, or a stretch: it goes up to what the virtual one came to.
 * What is executed has a bound well above what the limit leaves to that, so that a guest's clock
 * that is wrong ends, too. */
static uint64_t way_to(const struct pair *pair, uint64_t clock)
{
	const struct devices *devices = &pair->bare.devices;
	uint64_t executed = devices->clock - devices->waited;
	uint64_t most = amply(pair, 2);
	uint64_t left = executed < most ? most - executed : 0;
	uint64_t way = clock - devices->clock;
	uint32_t word;
	if (clock == CLOCK_END && !pair->at_limit && !pair->interpreted)
		way = NEVER;
	if (way <= left || (bare_peek(&pair->bare, &word) && word_has(word, TRAIT_WAITS)))
		return way;
	return left;
}

/* Whether the virtual machine has read a translation that the bare one has not. Where that one
 * walks its tables at every access it reads none. */
static bool is_filled_behind(const struct pair *pair)
{
	return pair->bare.buffer.fills != pair->guest.buffer.fills &&
	       !paging_walks(pair->bare.buffer.profile);
}

void pair_run_bare(struct pair *pair)
{
	const struct devices *devices = &pair->bare.devices;
	uint64_t clock = pair->guest.clock;
	uint32_t traps = traps_of_guest(pair);
	bool stops = pair->virtual_outcome != OUTCOME_COMPLETED;
	while (pair->bare_outcome == OUTCOME_COMPLETED &&
	       (devices->clock < clock ||
	        (devices->clock == clock &&
	         (pair->bare_traps < traps || stops || is_filled_behind(pair))))) {
		uint64_t way = devices->clock < clock ? way_to(pair, clock) : 1;
		if (way == 0)
			break;
		run_bare(pair, way);
	}
}

bool pair_step(struct pair *pair)
{
	struct trap trap;
	if (pair_is_over(pair) || guest_clock(pair) >= pair->limit || is_interpreted_now(pair))
		return false;
	uint32_t timer = pair->real->cpu.psw.timer;
	run_in_guest(pair, 1, &trap);
	if (pair->real->cpu.psw.timer == timer)
		return false;
	run_bare(pair, 1);
	return true;
}

void pair_release(struct pair *pair)
{
	written_release(pair->written);
	release_real(pair);
	for (unsigned side = 0; side < 2; side++)
		munmap(pair->pages[side], BUFFER_SIZE);
	munmap(pair->bare.memory.bytes, pair->bare.memory.size);
	host_release(&pair->bare_host);
	host_release(&pair->real_host);
	memset(pair, 0, sizeof *pair);
}
