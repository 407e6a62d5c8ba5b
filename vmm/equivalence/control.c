/* Whether the VMM is in control, from outside of it. */
#include "vmm/equivalence/pair.h"

static bool is_pattern(const uint8_t *bytes, uint32_t count)
{
	static const uint8_t pattern[16] = { PATTERN, PATTERN, PATTERN, PATTERN, PATTERN, PATTERN,
		                             PATTERN, PATTERN, PATTERN, PATTERN, PATTERN, PATTERN,
		                             PATTERN, PATTERN, PATTERN, PATTERN };
	return memcmp(bytes, pattern, sizeof pattern) == 0 &&
	       memcmp(bytes, bytes + sizeof pattern, count - sizeof pattern) == 0;
}

const char *pair_lost_control(const struct pair *pair)
{
	const struct psw *psw = &pair->hosted.vm.real;
	uint32_t size = pair->bare.memory.size;
	uint32_t behind = GUEST_ORIGIN + size + GUEST_MARGIN;
	if (pair->vmm_not_asked)
		return "the machine";
	if (pair->nest != NULL || pair->direct)
		return NULL;
	if ((psw->status & STATUS_USER) == 0 || (psw->status & STATUS_INTERRUPTS) == 0 ||
	    psw->timer == 0)
		return "the processor";
	/* A guest that has ended is not resumed: nothing is made ready for it. */
	bool is_running = pair->virtual_outcome == OUTCOME_COMPLETED;
	if (is_running && is_paged(psw) && psw->base < behind)
		return "the tables";
	if (is_running && !is_paged(psw) && psw->bound != 0 &&
	    (psw->base < GUEST_ORIGIN || psw->bound > size ||
	     psw->base + psw->bound > GUEST_ORIGIN + size))
		return "the window";
	/* What is overwritten stays so: a campaign looks at the end, and again at each resume when
	 * it reduces what it has found. */
	if (pair->observe != NULL && !pair_is_over(pair))
		return NULL;
	const uint8_t *bytes = pair->real->memory.bytes;
	if (!is_pattern(bytes, GUEST_ORIGIN) ||
	    !is_pattern(bytes + GUEST_ORIGIN + size, GUEST_MARGIN))
		return "memory";
	return NULL;
}
