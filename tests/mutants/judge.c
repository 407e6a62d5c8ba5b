/* Tries planted faults: campaigns of the programs of the seeds from 1 on, with one fault in force
 * at a time. The programs are made once, by what is whole, and each fault has a process of its own.
 *
 * Arguments: how many programs, and a folder with the VMMs for PG32 that have faults. Standard
 * input has the lines that the planter wrote; each is written again with a verdict in the place of
 * the number: the world in which a program is different, or "none". */
#define _GNU_SOURCE /* memmem */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isa/profiles.h"
#include "machine/front/exit_status.h"
#include "machine/run/session.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/nest.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/trial.h"

/* Which fault is in force. Those of a VMM on PG32 are switched by the word behind this one. */
unsigned fault_in_force;

enum { FEW = 200, LIMIT = 5000, PATIENCE = 3, LINE_ROOM = 1000, NAME_ROOM = 500 };

/* How a program is run on both sides. */
static const struct world {
	const char *name;
	bool is_direct, is_hybrid;
	const char *vmm;         /* on PG32 */
	const char *of, *not_of; /* what the names of files with faults that it shows begin with */
	unsigned first;          /* in each profile from this on, not 0; 0: PG32 itself */
} worlds[] = {
	{ "hosted", false, false, NULL, "machine/ vmm/", "vmm/bare/ vmm/hybrid", 0 },
	{ "bare", true, false, NULL, "machine/", "", 0 },
	{ "hybrid", false, true, NULL, "machine/ vmm/", "vmm/bare/", 0 },
	{ "profile", true, false, NULL,
	  "machine/core/execute.c machine/core/flawed.c machine/core/semantics.h "
	  "machine/core/translate.c machine/core/values.h",
	  "", PROFILE_pg32 + 1 },
	{ "paging", true, false, NULL,
	  "machine/core/buffer machine/core/fill.c machine/core/flawed_paging.c "
	  "machine/core/seen.h",
	  "", FIRST_PAGING_PROFILE },
	{ "depth-1", false, false, "vmm.elf", "vmm/bare/ vmm/pages.c", "vmm/bare/hybrid", 0 },
	{ "hybrid-depth-1", false, true, "vmm-hybrid.elf", "vmm/bare/ vmm/pages.c",
	  "vmm/bare/direct", 0 },
};

enum { WORLDS = sizeof worlds / sizeof *worlds };

/* What the process that tries tells the one that waits; shared. */
struct progress {
	unsigned world;
	uint64_t seed; /* 0: nothing is different */
};

struct judge {
	struct program *programs;
	uint64_t count;
	const char *folder;
	struct progress *progress;
};

static bool begins_with_one(const char *name, const char *beginnings)
{
	while (*beginnings != 0) {
		size_t length = strcspn(beginnings, " ");
		if (strncmp(name, beginnings, length) == 0)
			return true;
		beginnings += length + (beginnings[length] == ' ');
	}
	return false;
}

static bool is_of(const struct world *world, const char *file)
{
	return begins_with_one(file, world->of) && !begins_with_one(file, world->not_of);
}

/* The VMM with the fault: the word behind its mark says which. */
static void write_vmm(const char *whole, const char *broken)
{
	static const uint32_t mark[] = { 0x544C5546, 0x21544C46 };
	static uint8_t bytes[1 << 20];
	FILE *file = fopen(whole, "r");
	size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
	uint8_t *place = memmem(bytes, size, mark, sizeof mark);
	if (place == NULL)
		give_up("no VMM with faults");
	memcpy(place + sizeof mark, &fault_in_force, sizeof fault_in_force);
	fclose(file);
	file = fopen(broken, "w");
	if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
		give_up("a VMM with a fault cannot be written");
}

static struct session *load_vmm(const struct judge *judge, const struct world *world)
{
	static char whole[NAME_ROOM], broken[NAME_ROOM];
	snprintf(whole, sizeof whole, "%s/%s", judge->folder, world->vmm);
	snprintf(broken, sizeof broken, "%s/%u-%s", judge->folder, fault_in_force, world->vmm);
	write_vmm(whole, broken);
	struct session *session = reallocate(NULL, sizeof *session);
	struct failure failure = { .status = 0 };
	memset(session, 0, sizeof *session);
	session->options = options_default();
	session->options.depth = 1;
	session->options.vmm = broken;
	session->options.hybrid = world->is_hybrid;
	session->options.memory_size = PROGRAM_MEMORY;
	bool is_loaded = nest_load(session, &failure);
	remove(broken);
	if (!is_loaded)
		give_up(failure.message);
	return session;
}

