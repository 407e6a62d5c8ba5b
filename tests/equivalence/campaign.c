/* Runs a campaign: processes take chunks of seeds, and this one waits, shows how far they are, and
 * sums up. */
#include "tests/equivalence/campaign.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "machine/host/exit_status.h"
#include "tests/equivalence/allocate.h"
#include "tests/equivalence/formats.h"
#include "tests/equivalence/generate.h"
#include "tests/equivalence/nest.h"
#include "tests/equivalence/save.h"

enum { DEFAULT_LIMIT = 5000, MOST_SAVED = 4, PAUSE = 200 * 1000 };

struct campaign {
	const struct settings *settings;
	char name[64]; /* one word, for state files */
	struct chunks *chunks;
	struct session *session; /* the VMMs, where there is a depth */
	struct nest nest;
	uint64_t limit;
	int state; /* descriptor, or -1 */
};

/* Counts a program that has run. */
static void count_program(struct results *results, const struct pair *pair)
{
	results->programs++;
	uint64_t executed = pair->bare.devices.clock - pair->bare.devices.waited;
	results->instructions += executed;
	results->long_programs += executed >= LONG_PROGRAM;
	results->exits += pair->exits;
	results->ends[pair->bare_outcome]++;
}

static void run_seed(struct campaign *campaign, struct trial *trial, struct results *results,
                     uint64_t seed)
{
	struct program program;
	generate(&program, seed);
	trial->pair.observe = coverage_observe;
	trial->pair.observer = &results->coverage;
	bool equal = trial_run(trial, &program);
	count_program(results, &trial->pair);
	campaign->chunks->programs++;
	if (equal)
		return;
	if (results->failures < FAILED_SEEDS)
		results->failed[results->failures] = seed;
	results->failures++;
	trial->pair.observe = NULL;
	if (campaign->chunks->saved < MOST_SAVED && campaign->chunks->saved++ < MOST_SAVED)
		save_failure(trial, seed, campaign->settings->save);
}

static bool note(const struct campaign *campaign, const struct results *results)
{
	char line[RESULTS_LINE];
	results_print(results, campaign->name, line);
	size_t length = strlen(line);
	return campaign->state < 0 || write(campaign->state, line, length) == (ssize_t)length;
}

/* What one process does; its exit status. */
static int work(struct campaign *campaign)
{
	struct chunks *chunks = campaign->chunks;
	struct trial *trial = reallocate(NULL, sizeof *trial);
	pair_create(&trial->pair, PROGRAM_MEMORY,
	            campaign->session == NULL ? NULL : &campaign->nest);
	trial->pair.hybrid = campaign->settings->run.hybrid;
	trial->supply = program_supply();
	trial->limit = campaign->limit;
	int status = 0;
	unsigned number;
	while (status == 0 && (number = chunks->next++) < chunks->count) {
		struct chunk *chunk = &chunks->list[number];
		struct results *results = &chunk->results;
		if (chunk->done)
			continue;
		for (uint64_t seed = results->from;
		     seed - results->from <= results->to - results->from; seed++)
			run_seed(campaign, trial, results, seed);
		chunk->done = true;
		status = note(campaign, results) ? 0 : EXIT_OUTPUT;
	}
	pair_release(&trial->pair);
	reallocate(trial, 0);
	return status;
}

static void show_progress(const struct campaign *campaign)
{
	const struct chunks *chunks = campaign->chunks;
	unsigned done = 0;
	uint64_t failures = 0;
	for (unsigned i = 0; i < chunks->count; i++) {
		done += chunks->list[i].done;
		failures += chunks->list[i].results.failures;
	}
	fprintf(stderr, "\r%u of %u chunks, %llu programs, %" PRIu64 " different ", done,
	        chunks->count, (unsigned long long)chunks->programs, failures);
}

/* Waits for all processes; the worst exit status. */
static int wait_for_all(const struct campaign *campaign, unsigned running)
{
	bool terminal = isatty(STDERR_FILENO) != 0;
	int worst = 0;
	while (running > 0) {
		int status;
		pid_t ended = waitpid(-1, &status, terminal ? WNOHANG : 0);
		if (ended < 0 && errno != EINTR)
			return EXIT_FAULT;
		if (ended > 0) {
			running--;
			if (!WIFEXITED(status))
				worst = EXIT_FAULT;
			else if (WEXITSTATUS(status) > worst)
				worst = WEXITSTATUS(status);
		} else if (terminal) {
			show_progress(campaign);
			usleep(PAUSE);
		}
	}
	if (terminal)
		fprintf(stderr, "\r%60s\r", "");
	return worst;
}

