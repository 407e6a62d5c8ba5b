/* Chunks of seeds, and those that are done already. */
#include "vmm/equivalence/chunks.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"

enum { LEAST_CHUNK = 100, MOST_CHUNKS = 4000 };

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

bool chunks_read(struct chunks *chunks, const char *campaign, struct state *state,
                 struct failure *failure)
{
	while (state_next(state, failure)) {
		if (!state->known || strcmp(state->campaign, campaign) != 0)
			continue;
		struct chunk *chunk = find(chunks, &state->results);
		if (chunk == NULL)
			continue;
		chunk->results = state->results;
		chunk->done = true;
	}
	if (failure->status == 0 && state->torn &&
	    ftruncate(fileno(state->file), state->whole) != 0)
		fail(failure, EXIT_OUTPUT, "%s: %s", state->path, strerror(errno));
	return failure->status == 0;
}
