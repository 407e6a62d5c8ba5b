/* Runs a tower of VMMs from one resume of the innermost guest to the next. */
#include "vmm/equivalence/nest.h"

#include "machine/front/exit_status.h"

/* A VMM that takes longer than this many instructions has lost its guest: so many times more for
 * each hybrid VMM that interprets the next one. */
#define PATIENCE (UINT64_C(1) << 30)
enum { STRETCH = 1 << 20, INTERPRETATION_SHIFT = 6, LONGEST_SHIFT = 24 };

/* As many as there is room for: more could not be booted. */
static void put_files(struct session *nest, const struct file *files, uint32_t count)
{
	unsigned depth = nest->options.depth;
	for (uint32_t i = 0; i < count && depth + i < FILES; i++)
		nest->files[depth + i] = files[i];
	nest->file_count = depth + count;
}

static struct machine *machine_of(struct session *nest)
{
	return &nest->computer.machine;
}

static uint32_t memory_size(struct session *nest, const struct file *files, uint32_t count)
{
	unsigned vmms = nest->vmms;
	put_files(nest, files, count);
	if (nest->file_count > FILES)
		return PAGE_SIZE;
	nest->vmms = nest->options.depth; /* -m names the memory of the guest that is compared */
	uint64_t size = session_memory_size(nest);
	nest->vmms = vmms;
	return (uint32_t)size;
}

/* The guest that is compared, and what each VMM did. */
struct found {
	struct view guest;
	const uint32_t *counts[VIEWS];
};

/* What the VMMs did, from the one on the machine to the innermost one. */
static void look_at_levels(struct pair *pair, const struct found *found)
{
	pair->levels = pair->nest->session->options.depth;
	for (unsigned level = 0; level < pair->levels && level < LEVELS; level++)
		memcpy(pair->level_counts[level], found->counts[level],
		       sizeof pair->level_counts[level]);
}

static uint64_t patience_of(const struct session *nest)
{
	unsigned shift =
	        nest->options.hybrid ? INTERPRETATION_SHIFT * (nest->options.depth - 1) : 0;
	return PATIENCE << (shift < LONGEST_SHIFT ? shift : LONGEST_SHIFT);
}

static uint64_t executed(const struct machine *machine)
{
	return machine->devices.clock - machine->devices.waited;
}

/* How many instructions the VMMs may execute until they resume the guest. */
static uint64_t instructions_left(const struct pair *pair, uint64_t patience)
{
	uint64_t before = executed(pair->real), limit = pair->nest->limit;
	uint64_t left = before < limit ? limit - before : 0;
	return left < patience ? left : patience;
}

/* Looks for the guest; false where it is not there. A VMM that shows another memory than the one
 * compared, or moves it, has none to compare. */
static bool find_guest(const struct pair *pair, struct found *found)
{
	const struct session *nest = pair->nest->session;
	const struct view *guest = &found->guest;
	if (!session_guest(nest, nest->options.depth, &found->guest, found->counts))
		return false;
	bool is_moved = pair->guest.memory != NULL && pair->guest.memory != guest->memory;
	return guest->memory_size == pair->bare.memory.size && !is_moved;
}

/* The guest as the shadow of its VMM has it. */
static void look_at_guest(struct pair *pair, const struct found *found)
{
	struct guest_state *guest = &pair->guest;
	const struct view *view = &found->guest;
	look_at_levels(pair, found);
	memcpy(guest->registers, view->registers, sizeof guest->registers);
	memcpy(guest->counts, view->counts, sizeof guest->counts);
	guest->psw = view->psw;
	guest->devices = view->devices;
	guest->clock = view->devices.clock;
	guest->buffer = view->buffer;
	guest->memory = view->memory;
	if (pair->keeps_code)
		fast_note_stores(pair->engine, (uint32_t)(view->memory - pair->real->memory.bytes),
		                 view->memory_size);
}

