/* Starts processes, waits for them, shows how far they are, and replaces those that are lost. */
#include "vmm/equivalence/crew.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"

enum { PAUSE = 200 * 1000 * 1000 }; /* nanoseconds */
enum { LONG_CAMPAIGN = 10000 /* programs */, TENTHS = 10 };

struct crew {
	struct campaign *campaign;
	struct worker *workers; /* shared with them */
	pid_t *processes;       /* 0: ended */
	unsigned running;
	int worst;        /* exit status */
	sigset_t signals; /* that are waited for: those that end the campaign, and of children */
	sigset_t before;  /* what was blocked before them */
	int interruption; /* the signal that ends it; 0: none came */
	bool is_terminal; /* where progress is shown */
	uint64_t tenths;  /* of the campaign that were shown elsewhere */
};

/* A process of the crew ends with the one that started it, however that ends. */
static void stay_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAULT);
}

static bool start(struct crew *crew, unsigned number)
{
	pid_t parent = getpid();
	pid_t process = fork();
	if (process == 0) {
		stay_with(parent);
		_exit(work(crew->campaign, &crew->workers[number]));
	}
	crew->processes[number] = process < 0 ? 0 : process;
	crew->running += process > 0;
	return process > 0;
}

static void print_progress(const struct campaign *campaign, const char *before, const char *behind)
{
	const struct chunks *chunks = campaign->chunks;
	unsigned done = 0;
	uint64_t failures = 0;
	for (unsigned i = 0; i < chunks->count; i++) {
		done += chunks->list[i].done;
		failures += chunks->list[i].results.failures;
	}
	fprintf(stderr, "%s%u of %u chunks, %llu programs, %" PRIu64 " different%s", before, done,
	        chunks->count, (unsigned long long)chunks->programs, failures, behind);
}

/* Whether it is how a program under test ends its process; the others come from outside. */
static bool is_crash(int signal)
{
	switch (signal) {
	case SIGSEGV:
	case SIGBUS:
	case SIGILL:
	case SIGFPE:
	case SIGABRT:
	case SIGTRAP:
	case SIGVTALRM:
		return true;
	default:
		return false;
	}
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
	if (crew->interruption != 0)
		return;
	if (WIFEXITED(status)) {
		if (WEXITSTATUS(status) > crew->worst)
			crew->worst = WEXITSTATUS(status);
	} else if (crew->workers[number].chunk == NULL || !is_crash(WTERMSIG(status))) {
		crew->worst = EXIT_FAULT;
	} else {
		work_lost(crew->campaign, &crew->workers[number], WTERMSIG(status));
		if (!start(crew, number))
			crew->worst = EXIT_FAULT;
	}
}

/* How far it is: on a terminal always; elsewhere a line for each tenth of a campaign that is not
 * over at once. */
static void show_progress(struct crew *crew)
{
	const struct settings *settings = crew->campaign->settings;
	uint64_t all = settings->to - settings->from + 1, done = crew->campaign->chunks->programs;
	if (crew->is_terminal) {
		print_progress(crew->campaign, "\r", " ");
	} else if (all >= LONG_CAMPAIGN && done < all && done / (all / TENTHS) > crew->tenths) {
		crew->tenths = done / (all / TENTHS);
		print_progress(crew->campaign, "pg32-equiv: ", "\n");
	}
}

/* Waits until a child has ended or a signal ends the campaign, and no longer than a pause. Blocked
 * signals that came before are not missed. */
static void wait_for_signal(struct crew *crew)
{
	static const struct timespec pause = { .tv_nsec = PAUSE };
	int number = sigtimedwait(&crew->signals, NULL, &pause);
	if (number <= 0 || number == SIGCHLD)
		return;
	crew->interruption = number;
	for (unsigned i = 0; i < crew->campaign->settings->jobs; i++)
		if (crew->processes[i] != 0)
			kill(crew->processes[i], SIGKILL);
}

static void wait_for_all(struct crew *crew)
{
	crew->is_terminal = isatty(STDERR_FILENO) != 0;
	while (crew->running > 0) {
		int status;
		pid_t ended = waitpid(-1, &status, crew->interruption == 0 ? WNOHANG : 0);
		if (ended < 0 && errno != EINTR)
			break;
		if (ended > 0) {
			take_end(crew, ended, status);
		} else if (crew->interruption == 0) {
			show_progress(crew);
			wait_for_signal(crew);
		}
	}
	if (crew->is_terminal)
		fprintf(stderr, "\r%60s\r", "");
}

/* Blocks the signals that are waited for, in the crew too: one that the terminal sends to all of
 * them is the parent's to handle. One that was ignored stays so. */
static void block_signals(struct crew *crew)
{
	static const int ending[] = { SIGINT, SIGTERM, SIGHUP };
	sigemptyset(&crew->signals);
	signal(SIGCHLD, SIG_DFL);
	sigaddset(&crew->signals, SIGCHLD);
	for (unsigned i = 0; i < sizeof ending / sizeof *ending; i++) {
		struct sigaction action;
		if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(&crew->signals, ending[i]);
	}
	sigprocmask(SIG_BLOCK, &crew->signals, &crew->before);
}

static void conclude(const struct crew *crew, struct failure *failure)
{
	const struct settings *settings = crew->campaign->settings;
	if (crew->interruption != 0) {
		print_progress(crew->campaign, "pg32-equiv: stopped after ",
		               settings->state != NULL
		                       ? ": the same command goes on from there\n"
		                       : ": without --state the same command begins anew\n");
		*failure = (struct failure){ .status = EXIT_BY_SIGNAL + crew->interruption };
	} else if (crew->worst == EXIT_OUTPUT) {
		fail(failure, crew->worst, "%s: cannot be written", settings->state);
	} else if (crew->worst != 0) {
		fail(failure, EXIT_FAULT, "a process of the campaign was lost");
	}
}

bool crew_run(struct campaign *campaign, struct failure *failure)
{
	unsigned jobs = campaign->settings->jobs, started = 0;
	size_t room = jobs * sizeof(struct worker);
	struct crew crew = { .campaign = campaign,
		             .workers = map_shared(room),
		             .processes = reallocate(NULL, jobs * sizeof(pid_t)) };
	memset(crew.processes, 0, jobs * sizeof(pid_t));
	block_signals(&crew);
	fflush(NULL);
	while (started < jobs && start(&crew, started))
		started++;
	if (started == 0)
		fail(failure, EXIT_FAULT, "cannot start a process: %s", strerror(errno));
	wait_for_all(&crew); /* those that run do the work of those that could not be started */
	conclude(&crew, failure);
	sigprocmask(SIG_SETMASK, &crew.before, NULL);
	munmap(crew.workers, room);
	reallocate(crew.processes, 0);
	return failure->status == 0;
}
