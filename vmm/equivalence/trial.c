/* Runs generated programs, and reduces those that fail. */
#include "vmm/equivalence/trial.h"

#include <signal.h>
#include <sys/time.h>

/* A signal's handler has no parameter: the program that runs, and where it was when last looked at.
 */
static struct {
	const struct pair *pair;
	uint64_t steps;
} watched;

/* What the bare machine and the guest have completed, or under nested VMMs the machine that they
 * run on. Exits are no steps, and neither is what a VMM has its guest do again: one that resumes it
 * for ever at one place makes none. */
static uint64_t steps_of(const struct pair *pair)
{
	bool is_nested = pair->nest != NULL && pair->real != NULL;
	return pair->bare.devices.clock +
	       (is_nested ? pair->real->devices.clock : pair->guest.clock);
}

/* Processor time alone decides nothing: a program that goes on, on however slow a host, is left
 * alone. What has made no step in all of it never will. */
static void look(int number)
{
	uint64_t steps = steps_of(watched.pair);
	if (steps == watched.steps) {
		signal(number, SIG_DFL);
		raise(number);
	}
	watched.steps = steps;
}

static void watch(const struct trial *trial)
{
	struct itimerval patience = { { .tv_sec = trial->patience },
		                      { .tv_sec = trial->patience } };
	watched.pair = &trial->pair;
	watched.steps = NEVER;
	signal(SIGVTALRM, look);
	setitimer(ITIMER_VIRTUAL, &patience, NULL);
}

bool trial_run(struct trial *trial, const struct program *program)
{
	struct program_image image;
	uint32_t count = program_files(program, &image);
	trial->pair.late = program_lateness(program);
	trial->pair.limit = trial->limit + trial->pair.late;
	trial->supply.equipment = program->equipment;
	watch(trial);
	pair_boot(&trial->pair, &trial->supply, image.files, count, false);
	return run_in_step(&trial->pair, &trial->differences);
}

struct parting trial_part(struct trial *trial, const struct program *program)
{
	struct program_image image;
	struct cargo cargo = { &trial->supply, image.files, program_files(program, &image) };
	return parting_find(&trial->pair, &cargo, &trial->differences);
}

/* What both machines may execute for a reduction, but for the program that it begins with. Where
 * each trial runs up to the VMM's limit it is cut short, and the program has more words than it
 * needs. */
static const uint64_t reduction_limit = UINT64_C(1000) * 1000 * 1000;

static uint64_t executed_by(const struct machine *machine)
{
	return machine == NULL ? 0 : machine->devices.clock - machine->devices.waited;
}

/* Whether a program that was changed is known to differ still. */
static bool still_differs(struct trial *trial, const struct program *program)
{
	if (trial->spent >= reduction_limit)
		return false;
	bool differs = !trial_run(trial, program);
	trial->spent += executed_by(&trial->pair.bare) + executed_by(trial->pair.real);
	return differs;
}

/* Replaces words by another one, in ever smaller chunks, as long as the program still fails. */
static void blank(struct trial *trial, struct program *program, uint32_t *words, uint32_t count,
                  uint32_t blank)
{
	for (uint32_t size = count; size > 0; size /= 2) {
		for (uint32_t from = 0; from < count; from += size) {
			struct program before = *program;
			uint32_t changed = 0;
			for (uint32_t i = from; i < from + size && i < count; i++) {
				changed += words[i] != blank;
				words[i] = blank;
			}
			if (changed != 0 && !still_differs(trial, program))
				*program = before;
		}
	}
}

/* Moves up what is behind words that do nothing, as long as the program still fails. */
static void close_gaps(struct trial *trial, struct program *program)
{
	uint32_t *code = program->code;
	for (uint32_t i = PROGRAM_WORDS; i-- > 0;) {
		if (code[i] != no_operation)
			continue;
		struct program before = *program;
		memmove(code + i, code + i + 1, (PROGRAM_WORDS - i - 1) * sizeof *code);
		code[PROGRAM_WORDS - 1] = no_operation;
		if (memcmp(&before, program, sizeof before) != 0 && !still_differs(trial, program))
			*program = before;
	}
}

/* A program that begins late does so with words and a PSW that are not reduced one by one: without
 * them it would have to run up to its limit. */
static void reduce_lateness(struct trial *trial, struct program *program)
{
	struct program before = *program;
	if (program_lateness(program) == 0)
		return;
	for (unsigned i = 0; i < LATE_WORDS; i++)
		program->code[i] = no_operation;
	if (!still_differs(trial, program))
		*program = before;
}

static void reduce_shape(struct trial *trial, struct program *program)
{
	struct shape before = program->shape;
	memset(&program->shape, 0, sizeof program->shape);
	if (!shape_is_plain(&before) && !still_differs(trial, program))
		program->shape = before;
}

static void reduce_supply(struct trial *trial, struct program *program)
{
	uint32_t sectors = program->equipment.sectors;
	program->equipment.sectors = 0;
	if (!still_differs(trial, program))
		program->equipment.sectors = sectors;
	struct supply before = trial->supply;
	trial->supply.input_size = 0;
	if (!still_differs(trial, program))
		trial->supply = before;
}

void trial_reduce(struct trial *trial, struct program *program)
{
	trial->spent = 0;
	reduce_shape(trial, program);
	reduce_lateness(trial, program);
	reduce_supply(trial, program);
	for (unsigned pass = 0; pass < 2; pass++) {
		blank(trial, program, program->code, PROGRAM_WORDS, no_operation);
		blank(trial, program, program->page, PROGRAM_PAGE / 4, 0);
		close_gaps(trial, program);
	}
	trial_run(trial, program);
}
