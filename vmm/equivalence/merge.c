/* Merges state files: ranges in order, no seed twice, gaps named. */
#include "vmm/equivalence/merge.h"

#include <inttypes.h>
#include <string.h>

#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"

enum { MOST_GAPS = 8 }; /* that are printed one by one */

/* The place of the first range that ends at the seed or behind it. */
static size_t find(const struct merge *merge, uint64_t seed)
{
	size_t low = 0, high = merge->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (merge->ranges[middle].to < seed)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Adds what a line says, unless its range is already there. False where it overlaps another. */
static bool add(struct merge *merge, const struct results *results)
{
	size_t place = find(merge, results->from);
	struct range *range = merge->ranges + place;
	if (place < merge->count && range->from <= results->to)
		return range->from == results->from && range->to == results->to;
	merge->ranges = reallocate(merge->ranges, (merge->count + 1) * sizeof *merge->ranges);
	range = merge->ranges + place;
	memmove(range + 1, range, (merge->count - place) * sizeof *range);
	*range = (struct range){ results->from, results->to };
	merge->count++;
	results_add(&merge->sum, results);
	return true;
}

static bool merge_file(struct merge *merge, const char *path, struct failure *failure)
{
	struct state state;
	if (!state_open(&state, path, failure))
		return false;
	while (failure->status == 0 && state_next(&state, failure)) {
		if (merge->campaign[0] == 0 && state.known)
			memcpy(merge->campaign, state.campaign, sizeof merge->campaign);
		if (!state.known)
			fail(failure, EXIT_IMAGE, "%s:%u: of another version's generator", path,
			     state.number);
		else if (strcmp(merge->campaign, state.campaign) != 0)
			fail(failure, EXIT_IMAGE, "%s:%u: of another campaign than the first line",
			     path, state.number);
		else if (!add(merge, &state.results))
			fail(failure, EXIT_IMAGE, "%s:%u: its seeds overlap those of another line",
			     path, state.number);
	}
	if (failure->status == 0 && state.torn)
		front_say("pg32-equiv", 0, "%s:%u: cut off, and left out", path, state.number);
	fclose(state.file);
	return failure->status == 0;
}

bool merge_files(struct merge *merge, char **paths, struct failure *failure)
{
	*merge = (struct merge){ .count = 0 };
	bool merged = true;
	for (; merged && *paths != NULL; paths++)
		merged = merge_file(merge, *paths, failure);
	if (merged && merge->count == 0)
		return fail(failure, EXIT_IMAGE, "nothing to merge: no chunk of seeds is done");
	if (merged) {
		merge->sum.from = merge->ranges[0].from;
		merge->sum.to = merge->ranges[merge->count - 1].to;
	}
	return merged;
}

void merge_release(struct merge *merge)
{
	merge->ranges = reallocate(merge->ranges, 0);
}

static void print_missing(const struct merge *merge, FILE *file)
{
	const struct results *sum = &merge->sum;
	uint64_t missing = sum->to - sum->from + 1 - sum->programs;
	unsigned gaps = 0;
	if (missing == 0)
		return;
	fprintf(file, "missing: %" PRIu64 " of them:", missing);
	for (size_t i = 1; i < merge->count; i++) {
		uint64_t from = merge->ranges[i - 1].to + 1, behind = merge->ranges[i].from;
		if (from == behind || ++gaps > MOST_GAPS)
			continue;
		fprintf(file, "%s %" PRIu64 " to %" PRIu64, gaps == 1 ? "" : ",", from, behind - 1);
	}
	fprintf(file, "%s\n", gaps > MOST_GAPS ? " and more" : "");
}

void merge_print(const struct merge *merge, FILE *file)
{
	fprintf(file, "%s: seeds %" PRIu64 " to %" PRIu64 "\n", merge->campaign, merge->sum.from,
	        merge->sum.to);
	print_missing(merge, file);
	results_summary(&merge->sum, "", file);
}
