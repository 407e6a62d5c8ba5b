/* Runs a campaign: has the seeds run, and sums up. */
#include "vmm/equivalence/campaign.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/crew.h"
#include "vmm/equivalence/formats.h"
#include "vmm/equivalence/generate.h"
#include "vmm/equivalence/merge.h"

enum { DEFAULT_LIMIT = 5000 };

/* The VMMs of --depth. */
static bool load_vmms(struct campaign *campaign, struct failure *failure)
{
	if (campaign->settings->run.depth == 0)
		return true;
	campaign->session = reallocate(NULL, sizeof *campaign->session);
	memset(campaign->session, 0, sizeof *campaign->session);
	campaign->session->options = campaign->settings->run;
	campaign->session->options.memory_size = PROGRAM_MEMORY;
	campaign->nest = nest_of(campaign->session, campaign->settings);
	return nest_load(campaign->session, failure);
}

/* What failed before anything was done leaves no file that says nothing. */
static void remove_state(const struct campaign *campaign, int file)
{
	struct stat status;
	if (campaign->made_state && fstat(file, &status) == 0 && status.st_size == 0)
		unlink(campaign->settings->state);
}

/* Opens the state file, and reads all of it before anything is written. */
static bool open_state(struct campaign *campaign, struct failure *failure)
{
	struct state state;
	if (campaign->settings->state == NULL)
		return true;
	if (!state_open_to_append(&state, campaign->settings->state, failure))
		return false;
	if (chunks_read(campaign->chunks, campaign->name, &state, failure)) {
		campaign->state = fcntl(fileno(state.file), F_DUPFD_CLOEXEC, 0);
		if (campaign->state < 0)
			fail(failure, EXIT_OUTPUT, "%s: %s", state.path, strerror(errno));
	}
	campaign->made_state = state.made;
	if (failure->status != 0)
		remove_state(campaign, fileno(state.file));
	fclose(state.file); /* the lock is the duplicate's as well */
	return failure->status == 0;
}

/* Sees that what is written only at a failure, or at the end, can be. */
static bool check_outputs(const struct campaign *campaign, struct failure *failure)
{
	const struct settings *settings = campaign->settings;
	struct stat status;
	bool found = stat(settings->save, &status) == 0;
	if (found && !S_ISDIR(status.st_mode))
		return fail(failure, EXIT_OUTPUT, "%s: %s", settings->save, strerror(ENOTDIR));
	if (!found || access(settings->save, W_OK | X_OK) != 0)
		return fail(failure, EXIT_OUTPUT, "%s: %s", settings->save, strerror(errno));
	int error = settings->junit == NULL ? 0 : check_output(settings->junit);
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", settings->junit, strerror(error));
}

static int conclude(const struct campaign *campaign, struct failure *failure)
{
	const struct settings *settings = campaign->settings;
	struct results sum = { .from = settings->from, .to = settings->to };
	unsigned done = 0;
	for (unsigned i = 0; i < campaign->chunks->count; i++) {
		done += campaign->chunks->list[i].done;
		if (campaign->chunks->list[i].done || settings->first)
			results_add(&sum, &campaign->chunks->list[i].results);
	}
	if (settings->tap)
		print_tap(campaign->chunks);
	if (settings->junit != NULL)
		write_junit(campaign->chunks, settings->junit, failure);
	const char *prefix = settings->tap ? "# " : "";
	printf("%s%s: seeds %" PRIu64 " to %" PRIu64 "\n", prefix, campaign->name, settings->from,
	       settings->to);
	if (done < campaign->chunks->count && !settings->first)
		printf("%sincomplete: %u of %u chunks of seeds are done\n", prefix, done,
		       campaign->chunks->count);
	results_summary(&sum, prefix, stdout);
	return sum.failures == 0 ? 0 : 1;
}

static int run_seeds(struct campaign *campaign, struct failure *failure)
{
	const struct settings *settings = campaign->settings;
	campaign->limit = settings->run.limit == NEVER ? DEFAULT_LIMIT : settings->run.limit;
	const char *kind = settings->direct ? "bare-" : settings->run.hybrid ? "hybrid-" : "";
	enum profile profile = settings->run.equipment.profile;
	snprintf(campaign->name, sizeof campaign->name,
	         "generator-%d,%sdepth-%u,limit-%" PRIu64 "%s%s", GENERATOR, kind,
	         settings->run.depth, campaign->limit, profile == PROFILE_pg32 ? "" : ",isa-",
	         profile == PROFILE_pg32 ? "" : profile_rows[profile].name);
	campaign->chunks = chunks_create(settings->from, settings->to);
	int status = 0;
	if (load_vmms(campaign, failure) && check_outputs(campaign, failure) &&
	    open_state(campaign, failure)) {
		crew_run(campaign, failure);
		if (failure->status == 0 ||
		    (failure->status < EXIT_BY_SIGNAL && campaign->chunks->programs != 0))
			status = conclude(campaign, failure);
		if (failure->status != 0 && campaign->state >= 0)
			remove_state(campaign, campaign->state);
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

static int merge_states(const struct settings *settings, struct failure *failure)
{
	struct merge merge;
	if (merge_files(&merge, settings->states, failure))
		merge_print(&merge, stdout);
	merge_release(&merge);
	return merge.sum.failures == 0 ? 0 : 1;
}

int run_campaign(const struct settings *settings, struct failure *failure)
{
	struct campaign campaign = { .settings = settings, .state = -1 };
	int status = settings->mode == MODE_MERGE ? merge_states(settings, failure)
	                                          : run_seeds(&campaign, failure);
	if (fflush(stdout) != 0)
		fail(failure, EXIT_OUTPUT, "standard output: %s", strerror(errno));
	return status;
}
