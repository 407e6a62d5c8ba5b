/* Starts processes, waits for them, shows how far they are, and replaces those that are lost. */
#include "tests/equivalence/crew.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "machine/host/exit_status.h"
#include "tests/equivalence/allocate.h"

enum { PAUSE = 200 * 1000 };

struct crew {
	struct campaign *campaign;
	struct worker *workers; /* shared with them */
	pid_t *processes;       /* 0: ended */
	unsigned running;
	int worst; /* exit status */
};

static bool start(struct crew *crew, unsigned number)
{
	pid_t process = fork();
	if (process == 0)
		_exit(work(crew->campaign, &crew->workers[number]));
	crew->processes[number] = process < 0 ? 0 : process;
	crew->running += process > 0;
	return process > 0;
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

/* Where a program ended the process, another one goes on behind it. */
static void take_end(struct crew *crew, pid_t process, int status)
{
	unsigned number = 0;
	while (number < crew->campaign->settings->jobs && crew->processes[number] != process)
		number++;
	if (number == crew->campaign->settings->jobs)
		return;
	crew->processes[number] = 0;
	crew->running--;
	if (WIFEXITED(status)) {
		if (WEXITSTATUS(status) > crew->worst)
			crew->worst = WEXITSTATUS(status);
	} else if (crew->workers[number].chunk == NULL) {
		crew->worst = EXIT_FAULT;
	} else {
		work_lost(crew->campaign, &crew->workers[number], WTERMSIG(status));
		if (!start(crew, number))
			crew->worst = EXIT_FAULT;
	}
}

static void wait_for_all(struct crew *crew)
{
	bool terminal = isatty(STDERR_FILENO) != 0;
	while (crew->running > 0) {
		int status;
		pid_t ended = waitpid(-1, &status, terminal ? WNOHANG : 0);
		if (ended < 0 && errno != EINTR)
			break;
		if (ended > 0) {
			take_end(crew, ended, status);
		} else if (terminal) {
			show_progress(crew->campaign);
			usleep(PAUSE);
		}
	}
	if (terminal)
		fprintf(stderr, "\r%60s\r", "");
}

bool crew_run(struct campaign *campaign, struct failure *failure)
{
	unsigned jobs = campaign->settings->jobs, started = 0;
	size_t room = jobs * sizeof(struct worker);
	struct crew crew = { .campaign = campaign,
		             .workers = map_shared(room),
		             .processes = reallocate(NULL, jobs * sizeof(pid_t)) };
	memset(crew.processes, 0, jobs * sizeof(pid_t));
	fflush(NULL);
	while (started < jobs && start(&crew, started))
		started++;
	if (started == 0)
		fail(failure, EXIT_FAULT, "cannot start a process: %s", strerror(errno));
	wait_for_all(&crew); /* those that run do the work of those that could not be started */
	if (crew.worst == EXIT_OUTPUT)
		fail(failure, crew.worst, "%s: cannot be written", campaign->settings->state);
	else if (crew.worst != 0)
		fail(failure, EXIT_FAULT, "a process of the campaign was lost");
	munmap(crew.workers, room);
	reallocate(crew.processes, 0);
	return failure->status == 0;
}
