/* TAP and JUnit. */
#include "vmm/equivalence/formats.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"

static bool passes(const struct chunk *chunk)
{
	return chunk->done && chunk->results.failures == 0;
}

static void print_failure(FILE *file, const struct chunk *chunk)
{
	const struct results *results = &chunk->results;
	if (!chunk->done)
		fprintf(file, "not finished");
	else
		fprintf(file, "%" PRIu64 " programs differ, the first of seed %" PRIu64,
		        results->failures, results->failed[0]);
}

void print_tap(const struct chunks *chunks)
{
	printf("TAP version 13\n1..%u\n", chunks->count);
	for (unsigned i = 0; i < chunks->count; i++) {
		const struct chunk *chunk = &chunks->list[i];
		const struct results *results = &chunk->results;
		printf("%sok %u - seeds %" PRIu64 " to %" PRIu64 ": %" PRIu64 " instructions\n",
		       passes(chunk) ? "" : "not ", i + 1, results->from, results->to,
		       results->instructions);
		if (!passes(chunk)) {
			printf("# ");
			print_failure(stdout, chunk);
			putchar('\n');
		}
	}
}

static void print_junit(FILE *file, const struct chunks *chunks)
{
	unsigned failures = 0;
	for (unsigned i = 0; i < chunks->count; i++)
		failures += !passes(&chunks->list[i]);
	fprintf(file,
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	        "<testsuite name=\"pg32-equiv\" tests=\"%u\" failures=\"%u\">\n",
	        chunks->count, failures);
	for (unsigned i = 0; i < chunks->count; i++) {
		const struct chunk *chunk = &chunks->list[i];
		fprintf(file,
		        "  <testcase classname=\"equivalence\" name=\"seeds %" PRIu64 " to %" PRIu64
		        "\"",
		        chunk->results.from, chunk->results.to);
		if (passes(chunk)) {
			fprintf(file, "/>\n");
			continue;
		}
		fprintf(file, "><failure message=\"");
		print_failure(file, chunk);
		fprintf(file, "\"/></testcase>\n");
	}
	fprintf(file, "</testsuite>\n");
}

bool write_junit(const struct chunks *chunks, const char *path, struct failure *failure)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return fail(failure, EXIT_FAULT, "out of memory");
	print_junit(file, chunks);
	int error = fclose(file) != 0 ? errno : write_whole(path, text, size, false);
	free(text);
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", path, writing_problem(error));
}