/* Whether the guest's own VMM has handled an exit since the guest was last resumed: it counts. */
static bool was_entered(const struct pair *pair, const struct view *guest)
{
	return memcmp(guest->counts, pair->guest.counts, sizeof pair->guest.counts) != 0;
}

/* The guest has the processor back: as its own VMM has left it, or where the VMMs below alone have
 * handled the exit, which filled shadows of theirs, as it was at the exit. */
static void look_at_resumed(struct pair *pair, const struct found *found,
                            const struct guest_state *at_exit)
{
	if (at_exit == NULL || was_entered(pair, &found->guest)) {
		look_at_guest(pair, found);
	} else {
		look_at_levels(pair, found);
		pair->guest = *at_exit;
	}
	pair->resumed = pair->real->cpu.psw;
}

/* Runs until the guest has the processor: until the machine and all virtual machines around the
 * guest are in user mode. At its first start there is no exit before. */
static void run_vmms(struct pair *pair, enum outcome outcome, const struct guest_state *at_exit)
{
	struct session *nest = pair->nest->session;
	struct machine *real = pair->real;
	unsigned depth = nest->options.depth;
	uint64_t left = instructions_left(pair, patience_of(nest));
	struct found found;
	while (outcome == OUTCOME_COMPLETED) {
		if (session_runs_guest(nest, depth) && find_guest(pair, &found)) {
			look_at_resumed(pair, &found, at_exit);
			return;
		}
		if (left == 0) {
			outcome = OUTCOME_TRAPPED; /* which no machine ends with */
			break;
		}
		uint64_t before = executed(real);
		outcome = pair_run_real(pair, left < STRETCH ? left : STRETCH, &nest->last);
		left -= executed(real) - before;
		if (outcome == OUTCOME_TRAPPED)
			outcome = deliver(real, &nest->last);
	}
	pair->virtual_outcome = outcome;
	pair->virtual_last = nest->last;
	if (find_guest(pair, &found))
		look_at_guest(pair, &found);
}

/* Why the innermost VMM has halted without starting its guest: it is the last that it has said. */
static enum boot_error refusal(const struct pair *pair)
{
	const struct host *host = &pair->real_host;
	for (unsigned error = BOOT_OK + 1; error <= BOOT_TOO_MANY_MODULES; error++) {
		const char *text = boot_error_text((enum boot_error)error);
		size_t length = strlen(text);
		if (host->output_size > length &&
		    memcmp(host->output + host->output_size - 1 - length, text, length) == 0)
			return (enum boot_error)error;
	}
	return BOOT_OK;
}

static enum boot_error boot_nest(struct pair *pair, const struct file *files, uint32_t count)
{
	struct session *nest = pair->nest->session;
	put_files(nest, files, count);
	if (nest->file_count > FILES)
		return BOOT_TOO_MANY_MODULES;
	enum boot_error error =
	        boot(pair->real, &nest->files[0], &nest->files[1], nest->file_count - 1);
	if (error != BOOT_OK)
		return error;
	run_vmms(pair, OUTCOME_COMPLETED, NULL);
	return pair->virtual_outcome == OUTCOME_HALTED ? refusal(pair) : BOOT_OK;
}

static void handle(struct pair *pair)
{
	struct session *nest = pair->nest->session;
	const struct guest_state at_exit = pair_look_between(pair);
	nest->last = pair->exit.trap;
	run_vmms(pair, deliver(pair->real, &pair->exit.trap), &at_exit);
}

bool nest_load(struct session *session, struct failure *failure)
{
	const struct options *options = &session->options;
	session->monitor = &machine_monitor;
	if (!session_load(session, failure))
		return false;
	return session->vmms >= options->depth ||
	       fail(failure, EXIT_IMAGE, "%s: not a VMM", options->vmm);
}

struct nest nest_of(struct session *session, const struct settings *settings)
{
	const struct options *run = &settings->run;
	bool translates = run->depth > 1 || run->hybrid;
	return (struct nest){ session,    run->vmm,    settings->vmm_limit, translates,
		              machine_of, memory_size, boot_nest,           handle };
}
