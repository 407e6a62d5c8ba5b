/* Results of ranges of seeds: sums, state lines, the summary. */
#include "vmm/equivalence/results.h"

#include <inttypes.h>
#include <string.h>

#include "vmm/equivalence/compare.h"

void results_add(struct results *results, const struct results *other)
{
	results->programs += other->programs;
	results->instructions += other->instructions;
	results->exits += other->exits;
	results->long_programs += other->long_programs;
	for (unsigned i = 0; i < COVERAGE_ENDS; i++)
		results->ends[i] += other->ends[i];
	for (unsigned i = 0; i < other->failures && i < FAILED_SEEDS; i++)
		if (results->failures + i < FAILED_SEEDS)
			results->failed[results->failures + i] = other->failed[i];
	results->refused += other->refused;
	results->failures += other->failures;
	results->crashed += other->crashed;
	results->hung += other->hung;
	coverage_add(&results->coverage, &other->coverage);
}

/* campaign from to programs instructions exits long-programs ends... refused failures crashed hung
 * failed... coverage */
void results_print(const struct results *results, const char *campaign, char line[RESULTS_LINE])
{
	int at = snprintf(line, RESULTS_LINE,
	                  "%s %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64,
	                  campaign, results->from, results->to, results->programs,
	                  results->instructions, results->exits, results->long_programs);
	for (unsigned i = 0; i < COVERAGE_ENDS; i++)
		at += snprintf(line + at, RESULTS_LINE - (size_t)at, " %" PRIu64, results->ends[i]);
	at += snprintf(line + at, RESULTS_LINE - (size_t)at,
	               " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64, results->refused,
	               results->failures, results->crashed, results->hung);
	for (unsigned i = 0; i < FAILED_SEEDS; i++)
		at += snprintf(line + at, RESULTS_LINE - (size_t)at, " %" PRIu64,
		               results->failed[i]);
	at += snprintf(line + at, RESULTS_LINE - (size_t)at, " ");
	for (unsigned i = 0; i < COVERAGE_BYTES; i++)
		at += snprintf(line + at, RESULTS_LINE - (size_t)at, "%02x",
		               results->coverage.cells[i]);
	snprintf(line + at, RESULTS_LINE - (size_t)at, "\n");
}

/* Room for all numbers of 20 digits, the campaign and the coverage. */
_Static_assert(2 * COVERAGE_BYTES + (11 + COVERAGE_ENDS + FAILED_SEEDS) * 21 + 64 < RESULTS_LINE,
               "a line has room for everything");

static bool read_number(const char **at, uint64_t *number)
{
	int length = 0;
	if (sscanf(*at, " %" SCNu64 "%n", number, &length) != 1)
		return false;
	*at += length;
	return true;
}

static bool read_numbers(const char **at, struct results *results)
{
	uint64_t *const numbers[] = { &results->from,     &results->to,
		                      &results->programs, &results->instructions,
		                      &results->exits,    &results->long_programs };
	for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!read_number(at, numbers[i]))
			return false;
	for (unsigned i = 0; i < COVERAGE_ENDS; i++)
		if (!read_number(at, &results->ends[i]))
			return false;
	if (!read_number(at, &results->refused) || !read_number(at, &results->failures) ||
	    !read_number(at, &results->crashed) || !read_number(at, &results->hung))
		return false;
	for (unsigned i = 0; i < FAILED_SEEDS; i++)
		if (!read_number(at, &results->failed[i]))
			return false;
	return true;
}

static bool read_coverage(const char *at, struct coverage *coverage)
{
	for (unsigned i = 0; i < COVERAGE_BYTES; i++, at += 2) {
		unsigned byte;
		if (sscanf(at, "%2x", &byte) != 1)
			return false;
		coverage->cells[i] = (uint8_t)byte;
	}
	return true;
}

/* Whether the parts, none of which is larger than the whole, are together at most the whole. */
static bool are_parts(uint64_t whole, const uint64_t *parts, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (parts[i] > whole)
			return false;
		whole -= parts[i];
	}
	return true;
}

/* Whether programs could have given these numbers. */
static bool are_possible(const struct results *results)
{
	const uint64_t failures[] = { results->crashed, results->hung };
	if (results->to > INT64_MAX || results->from > results->to ||
	    results->programs != results->to - results->from + 1)
		return false;
	for (unsigned i = 0; i < FAILED_SEEDS; i++) {
		uint64_t seed = results->failed[i];
		if (i < results->failures ? seed < results->from || seed > results->to : seed != 0)
			return false;
	}
	return results->instructions <= INT64_MAX && results->exits <= INT64_MAX &&
	       results->long_programs <= results->programs &&
	       results->failures <= results->programs && results->refused <= results->programs &&
	       are_parts(results->programs - results->refused, results->ends, COVERAGE_ENDS) &&
	       are_parts(results->failures, failures, 2);
}

bool results_read(struct results *results, char campaign[CAMPAIGN_ROOM], const char *line)
{
	char again[RESULTS_LINE];
	size_t length = strcspn(line, " ");
	if (length >= CAMPAIGN_ROOM)
		return false;
	memcpy(campaign, line, length);
	campaign[length] = 0;
	memset(results, 0, sizeof *results);
	const char *at = line + length;
	if (!read_numbers(&at, results) || *at++ != ' ' || !read_coverage(at, &results->coverage))
		return false;
	/* What else the numbers can be written like is no line: signs, zeros, overflows. */
	results_print(results, campaign, again);
	return strcmp(line, again) == 0 && are_possible(results);
}

void results_summary(const struct results *results, const char *prefix, FILE *file)
{
	uint64_t programs = results->programs == 0 ? 1 : results->programs;
	fprintf(file,
	        "%s%" PRIu64 " programs, %" PRIu64 " instructions (%" PRIu64 " a program; %" PRIu64
	        "%% have %d or more), %" PRIu64 " exits\n%sended:",
	        prefix, results->programs, results->instructions, results->instructions / programs,
	        100 * results->long_programs / programs, LONG_PROGRAM, results->exits, prefix);
	for (unsigned i = 0; i < COVERAGE_ENDS; i++)
		if (results->ends[i] != 0)
			fprintf(file, " %s %" PRIu64,
			        i == OUTCOME_COMPLETED ? "at the limit"
			                               : outcome_text((enum outcome)i),
			        results->ends[i]);
	if (results->refused != 0)
		fprintf(file, " not bootable %" PRIu64, results->refused);
	putc('\n', file);
	coverage_print(&results->coverage, prefix, file);
	if (results->failures == 0) {
		bool is_whole = results->programs == results->to - results->from + 1;
		if (results->programs != 0)
			fprintf(file, "%sequal: all%s; excluded: nothing but host time\n", prefix,
			        is_whole ? "" : " that were run");
		return;
	}
	fprintf(file, "%sdifferent: %" PRIu64, prefix, results->failures);
	if (results->crashed + results->hung != 0)
		fprintf(file, " (the VMM crashed in %" PRIu64 ", hung in %" PRIu64 ")",
		        results->crashed, results->hung);
	fputs(", seeds", file);
	for (unsigned i = 0; i < results->failures && i < FAILED_SEEDS; i++)
		fprintf(file, " %" PRIu64, results->failed[i]);
	fprintf(file, "%s\n", results->failures > FAILED_SEEDS ? " and more" : "");
}
