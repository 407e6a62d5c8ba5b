/* Counts instructions by their address, near the limit. */
#include "machine/run/sample.h"

#include "machine/run/session.h"

static void count(struct sample *sample, uint32_t physical)
{
	uint32_t slot = physical / 4 * UINT32_C(2654435761) % SAMPLE_SLOTS;
	while (sample->slots[slot].count != 0 && sample->slots[slot].physical != physical)
		slot = (slot + 1) % SAMPLE_SLOTS;
	sample->slots[slot].physical = physical;
	sample->slots[slot].count++;
	sample->total++;
}

uint64_t sample_next(struct session *session, uint64_t clock, uint64_t most)
{
	uint64_t left = session_left(session, clock);
	struct next next;
	if (left == NEVER)
		return most;
	if (left > SAMPLE)
		return most < left - SAMPLE ? most : left - SAMPLE;
	/* Instructions of VMMs on the machine take no time of a hosted guest's; they are not many.
	 */
	if (session->sample.total == SAMPLE || !session_next(session, &next))
		return most;
	count(&session->sample, next.physical);
	return next.is_wait ? most : 1;
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