static struct trial *make_trial(const struct judge *judge, const struct world *world,
                                enum profile profile)
{
	struct trial *trial = reallocate(NULL, sizeof *trial);
	static const struct settings settings = { .vmm_limit = NEVER };
	static struct nest nest;
	memset(trial, 0, sizeof *trial);
	if (world->vmm != NULL)
		nest = nest_of(load_vmm(judge, world), &settings);
	pair_create(&trial->pair, PROGRAM_MEMORY, world->vmm == NULL ? NULL : &nest);
	trial->pair.hybrid = world->is_hybrid;
	trial->pair.direct = world->is_direct;
	trial->supply = program_supply(profile);
	trial->limit = LIMIT;
	trial->patience = PATIENCE;
	return trial;
}

/* Whether one of the programs from one on is different in a world. */
static bool is_seen(const struct judge *judge, unsigned number, enum profile profile, uint64_t from,
                    uint64_t to)
{
	struct trial *trial = make_trial(judge, &worlds[number], profile);
	struct program own;
	struct rehearsal rehearsal;
	rehearsal_create(&rehearsal, profile);
	for (uint64_t i = from; i < to; i++) {
		*judge->progress = (struct progress){ number, i + 1 };
		if (profile != PROFILE_pg32)
			make_program(&rehearsal, &own, i + 1);
		if (!trial_run(trial, profile != PROFILE_pg32 ? &own : &judge->programs[i]))
			return true;
	}
	rehearsal_release(&rehearsal);
	pair_release(&trial->pair);
	reallocate(trial, 0);
	return false;
}

/* Whether one is in any profile that the world has. */
static bool is_seen_in(const struct judge *judge, unsigned number, uint64_t from, uint64_t to)
{
	if (worlds[number].first == 0)
		return is_seen(judge, number, PROFILE_pg32, from, to);
	for (unsigned profile = worlds[number].first; profile < PROFILES; profile++)
		if (is_seen(judge, number, (enum profile)profile, from, to))
			return true;
	return false;
}

/* Tries a few programs in each world before many in one. */
static void try(const struct judge *judge, const char *file)
{
	uint64_t few = judge->count < FEW ? judge->count : FEW;
	for (unsigned pass = 0; pass < 2; pass++)
		for (unsigned number = 0; number < WORLDS; number++)
			if (is_of(&worlds[number], file) &&
			    is_seen_in(judge, number, pass == 0 ? 0 : few,
			               pass == 0 ? few : judge->count))
				_exit(1);
	*judge->progress = (struct progress){ 0, 0 };
	_exit(0);
}

/* A line of the list: its number, and the rest of it, which begins with the file. */
static void judge_line(const struct judge *judge, char *line)
{
	char *rest = strchr(line, '\t');
	if (rest == NULL)
		give_up("a line of the list is none");
	*rest++ = 0;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		rest[strcspn(rest, "\t")] = 0;
		fault_in_force = (unsigned)strtoul(line, NULL, 10);
		try(judge, rest);
	}
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) != child)
		give_up("a process of the judge is lost");
	const struct progress *found = judge->progress;
	if (WIFEXITED(status) && WEXITSTATUS(status) > 1)
		printf("error\t%s", rest);
	else if (found->seed == 0)
		printf("none\t%s", rest);
	else
		printf("%s\t%s", worlds[found->world].name, rest);
}

int main(int count, char **arguments)
{
	char line[LINE_ROOM];
	if (count != 3) {
		fprintf(stderr, "usage: judge PROGRAMS FOLDER <LIST\n");
		return EXIT_USAGE;
	}
	struct judge judge = { .count = strtoull(arguments[1], NULL, 10),
		               .folder = arguments[2],
		               .progress = map_shared(sizeof(struct progress)) };
	judge.programs = reallocate(NULL, judge.count * sizeof *judge.programs);
	struct rehearsal rehearsal;
	rehearsal_create(&rehearsal, PROFILE_pg32);
	for (uint64_t i = 0; i < judge.count; i++)
		make_program(&rehearsal, &judge.programs[i], i + 1);
	rehearsal_release(&rehearsal);
	while (fgets(line, sizeof line, stdin) != NULL)
		judge_line(&judge, line);
	return fflush(stdout) == 0 ? 0 : EXIT_OUTPUT;
}
