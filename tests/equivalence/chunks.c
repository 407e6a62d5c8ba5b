/* Chunks of seeds, and their lines in state files. */
#include "tests/equivalence/chunks.h"

#include <errno.h>
#include <string.h>

#include "machine/host/exit_status.h"
#include "tests/equivalence/allocate.h"

enum { LEAST_CHUNK = 100, MOST_CHUNKS = 4000, CAMPAIGN_ROOM = 64 };

struct chunks *chunks_create(uint64_t from, uint64_t to)
{
	uint64_t last = to - from; /* the number of seeds, less one */
	uint64_t size = last / MOST_CHUNKS + 1;
	if (size < LEAST_CHUNK)
		size = LEAST_CHUNK;
	unsigned count = (unsigned)(last / size + 1);
	size_t bytes = sizeof(struct chunks) + count * sizeof(struct chunk);
	struct chunks *chunks = map_shared(bytes);
	chunks->count = count;
	for (unsigned i = 0; i < count; i++) {
		struct results *results = &chunks->list[i].results;
		results->from = from + i * size;
		chunks->list[i].next = results->from;
		results->to = last - i * size < size ? to : results->from + size - 1;
	}
	return chunks;
}

static struct chunk *find(struct chunks *chunks, const struct results *results)
{
	for (unsigned i = 0; i < chunks->count; i++)
		if (chunks->list[i].results.from == results->from &&
		    chunks->list[i].results.to == results->to)
			return &chunks->list[i];
	return NULL;
}

bool chunks_read(struct chunks *chunks, const char *campaign, const char *path,
                 struct failure *failure)
{
	char line[RESULTS_LINE];
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return errno == ENOENT ||
		       fail(failure, EXIT_NO_INPUT, "%s: %s", path, strerror(errno));
	while (fgets(line, sizeof line, file) != NULL) {
		struct results results;
		bool foreign;
		struct chunk *chunk = results_read(&results, campaign, line, &foreign)
		                              ? find(chunks, &results)
		                              : NULL;
		if (chunk == NULL)
			continue;
		chunk->results = results;
		chunk->done = true;
	}
	bool read = ferror(file) == 0;
	fclose(file);
	return read || fail(failure, EXIT_NO_INPUT, "%s: cannot be read", path);
}

struct merge {
	struct results *sum;
	struct range {
		uint64_t from, to;
	} * ranges;
	size_t count;
	char campaign[CAMPAIGN_ROOM];
};

/* Adds one line, unless its range is already there. False where it overlaps another. */
static bool merge_line(struct merge *merge, const struct results *results)
{
	for (size_t i = 0; i < merge->count; i++) {
		const struct range *range = &merge->ranges[i];
		if (range->from == results->from && range->to == results->to)
			return true;
		if (range->from <= results->to && results->from <= range->to)
			return false;
	}
	merge->ranges = reallocate(merge->ranges, (merge->count + 1) * sizeof *merge->ranges);
	merge->ranges[merge->count++] = (struct range){ results->from, results->to };
	results_add(merge->sum, results);
	return true;
}

static bool merge_file(struct merge *merge, const char *path, struct failure *failure)
{
	char line[RESULTS_LINE];
	unsigned number = 0;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", path, strerror(errno));
	while (failure->status == 0 && fgets(line, sizeof line, file) != NULL) {
		struct results results;
		bool foreign;
		number++;
		if (merge->campaign[0] == 0)
			snprintf(merge->campaign, sizeof merge->campaign, "%.*s",
			         (int)strcspn(line, " \n"), line);
		if (!results_read(&results, merge->campaign, line, &foreign))
			fail(failure, EXIT_IMAGE, "%s:%u: %s", path, number,
			     foreign ? "of another campaign than the first line"
			             : "no line of a state file");
		else if (!merge_line(merge, &results))
			fail(failure, EXIT_IMAGE, "%s:%u: its seeds overlap those of another line",
			     path, number);
	}
	fclose(file);
	return failure->status == 0;
}

bool chunks_merge(struct results *sum, char **paths, struct failure *failure)
{
	struct merge merge = { .sum = sum };
	bool merged = true;
	for (; merged && *paths != NULL; paths++)
		merged = merge_file(&merge, *paths, failure);
	reallocate(merge.ranges, 0);
	return merged;
}
