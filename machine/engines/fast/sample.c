/* An engine with a window, and nothing that runs in it. */
#include "machine/engines/fast/sample.h"

#include "machine/core/machine.h"

bool sample_open(struct sample *sample, const char **problem)
{
	*sample = (struct sample){ .fast = NULL };
	*problem = "there is no memory for a sample of code";
	if (!host_memory_create(&sample->memory, SAMPLE_MEMORY))
		return false;
	struct engine *engine = engine_create(ENGINE_eager, &sample->memory, problem);
	sample->fast = (struct fast *)engine;
	const struct machine machine = { .memory = { sample->memory.bytes, SAMPLE_MEMORY },
		                         .cpu.psw.bound = SAMPLE_MEMORY };
	if (engine != NULL && windows_map(sample->fast, &machine))
		return true;
	if (engine != NULL)
		*problem = "the host does not let a window be mapped";
	sample_close(sample);
	return false;
}

void sample_close(struct sample *sample)
{
	if (sample->fast != NULL)
		sample->fast->engine.destroy(&sample->fast->engine);
	host_memory_destroy(&sample->memory);
}

const struct block *sample_translate(struct sample *sample, uint32_t profile, uint32_t pc,
                                     const uint32_t *words, unsigned count,
                                     enum circumstance circumstance)
{
	struct fast *fast = sample->fast;
	uint32_t page = pc / PAGE_SIZE;
	flush(fast);
	page_release(fast, page, true);
	cool(fast, page * PAGE_SIZE, PAGE_SIZE);
	for (unsigned i = 0; i < count; i++) {
		write_word(sample->memory.bytes + pc + 4 * i, words[i]);
		while (circumstance == CAREFUL && !note_refusal(fast, pc + 4 * i))
			;
	}
	fast->stops.ranges[0] = (struct range){ WATCHED_FROM, WATCHED_SIZE, true, true };
	fast->stops.range_count = circumstance == WATCHED;
	fast->has_shifts = circumstance != OLD;
	if (circumstance == MIXED)
		fast->pages[page].state = PAGE_MIXED;
	return translate_block(fast, profile, pc);
}
