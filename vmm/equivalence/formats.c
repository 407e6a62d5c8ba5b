/* TAP and JUnit. */
#include "vmm/equivalence/formats.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/front/exit_status.h"

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

int open_junit(const char *path, struct failure *failure)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	if (descriptor < 0)
		fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
	return descriptor;
}

/* Leaves nothing of what the file had before. A pipe has nothing, and cannot be made shorter. */
static FILE *begin_anew(int descriptor)
{
	struct stat status;
	if (fstat(descriptor, &status) != 0 ||
	    (S_ISREG(status.st_mode) && ftruncate(descriptor, 0) != 0))
		return NULL;
	return fdopen(descriptor, "w");
}

bool write_junit(const struct chunks *chunks, const char *path, int descriptor,
                 struct failure *failure)
{
	unsigned failures = 0;
	FILE *file = begin_anew(descriptor);
	if (file == NULL) {
		fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
		close(descriptor);
		return false;
	}
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
	bool written = ferror(file) == 0;
	if (fclose(file) != 0 || !written)
		return fail(failure, EXIT_OUTPUT, "%s: cannot be written", path);
	return true;
}
