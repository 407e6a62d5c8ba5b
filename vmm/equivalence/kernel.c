/* Compares one kernel: loads it, runs it bare and virtual in step, and says how it went. */
#include "vmm/equivalence/kernel.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/printable.h"
#include "machine/front/file.h"
#include "machine/host/disk.h"
#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/nest.h"
#include "vmm/equivalence/report.h"

static bool read_disk(const char *path, struct supply *supply, struct failure *failure)
{
	struct host_disk disk;
	size_t size;
	const char *problem = host_disk_open(&disk, path, DISK_COPIED);
	if (problem != NULL)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", path, problem);
	if (disk.file >= 0)
		supply->disk =
		        read_descriptor(disk.file, (size_t)disk.sectors * SECTOR_SIZE, &size);
	if (disk.file >= 0 && supply->disk == NULL)
		fail(failure, EXIT_NO_INPUT, "%s: %s", path, reading_problem(errno));
	else if (disk.file >= 0 && size != (size_t)disk.sectors * SECTOR_SIZE)
		fail(failure, EXIT_NO_INPUT, "%s: it became shorter while it was read", path);
	supply->equipment.sectors = disk.sectors;
	host_disk_close(&disk);
	return failure->status == 0;
}

static bool get_supply(const struct options *options, struct supply *supply,
                       struct failure *failure)
{
	supply->equipment.profile = options->equipment.profile;
	if (options->input != NULL)
		supply->input = read_whole(options->input, SIZE_MAX, &supply->input_size);
	if (options->input != NULL && supply->input == NULL)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", options->input,
		            reading_problem(errno));
	return read_disk(options->disk, supply, failure);
}

static void release_supply(struct supply *supply)
{
	free((void *)(uintptr_t)supply->input);
	free((void *)(uintptr_t)supply->disk);
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

/* A verdict and the kernel's name, as a terminal may show it. */
static void print_verdict(const char *verdict, const char *name)
{
	printf("%s: ", verdict);
	for (size_t left = strlen(name); left > 0;) {
		char shown[PRINTABLE_SIZE];
		size_t taken = printable_take(name, left, shown);
		fputs(shown, stdout);
		name += taken;
		left -= taken;
	}
}

static int conclude(struct pair *pair, const struct cargo *cargo, const struct options *options,
                    struct image *image)
{
	struct differences differences;
	int status = 0;
	if (run_in_step(pair, &differences)) {
		uint64_t resumes = pair->exits + pair->stretches + pair->at_limit;
		print_verdict("equal", options->files[options->depth]);
		printf(": %" PRIu64 " instructions, %" PRIu64 " exits, ", pair->guest.clock,
		       pair->exits);
		if (resumes == 0)
			printf("compared only at the end, for it was not resumed before; ");
		else
			printf("compared at %" PRIu64 " resumes%s and at the end; ", resumes,
			       pair->stretches == 0 ? "" : " or stretches");
		print_end(pair);
		printf("; excluded: nothing but host time\n");
	} else {
		print_verdict("different", options->files[options->depth]);
		putchar('\n');
		struct parting parting = parting_find(pair, cargo, &differences);
		report_divergence(stdout, pair, &differences, &parting, image);
		printf("compared: all but host time\n");
		status = 1;
	}
	return status;
}

/* Whether the engine protects pages itself. */
static bool translates(enum engine_kind engine)
{
	return engine == ENGINE_fast || engine == ENGINE_eager;
}

static int compare_loaded(const struct settings *settings, struct session *session,
                          struct failure *failure)
{
	const struct options *options = &session->options;
	struct nest nest = nest_of(session, settings);
	struct supply supply = { .input = NULL };
	unsigned depth = options->depth;
	if (!get_supply(options, &supply, failure)) {
		release_supply(&supply);
		return 0;
	}
	struct cargo cargo = { &supply, &session->files[depth], session->file_count - depth };
	struct pair *pair = reallocate(NULL, sizeof *pair);
	pair_create(pair, options->memory_size, depth == 0 ? NULL : &nest);
	pair->hybrid = options->hybrid;
	pair->direct = settings->direct;
	pair->limit = options->limit;
	pair->engine_kind = options->engine;
	pair_boot(pair, cargo.supply, cargo.files, cargo.count,
	          options->memory_size > SMALL_MEMORY && !translates(options->engine));
	int status = 0;
	if (pair->bare_boot != BOOT_OK && pair->bare_boot == pair->virtual_boot)
		fail(failure, EXIT_IMAGE, "%s: %s", options->files[depth],
		     boot_error_text(pair->bare_boot));
	else
		status = conclude(pair, &cargo, options, session->images[depth]);
	pair_release(pair);
	reallocate(pair, 0);
	release_supply(&supply);
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
