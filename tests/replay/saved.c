/* A saved timeline is replayed as it was, edits too; a damaged one is refused, or is another run.
 */
#include <criterion/criterion.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "machine/debug/levels.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/run/save.h"
#include "machine/run/saved.h"
#include "machine/run/saved_form.h"
#include "tests/debug/flight.h"

enum { HEAD = SAVED_MAGIC_SIZE + 12 + SHA256_DIGEST_SIZE, SHORT_RUN = 20000 };

static const char *path_for(const char *name)
{
	static char path[128];
	snprintf(path, sizeof path, "build/tests/%s.%ld.timeline", name, (long)getpid());
	return path;
}

#define INTERRUPTS "build/programs/timer/interrupts.elf"
#define SPACES "build/programs/paging/spaces.elf"

enum { VISITS = 9 };

struct places {
	uint64_t positions[VISITS];
	uint8_t digests[VISITS][SHA256_DIGEST_SIZE];
};

/* Goes to all of them; one run at a time, for a VMM of this process is alone in it. */
static void visit(struct flight *flight, struct places *places)
{
	const struct computer *computer = &flight->session.computer;
	for (unsigned i = 0; i < VISITS; i++) {
		struct sha256_ctx context;
		timeline_go(&flight->search.timeline, places->positions[i], NULL);
		cr_assert_eq(flight->search.timeline.position, places->positions[i]);
		sha256_init(&context);
		sha256_update(&context, sizeof computer->machine.cpu.registers,
		              (const uint8_t *)computer->machine.cpu.registers);
		sha256_update(&context, sizeof(struct psw),
		              (const uint8_t *)&computer->machine.cpu.psw);
		sha256_update(&context, sizeof(uint64_t),
		              (const uint8_t *)&computer->machine.devices.clock);
		sha256_update(&context, computer->memory.size, computer->memory.bytes);
		sha256_digest(&context, SHA256_DIGEST_SIZE, places->digests[i]);
	}
}

/* Goes, edits, goes on and saves; then there and in what was read the same is found anywhere. */
static void edit_and_save(const struct tool *tool, const char *const *arguments, const char *name,
                          unsigned level, uint64_t at)
{
	const char *path = path_for(name);
	struct failure failure;
	const uint8_t bytes[] = { 1, 2, 3, 4 };
	struct flight *flight = flight_try(tool, arguments, &failure);
	cr_assert_not_null(flight, "%s", failure.message);
	struct timeline *timeline = &flight->search.timeline;
	timeline_go(timeline, 2 * at, NULL);
	timeline_go(timeline, at, NULL);
	for (unsigned i = 0; i < 200 && !level_is_at_instruction(&flight->session, level); i++)
		timeline_forward(timeline, timeline->position + 1, NULL);
	cr_assert(timeline_edit(timeline, EDIT_MEMORY, 0xC0000, bytes, sizeof bytes));
	cr_assert_null(level_set(timeline, level, 15, 0x1234567));
	uint64_t edited = timeline->position;
	timeline_go(timeline, edited + 100, NULL);
	timeline_go(timeline, edited + 80, NULL);
	cr_assert(timeline_save(timeline, path, &failure), "%s", failure.message);
	struct places here = { { edited + 80, 0, edited - 1, edited, edited + 1, edited + 50,
		                 at - 100, edited + 100, edited + 90 },
		               { { 0 } } };
	struct places there = here;
	visit(flight, &here);
	flight_end(flight);
	flight = flight_try(tool,
	                    (const char *[]){ "--replay", path, "--engine", "reference", "--input",
	                                      "/dev/null", NULL },
	                    &failure);
	cr_assert_not_null(flight, "%s", failure.message);
	cr_assert_eq(flight->search.timeline.newest, edited + 100);
	cr_assert(timeline_go_to_saved(&flight->search.timeline, &failure), "%s", failure.message);
	cr_assert_eq(flight->search.timeline.position, edited + 80);
	visit(flight, &there);
	cr_assert_arr_eq(here.digests, there.digests, sizeof here.digests);
	flight_end(flight);
	unlink(path);
}

