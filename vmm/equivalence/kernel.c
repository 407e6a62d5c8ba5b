/* Compares one kernel: loads it, runs it bare and virtual in step, and says how it went. */
#include "vmm/equivalence/kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/host/exit_status.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/nest.h"
#include "vmm/equivalence/report.h"

/* Maps a whole file; NULL has no bytes. */
static bool map_file(const char *path, const uint8_t **bytes, size_t *size, struct failure *failure)
{
	*bytes = NULL;
	*size = 0;
	if (path == NULL)
		return true;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	if (descriptor < 0 || fstat(descriptor, &status) != 0) {
		fail(failure, EXIT_NO_INPUT, "%s: %s", path, strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		fail(failure, EXIT_NO_INPUT, "%s: not a regular file", path);
	} else if (status.st_size != 0) {
		void *mapped =
		        mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
		if (mapped == MAP_FAILED)
			fail(failure, EXIT_NO_INPUT, "%s: %s", path, strerror(errno));
		else
			*bytes = mapped, *size = (size_t)status.st_size;
	}
	if (descriptor >= 0)
		close(descriptor);
	return failure->status == 0;
}

static bool get_supply(const struct options *options, struct supply *supply,
                       struct failure *failure)
{
	size_t disk_size;
	if (!map_file(options->input, &supply->input, &supply->input_size, failure) ||
	    !map_file(options->disk, &supply->disk, &disk_size, failure))
		return false;
	supply->sectors = (uint32_t)(disk_size / SECTOR_SIZE);
	supply->profile = options->profile;
	return disk_size % SECTOR_SIZE == 0 ||
	       fail(failure, EXIT_NO_INPUT, "%s: a disk's size must be a multiple of 512 bytes",
	            options->disk);
}

static void print_end(const struct pair *pair)
{
	if (pair->at_limit)
		printf("stopped at the limit");
	else if (pair->virtual_outcome == OUTCOME_HALTED)
		printf("halted with %" PRIu32, pair->virtual_last.value);
	else
		printf("%s", outcome_text(pair->virtual_outcome));
}

static int conclude(struct pair *pair, const struct cargo *cargo, const struct options *options,
                    struct image *image)
{
	struct differences differences;
	int status = 0;
	if (run_in_step(pair, &differences)) {
		uint64_t resumes = pair->exits + pair->stretches + pair->at_limit;
		printf("equal: %s: %" PRIu64 " instructions, %" PRIu64 " exits, ",
		       options->files[options->depth], pair->guest.clock, pair->exits);
		if (resumes == 0)
			printf("compared only at the end, for it was not resumed before; ");
		else
			printf("compared at %" PRIu64 " resumes%s and at the end; ", resumes,
			       pair->stretches == 0 ? "" : " or stretches");
		print_end(pair);
		printf("; excluded: nothing but host time\n");
	} else {
		printf("different: %s\n", options->files[options->depth]);
		struct parting parting = parting_find(pair, cargo, &differences);
		report_divergence(stdout, pair, &differences, &parting, image);
		printf("compared: all but host time\n");
		status = 1;
	}
	return status;
}

static int compare_loaded(const struct settings *settings, struct session *session,
                          struct failure *failure)
{
	const struct options *options = &session->options;
	struct nest nest = nest_of(session);
	struct supply supply;
	unsigned depth = options->depth;
	if (!get_supply(options, &supply, failure))
		return 0;
	struct cargo cargo = { &supply, &session->files[depth], session->file_count - depth };
	struct pair *pair = reallocate(NULL, sizeof *pair);
	pair_create(pair, options->memory_size, depth == 0 ? NULL : &nest);
	pair->hybrid = options->hybrid;
	pair->direct = settings->direct;
	pair->limit = options->limit;
	pair_boot(pair, cargo.supply, cargo.files, cargo.count,
	          options->memory_size > SMALL_MEMORY);
	int status = 0;
	if (pair->bare_boot != BOOT_OK && pair->bare_boot == pair->virtual_boot)
		fail(failure, EXIT_IMAGE, "%s: %s", options->files[depth],
		     boot_error_text(pair->bare_boot));
	else
		status = conclude(pair, &cargo, options, session->images[depth]);
	pair_release(pair);
	reallocate(pair, 0);
	if (fflush(stdout) != 0)
		fail(failure, EXIT_OUTPUT, "standard output: %s", strerror(errno));
	return status;
}

int compare_kernel(const struct settings *settings, struct failure *failure)
{
	struct session *session = reallocate(NULL, sizeof *session);
	memset(session, 0, sizeof *session);
	session->options = settings->run;
	int status = 0;
	if (nest_load(session, failure))
		status = compare_loaded(settings, session, failure);
	session_close(session);
	reallocate(session, 0);
	return status;
}
