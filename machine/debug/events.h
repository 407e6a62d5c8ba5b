/* What happens to a level, beside what it executes and accesses: each cause of a trap, and more. */
#ifndef PG32_MACHINE_DEBUG_EVENTS_H
#define PG32_MACHINE_DEBUG_EVENTS_H

#include "isa/causes.h"
#include "machine/run/session.h"

enum event {
	EVENT_FILL = CAUSES, /* a translation is read */
	EVENT_PSW,           /* a PSW is loaded by an instruction */
	EVENT_MODE,          /* it goes into the other mode */
	EVENT_REQUEST,       /* a device asks for attention, whether interrupts are on or not */
	EVENTS
};

/* What it is called: the cause's text, or a word. */
const char *event_text(unsigned event);

/* How things stand: where it has changed the event has happened, but for a request that is over. */
uint32_t event_state(const struct session *session, unsigned level, unsigned event);
bool event_has_happened(unsigned event, uint32_t before, uint32_t now);

/* Where a VMM in the machine's memory notes it for its guest, by a store: the physical address of a
 * word. False where the guest's VMM is none, or has not started it. */
bool event_word(const struct session *session, unsigned level, unsigned event, uint32_t *physical);

#endif
