/* Counts instructions by their address, near the limit. */
#include "machine/run/sample.h"

void sample_count(struct sample *sample, uint32_t physical)
{
	uint32_t slot = physical / 4 * UINT32_C(2654435761) % SAMPLE_SLOTS;
	while (sample->slots[slot].count != 0 && sample->slots[slot].physical != physical)
		slot = (slot + 1) % SAMPLE_SLOTS;
	sample->slots[slot].physical = physical;
	sample->slots[slot].count++;
	sample->total++;
}

unsigned sample_commonest(const struct sample *sample, struct sampled *list, unsigned most)
{
	unsigned found = 0;
	for (uint32_t slot = 0; slot < SAMPLE_SLOTS; slot++) {
		struct sampled entry = sample->slots[slot];
		unsigned place = found;
		while (place > 0 && (list[place - 1].count < entry.count ||
		                     (list[place - 1].count == entry.count &&
		                      list[place - 1].physical > entry.physical)))
			place--;
		if (entry.count == 0 || place == most)
			continue;
		found += found < most;
		for (unsigned i = found - 1; i > place; i--)
			list[i] = list[i - 1];
		list[place] = entry;
	}
	return found;
}
