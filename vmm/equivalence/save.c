/* A program that fails, as assembly and with its report. */
#include "vmm/equivalence/save.h"

#include <errno.h>
#include <inttypes.h>

#include "isa/printable.h"
#include "machine/front/exit_status.h"
#include "machine/front/front.h"
#include "machine/run/session.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/report.h"

enum { PATH_ROOM = 4096, HEADING_ROOM = 2048 };

struct place {
	const char *folder;
	uint64_t seed;
};

/* As a terminal may show it. */
static void print_folder(const char *folder)
{
	char shown[PRINTABLE_SIZE * PATH_ROOM];
	printable_text(shown, sizeof shown, folder);
	fputs(shown, stderr);
}

static FILE *open_file(const struct place *place, const char *suffix)
{
	char path[PATH_ROOM];
	snprintf(path, sizeof path, "%s/seed-%" PRIu64 "%s", place->folder, place->seed, suffix);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		front_say("pg32-equiv", EXIT_OUTPUT, "%s: %s", path, strerror(errno));
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

/* A failure to be seen again. */
struct failed {
	uint64_t seed;
	const char *what; /* happens, in a few words */
	unsigned depth;
	const char *vmm; /* NULL: the command named none */
	bool hybrid, direct;
	uint64_t limit;
	const struct supply *supply;
};

/* Says how to see the failure again. */
static void make_heading(const struct failed *failed, const struct program *program,
                         char heading[HEADING_ROOM])
{
	char made[128], equipment[EQUIPMENT_ROOM], depth[512] = "", input[64] = "", disk[64] = "",
	                                           modules[64] = "";
	uint64_t seed = failed->seed;
	snprintf(made, sizeof made, "pg32-as -Ttext 0 -o seed-%" PRIu64 ".elf seed-%" PRIu64 ".s",
	         seed, seed);
	if (!shape_is_plain(&program->shape))
		snprintf(made, sizeof made, "its image is seed-%" PRIu64 ".elf", seed);
	if (program->shape.module_count != 0)
		snprintf(modules, sizeof modules, " $(ls -v seed-%" PRIu64 ".module*)", seed);
	options_print_equipment(&failed->supply->equipment, equipment);
	if (failed->depth != 0)
		snprintf(depth, sizeof depth, " --depth %u%s%.480s", failed->depth,
		         failed->vmm != NULL ? " --vmm " : "",
		         failed->vmm != NULL ? failed->vmm : "");
	if (failed->supply->input_size != 0)
		snprintf(input, sizeof input, " --input seed-%" PRIu64 ".input", seed);
	if (failed->supply->equipment.sectors != 0)
		snprintf(disk, sizeof disk, " --disk seed-%" PRIu64 ".disk", seed);
	snprintf(heading, HEADING_ROOM,
	         "# %s: the program of seed %" PRIu64 "\n"
	         "#   %s\n"
	         "#   pg32-equiv%s%s%s%s -m %dK --limit %" PRIu64 "%s%s seed-%" PRIu64 ".elf%s\n",
	         failed->what, seed, made, equipment, failed->hybrid ? " --hybrid" : "",
	         failed->direct ? " --bare" : "", depth, PROGRAM_MEMORY / 1024,
	         failed->limit + program_lateness(program), input, disk, seed, modules);
}

/* Writes the image and the modules: assembly cannot have every shape. */
static void save_files(const struct place *place, const struct program *program)
{
	struct program_image image;
	uint32_t count = program_files(program, &image);
	for (uint32_t i = 0; i < count; i++) {
		char suffix[32] = ".elf";
		if (i != 0)
			snprintf(suffix, sizeof suffix, ".module%" PRIu32, i);
		FILE *file = open_file(place, suffix);
		if (file == NULL)
			continue;
		fwrite(image.files[i].bytes, 1, image.files[i].size, file);
		close_file(place, suffix, file);
	}
}

/* Writes the program, and what it needs beside it. */
static void save_program(const struct place *place, const struct failed *failed,
                         const struct program *program)
{
	char heading[HEADING_ROOM];
	make_heading(failed, program, heading);
	FILE *file = open_file(place, ".s");
	if (file != NULL) {
		program_write(program, heading, file);
		close_file(place, ".s", file);
	}
	if (!shape_is_plain(&program->shape))
		save_files(place, program);
	write_bytes(place, ".input", failed->supply->input, failed->supply->input_size);
	write_bytes(place, ".disk", failed->supply->disk,
	            (size_t)failed->supply->equipment.sectors * SECTOR_SIZE);
}

void save_failure(struct trial *trial, struct program *program, uint64_t seed, const char *folder)
{
	struct place place = { folder, seed };
	struct supply supply = trial->supply;
	trial_reduce(trial, program);
	const struct nest *nest = trial->pair.nest;
	struct failed failed = {
		.seed = seed,
		.what = "Different bare and virtual, and reduced",
		.depth = nest == NULL ? 0 : nest->session->options.depth,
		.vmm = nest == NULL ? NULL : nest->vmm,
		.hybrid = trial->pair.hybrid,
		.direct = trial->pair.direct,
		.limit = trial->limit,
		.supply = &trial->supply,
	};
	save_program(&place, &failed, program);
	FILE *file = open_file(&place, ".txt");
	if (file != NULL) {
		struct parting parting = trial_part(trial, program);
		report_divergence(file, &trial->pair, &trial->differences, &parting, NULL);
		close_file(&place, ".txt", file);
	}
	trial->supply = supply;
	fprintf(stderr, "different: seed %" PRIu64 ": see ", seed);
	print_folder(folder);
	fprintf(stderr, "/seed-%" PRIu64 ".s and .txt\n", seed);
}

void save_lost(const struct lost *lost)
{
	struct place place = { lost->folder, lost->seed };
	struct program program;
	struct supply supply = program_supply(lost->profile);
	struct failed failed = { lost->seed,   lost->what,   lost->depth, lost->vmm,
		                 lost->hybrid, lost->direct, lost->limit, &supply };
	struct rehearsal rehearsal;
	rehearsal_create(&rehearsal, lost->profile);
	make_program(&rehearsal, &program, lost->seed);
	supply.equipment = program.equipment;
	rehearsal_release(&rehearsal);
	save_program(&place, &failed, &program);
	fprintf(stderr, "different: seed %" PRIu64 ": %s: see ", lost->seed, lost->what);
	print_folder(lost->folder);
	fprintf(stderr, "/seed-%" PRIu64 ".s\n", lost->seed);
}
