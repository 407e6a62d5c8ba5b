/* Takes chunks of seeds, runs their programs and counts. */
#include "vmm/equivalence/work.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/save.h"

enum { MOST_SAVED = 4, LOST_ROOM = 128 };

/* Counts a program that has run. */
static void count_program(struct results *results, const struct pair *pair)
{
	results->programs++;
	uint64_t executed = pair->bare.devices.clock - pair->bare.devices.waited;
	results->instructions += executed;
	results->long_programs += executed >= LONG_PROGRAM;
	results->exits += pair->exits;
	if (pair->bare_boot == BOOT_OK)
		results->ends[pair->bare_outcome]++;
	else
		results->refused++;
}

static void count_failure(struct results *results, uint64_t seed)
{
	if (results->failures < FAILED_SEEDS)
		results->failed[results->failures] = seed;
	results->failures++;
}

/* Whether the program of the seed is to be written down. */
static bool is_to_be_saved(struct campaign *campaign)
{
	return campaign->chunks->saved < MOST_SAVED && campaign->chunks->saved++ < MOST_SAVED;
}

static void run_seed(struct campaign *campaign, struct worker *worker, struct trial *trial,
                     struct rehearsal *rehearsal)
{
	struct chunk *chunk = worker->chunk;
	struct results *results = &chunk->results;
	uint64_t seed = chunk->next;
	struct program program;
	struct watch watch;
	make_program(rehearsal, &program, seed);
	coverage_watch(&watch, &results->coverage, &trial->pair);
	bool equal = trial_run(trial, &program);
	count_program(results, &trial->pair);
	campaign->chunks->programs++;
	if (equal)
		return;
	count_failure(results, seed);
	trial->pair.observe = NULL;
	trial->pair.observe_exit = NULL;
	worker->saving = true;
	if (is_to_be_saved(campaign))
		save_failure(trial, &program, seed, campaign->settings->save);
	worker->saving = false;
}

static bool note(const struct campaign *campaign, const struct results *results)
{
	char line[RESULTS_LINE];
	results_print(results, campaign->name, line);
	size_t length = strlen(line);
	return campaign->state < 0 || write(campaign->state, line, length) == (ssize_t)length;
}

/* Whether the campaign is to end at what was found. */
static bool is_enough(const struct campaign *campaign, const struct chunk *chunk)
{
	return campaign->settings->first && chunk->results.failures != 0;
}

/* The next chunk that is to be run; NULL: none is left. */
static struct chunk *take_chunk(struct chunks *chunks)
{
	unsigned number;
	while ((number = chunks->next++) < chunks->count)
		if (!chunks->list[number].done)
			return &chunks->list[number];
	chunks->next = chunks->count;
	return NULL;
}

int work(struct campaign *campaign, struct worker *worker)
{
	struct trial *trial = reallocate(NULL, sizeof *trial);
	struct rehearsal rehearsal;
	rehearsal_create(&rehearsal, campaign->settings->run.equipment.profile);
	pair_create(&trial->pair, PROGRAM_MEMORY,
	            campaign->session == NULL ? NULL : &campaign->nest);
	trial->pair.hybrid = campaign->settings->run.hybrid;
	trial->pair.direct = campaign->settings->direct;
	trial->pair.engine_kind = campaign->settings->run.engine;
	trial->supply = program_supply(campaign->settings->run.equipment.profile);
	trial->limit = campaign->limit;
	trial->patience = campaign->settings->patience;
	int status = 0;
	while (status == 0 &&
	       (worker->chunk != NULL || (worker->chunk = take_chunk(campaign->chunks)) != NULL)) {
		struct chunk *chunk = worker->chunk;
		for (; chunk->next - 1 != chunk->results.to && !is_enough(campaign, chunk);
		     chunk->next++)
			run_seed(campaign, worker, trial, &rehearsal);
		if (is_enough(campaign, chunk)) {
			campaign->chunks->next = campaign->chunks->count;
			break;
		}
		chunk->done = true;
		status = note(campaign, &chunk->results) ? 0 : EXIT_OUTPUT;
		worker->chunk = NULL;
	}
	rehearsal_release(&rehearsal);
	pair_release(&trial->pair);
	reallocate(trial, 0);
	return status;
}

void work_lost(struct campaign *campaign, struct worker *worker, int signal)
{
	struct chunk *chunk = worker->chunk;
	uint64_t seed = chunk->next++;
	char what[LOST_ROOM];
	if (signal == SIGVTALRM)
		snprintf(what, sizeof what, "the VMM hangs (no step in %u seconds)",
		         campaign->settings->patience);
	else
		snprintf(what, sizeof what, "the VMM crashes (%s)", strsignal(signal));
	if (!worker->saving) {
		chunk->results.programs++;
		chunk->results.hung += signal == SIGVTALRM;
		chunk->results.crashed += signal != SIGVTALRM;
		count_failure(&chunk->results, seed);
	}
	if (worker->saving || is_to_be_saved(campaign)) {
		const struct settings *settings = campaign->settings;
		save_lost(&(struct lost){ seed, what, settings->run.equipment.profile,
		                          settings->run.depth, settings->run.vmm,
		                          settings->run.hybrid, settings->direct, campaign->limit,
		                          settings->save });
	}
	worker->saving = false;
}