static bool run_processes(struct campaign *campaign, struct failure *failure)
{
	unsigned running = 0;
	fflush(NULL);
	while (running < campaign->settings->jobs) {
		pid_t process = fork();
		if (process == 0)
			_exit(work(campaign));
		if (process < 0 && running == 0)
			return fail(failure, EXIT_FAULT, "cannot start a process: %s",
			            strerror(errno));
		if (process < 0)
			break; /* those that run do the work */
		running++;
	}
	int status = wait_for_all(campaign, running);
	if (status == EXIT_OUTPUT)
		return fail(failure, status, "%s: cannot be written", campaign->settings->state);
	return status == 0 ||
	       fail(failure, EXIT_FAULT, "a process of the campaign crashed: so does the VMM");
}

/* The VMMs of --depth. */
static bool load_vmms(struct campaign *campaign, struct failure *failure)
{
	if (campaign->settings->run.depth == 0)
		return true;
	campaign->session = reallocate(NULL, sizeof *campaign->session);
	memset(campaign->session, 0, sizeof *campaign->session);
	campaign->session->options = campaign->settings->run;
	campaign->session->options.memory_size = PROGRAM_MEMORY;
	campaign->nest = nest_of(campaign->session);
	return nest_load(campaign->session, failure);
}

static bool open_state(struct campaign *campaign, struct failure *failure)
{
	const char *path = campaign->settings->state;
	campaign->state = -1;
	if (path == NULL)
		return true;
	if (!chunks_read(campaign->chunks, campaign->name, path, failure))
		return false;
	campaign->state = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	return campaign->state >= 0 || fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
}

static int conclude(const struct campaign *campaign, struct failure *failure)
{
	const struct settings *settings = campaign->settings;
	struct results sum = { .from = settings->from, .to = settings->to };
	for (unsigned i = 0; i < campaign->chunks->count; i++)
		if (campaign->chunks->list[i].done)
			results_add(&sum, &campaign->chunks->list[i].results);
	if (settings->tap)
		print_tap(campaign->chunks);
	if (settings->junit != NULL)
		write_junit(campaign->chunks, settings->junit, failure);
	const char *prefix = settings->tap ? "# " : "";
	printf("%s%s: seeds %" PRIu64 " to %" PRIu64 "\n", prefix, campaign->name, settings->from,
	       settings->to);
	results_summary(&sum, prefix, stdout);
	return sum.failures == 0 ? 0 : 1;
}

static int run_seeds(struct campaign *campaign, struct failure *failure)
{
	const struct settings *settings = campaign->settings;
	campaign->limit = settings->run.limit == NEVER ? DEFAULT_LIMIT : settings->run.limit;
	snprintf(campaign->name, sizeof campaign->name, "generator-%d,%sdepth-%u,limit-%" PRIu64,
	         GENERATOR, settings->run.hybrid ? "hybrid-" : "", settings->run.depth,
	         campaign->limit);
	campaign->chunks = chunks_create(settings->from, settings->to);
	int status = 0;
	if (load_vmms(campaign, failure) && open_state(campaign, failure)) {
		run_processes(campaign, failure);
		status = conclude(campaign, failure);
	}
	if (campaign->state >= 0)
		close(campaign->state);
	if (campaign->session != NULL) {
		/* The last file was a generated one, and is no mapping. */
		campaign->session->files[settings->run.depth].size = 0;
		session_close(campaign->session);
		reallocate(campaign->session, 0);
	}
	return status;
}

int run_campaign(const struct settings *settings, struct failure *failure)
{
	struct campaign campaign = { .settings = settings, .state = -1 };
	struct results sum = { .from = 0 };
	int status = 0;
	if (settings->mode == MODE_CAMPAIGN) {
		status = run_seeds(&campaign, failure);
	} else if (chunks_merge(&sum, settings->states, failure)) {
		results_summary(&sum, "", stdout);
		status = sum.failures == 0 ? 0 : 1;
	}
	if (fflush(stdout) != 0)
		fail(failure, EXIT_OUTPUT, "standard output: %s", strerror(errno));
	return status;
}
