/* A program that fails, as assembly and with its report. */
#include "tests/equivalence/save.h"

#include <errno.h>
#include <inttypes.h>

#include "machine/run/session.h"
#include "tests/equivalence/generate.h"
#include "tests/equivalence/report.h"

enum { PATH_ROOM = 4096, HEADING_ROOM = 1024 };

struct place {
	const char *folder;
	uint64_t seed;
};

static FILE *open_file(const struct place *place, const char *suffix)
{
	char path[PATH_ROOM];
	snprintf(path, sizeof path, "%s/seed-%" PRIu64 "%s", place->folder, place->seed, suffix);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		fprintf(stderr, "pg32-equiv: %s: %s\n", path, strerror(errno));
	return file;
}

static void close_file(const struct place *place, const char *suffix, FILE *file)
{
	if (fclose(file) != 0)
		fprintf(stderr, "pg32-equiv: seed-%" PRIu64 "%s: %s\n", place->seed, suffix,
		        strerror(errno));
}

static void write_bytes(const struct place *place, const char *suffix, const uint8_t *bytes,
                        size_t size)
{
	FILE *file = size == 0 ? NULL : open_file(place, suffix);
	if (file == NULL)
		return;
	fwrite(bytes, 1, size, file);
	close_file(place, suffix, file);
}

/* Says how to see the failure again. */
static void make_heading(const struct trial *trial, uint64_t seed, char heading[HEADING_ROOM])
{
	const char *hybrid = trial->pair.hybrid ? " --hybrid" : "";
	char depth[32] = "", input[64] = "", disk[64] = "";
	if (trial->pair.nest != NULL)
		snprintf(depth, sizeof depth, " --depth %u",
		         trial->pair.nest->session->options.depth);
	if (trial->supply.input_size != 0)
		snprintf(input, sizeof input, " --input seed-%" PRIu64 ".input", seed);
	if (trial->supply.sectors != 0)
		snprintf(disk, sizeof disk, " --disk seed-%" PRIu64 ".disk", seed);
	snprintf(heading, HEADING_ROOM,
	         "# Different bare and virtual: the program of seed %" PRIu64 ", reduced.\n"
	         "#   pg32-as -Ttext 0 -o seed-%" PRIu64 ".elf seed-%" PRIu64 ".s\n"
	         "#   pg32-equiv%s%s -m %dK --limit %" PRIu64 "%s%s seed-%" PRIu64 ".elf\n",
	         seed, seed, seed, hybrid, depth, PROGRAM_MEMORY / 1024, trial->limit, input, disk,
	         seed);
}

void save_failure(struct trial *trial, uint64_t seed, const char *folder)
{
	struct place place = { folder, seed };
	struct program program;
	struct supply supply = trial->supply;
	char heading[HEADING_ROOM];
	generate(&program, seed);
	trial_reduce(trial, &program);
	make_heading(trial, seed, heading);
	FILE *file = open_file(&place, ".s");
	if (file != NULL) {
		program_write(&program, heading, file);
		close_file(&place, ".s", file);
	}
	file = open_file(&place, ".txt");
	if (file != NULL) {
		report_divergence(file, "", &trial->pair, &trial->differences, NULL);
		close_file(&place, ".txt", file);
	}
	write_bytes(&place, ".input", trial->supply.input, trial->supply.input_size);
	write_bytes(&place, ".disk", trial->supply.disk,
	            (size_t)trial->supply.sectors * SECTOR_SIZE);
	trial->supply = supply;
	fprintf(stderr, "different: seed %" PRIu64 ": see %s/seed-%" PRIu64 ".s and .txt\n", seed,
	        folder, seed);
}