Test(replay, edits_are_saved)
{
	edit_and_save(&flight_bare,
	              (const char *[]){ "-m", "1M", "--input", "/dev/null", INTERRUPTS, NULL },
	              "edits", 0, 1000);
	edit_and_save(
	        &flight_hosted,
	        (const char *[]){ "-m", "1M", "--hybrid", "--input", "/dev/null", SPACES, NULL },
	        "hybrid-edits", 1, 200);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* The digest is right again, so that what is behind it is looked at. */
static void sign(uint8_t *bytes, size_t size)
{
	struct sha256_ctx context;
	for (unsigned i = 0; i < 8; i++)
		bytes[SAVED_MAGIC_SIZE + 4 + i] = (uint8_t)((uint64_t)size >> 8 * i);
	sha256_init(&context);
	sha256_update(&context, size - HEAD, bytes + HEAD);
	sha256_digest(&context, SHA256_DIGEST_SIZE, bytes + SAVED_MAGIC_SIZE + 12);
}

/* Reads it, and where it is taken runs a part of it, back and forth. */
static bool try_file(const struct tool *tool, const char *path)
{
	struct failure failure;
	struct flight *flight = flight_try(
	        tool, (const char *[]){ "--replay", path, "--input", "/dev/null", NULL }, &failure);
	if (flight == NULL) {
		cr_assert(failure.status == EXIT_IMAGE || failure.status == EXIT_FAULT ||
		                  failure.status == EXIT_USAGE,
		          "%d: %s", failure.status, failure.message);
		cr_assert(failure.status == EXIT_FAULT || failure.message[0] != 0);
		return false;
	}
	flight->search.timeline.spacing = SHORT_RUN / 4;
	timeline_go(&flight->search.timeline, SHORT_RUN, NULL);
	timeline_go(&flight->search.timeline, SHORT_RUN / 2, NULL);
	flight_end(flight);
	return true;
}

static void write_bytes(const char *path, const uint8_t *bytes, size_t size)
{
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	fwrite(bytes, 1, size, file);
	fclose(file);
}

/* One of some kinds of damage; returns the size. */
static size_t damage(uint8_t *bytes, size_t size, uint32_t *random)
{
	static const uint32_t words[] = {
		0, 1, 2, 0x7FFFFFFF, 0x80000000, UINT32_MAX, 4096, 0x10000
	};
	size_t body = size - HEAD;
	/* Most of it is images; the rest is at both ends. */
	size_t at = next_random(random) % 3 == 0 ? next_random(random) % body
	            : next_random(random) % 2    ? next_random(random) % 160
	                                         : body - 1 - next_random(random) % 400;
	switch (next_random(random) % 4) {
	case 0:
		bytes[HEAD + at] ^= (uint8_t)(1 << next_random(random) % 8);
		return size;
	case 1:
		bytes[HEAD + at] = (uint8_t)next_random(random);
		return size;
	case 2:
		if (at + 4 <= body)
			memcpy(bytes + HEAD + at, &words[next_random(random) % 8], 4);
		return size;
	default:
		return HEAD + at;
	}
}

/* Each number of what is not images, made as large as can be. */
static void damage_each(const struct tool *tool, const char *path, const uint8_t *whole,
                        size_t size)
{
	enum { FIRST = 60, LAST = 260 };
	uint8_t *bytes = malloc(size);
	for (size_t at = HEAD; at + 4 <= size; at = at == HEAD + FIRST ? size - LAST : at + 2) {
		memcpy(bytes, whole, size);
		memset(bytes + at, 0xFF, 4);
		sign(bytes, size);
		write_bytes(path, bytes, size);
		try_file(tool, path);
	}
	free(bytes);
}

static void damage_many(const struct tool *tool, const char *const *arguments, const char *name)
{
	const char *longer = getenv("PG32_FUZZ"), *path = path_for(name);
	unsigned count = longer == NULL ? 150 : (unsigned)atoi(longer), taken = 0;
	struct failure failure;
	struct flight *flight = flight_try(tool, arguments, &failure);
	const uint8_t byte = 7;
	uint32_t random = longer == NULL ? 1 : count;
	cr_assert_not_null(flight, "%s", failure.message);
	timeline_go(&flight->search.timeline, 3000, NULL);
	cr_assert(timeline_edit(&flight->search.timeline, EDIT_MEMORY, 0xC0000, &byte, 1));
	for (unsigned i = 0;
	     i < 200 && level_set(&flight->search.timeline, tool->is_vmm, 15, 9) != NULL; i++)
		timeline_forward(&flight->search.timeline, flight->search.timeline.position + 1,
		                 NULL);
	timeline_go(&flight->search.timeline, SHORT_RUN, NULL);
	cr_assert(timeline_save(&flight->search.timeline, path, &failure), "%s", failure.message);
	flight_end(flight);
	size_t size;
	uint8_t *whole = read_whole(path, SAVED_MOST, &size);
	cr_assert_not_null(whole);
	cr_assert(try_file(tool, path));
	uint8_t *bytes = malloc(size);
	damage_each(tool, path, whole, size);
	for (unsigned i = 0; i < count; i++) {
		size_t left = size;
		memcpy(bytes, whole, size);
		for (unsigned k = next_random(&random) % 3 + 1; k > 0; k--)
			left = left == size ? damage(bytes, size, &random) : left;
		if (next_random(&random) % 8 != 0)
			sign(bytes, left);
		write_bytes(path, bytes, left);
		taken += try_file(tool, path);
	}
	cr_assert(taken > count / 20 && taken < count, "%u of %u are taken", taken, count);
	free(bytes);
	free(whole);
	unlink(path);
}

Test(replay, damaged_bare)
{
	damage_many(&flight_bare,
	            (const char *[]){ "-m", "1M", "--disk", "build/paging.img", "--input",
	                              "programs/kernel/demo.input", INTERRUPTS, NULL },
	            "damaged");
}

Test(replay, damaged_hosted)
{
	damage_many(
	        &flight_hosted,
	        (const char *[]){ "-m", "1M", "--hybrid", "--input", "/dev/null", SPACES, NULL },
	        "damaged-hosted");
}

/* Every beginning of a file is no file. */
Test(replay, cut_short)
{
	struct failure failure;
	const char *path = path_for("short");
	struct flight *flight = flight_try(
	        &flight_bare,
	        (const char *[]){ "-m", "1M", "--input", "/dev/null", INTERRUPTS, NULL }, &failure);
	cr_assert_not_null(flight);
	timeline_go(&flight->search.timeline, 5000, NULL);
	cr_assert(timeline_save(&flight->search.timeline, path, &failure));
	flight_end(flight);
	size_t size;
	uint8_t *whole = read_whole(path, SAVED_MOST, &size);
	for (size_t left = 0; left < size; left += left < 300 ? 1 : size / 50) {
		write_bytes(path, whole, left);
		cr_assert_null(saved_read(path, &failure));
		cr_assert_eq(failure.status, EXIT_IMAGE);
		if (left < HEAD)
			continue;
		sign(whole, left);
		write_bytes(path, whole, left);
		cr_assert_null(saved_read(path, &failure));
		cr_assert_eq(failure.status, EXIT_IMAGE);
		cr_assert_str_eq(failure.message + strlen(path), ": it is damaged");
	}
	free(whole);
	unlink(path);
}

/* What the digest does not tell. */
Test(replay, unsound)
{
	enum { SECTORS = HEAD + 20 };
	struct failure failure;
	const char *path = path_for("unsound");
	const char *again[] = { "--replay", path, "--input", "/dev/null", NULL };
	struct flight *flight =
	        flight_try(&flight_bare,
	                   (const char *[]){ "-m", "1M", "--disk", "build/paging.img", "--input",
	                                     "/dev/null", INTERRUPTS, NULL },
	                   &failure);
	cr_assert_not_null(flight);
	timeline_go(&flight->search.timeline, 5000, NULL);
	cr_assert(timeline_save(&flight->search.timeline, path, &failure));
	flight_end(flight);
	size_t size;
	uint8_t *whole = read_whole(path, SAVED_MOST, &size), *bytes = calloc(1, size + 1);
	memcpy(bytes, whole, size);
	sign(bytes, size + 1);
	write_bytes(path, bytes, size + 1);
	cr_assert_null(saved_read(path, &failure), "a byte behind the end");
	memcpy(bytes, whole, size);
	memcpy(bytes + SECTORS, &(uint32_t){ 1 }, 4);
	sign(bytes, size);
	write_bytes(path, bytes, size);
	cr_assert_null(saved_read(path, &failure), "sectors behind the end of the disk");
	memcpy(bytes, whole, size);
	bytes[size - 1] ^= 1;
	sign(bytes, size);
	write_bytes(path, bytes, size);
	flight = flight_try(&flight_bare, again, &failure);
	cr_assert_not_null(flight);
	cr_assert_not(timeline_go_to_saved(&flight->search.timeline, &failure), "another state");
	cr_assert_eq(failure.status, EXIT_IMAGE);
	flight_end(flight);
	free(whole);
	free(bytes);
	unlink(path);
}
