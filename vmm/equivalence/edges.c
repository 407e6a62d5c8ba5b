/* Which ways through the VMM's core an exit took, told by what it was and what came of it. */
#include "vmm/equivalence/edges.h"

#include "isa/operations.h"
#include "vmm/equivalence/pair.h"

/* An exit and what the VMM did with it. */
struct handled {
	const uint32_t *before, *after; /* the VMM's counts */
	bool user;                      /* the virtual mode that the exit came from */
	bool time_over, supervisor_privileged, other_trap;
	bool timer_ran_out, reflected_before;
	uint32_t completed; /* instructions since the resume */
	uint32_t emulated, reflections, timer_interrupts, device_interrupts, interrupts;
	enum outcome outcome;
	bool running;            /* the guest is resumed */
	const struct psw *guest; /* virtual */
	uint32_t bound, allocated, memory_size;
	const struct host *host;
	enum cause cause;
	bool was_paged;
	uint32_t root;   /* of the buffer, before */
	uint32_t tables; /* that it holds, after */
};

static uint32_t times(const struct handled *h, unsigned count)
{
	return h->after[count] - h->before[count];
}

static bool emulated(const struct handled *h, enum operation operation)
{
	uint32_t word = (uint32_t)operation_rows[operation].opcode << 24;
	return times(h, COUNT_EMULATED + privileged_number(word)) != 0;
}

static bool reflected(const struct handled *h, enum cause cause)
{
	return times(h, cause) != 0;
}

static struct handled handled_by(const struct pair *pair, bool reflected_before)
{
	enum cause cause = pair->exit.trap.cause;
	const struct psw *psw = &pair->before.psw;
	bool user = (psw->status & STATUS_USER) != 0;
	struct handled h = {
		.before = pair->before.counts,
		.after = pair->guest.counts,
		.user = user,
		.time_over = cause == CAUSE_TIMER,
		.supervisor_privileged = cause == CAUSE_PRIVILEGED && !user,
		.other_trap = cause != CAUSE_TIMER && cause != CAUSE_PRIVILEGED,
		.timer_ran_out = psw->timer != 0 && pair->completed >= psw->timer,
		.reflected_before = reflected_before,
		.completed = pair->completed,
		.outcome = pair->virtual_outcome,
		.running = pair->virtual_outcome == OUTCOME_COMPLETED,
		.guest = &pair->guest.psw,
		.bound = pair->resumed.bound,
		.allocated = pair->resumed.timer,
		.memory_size = pair->bare.memory.size,
		.host = &pair->real_host,
		.cause = cause,
		.was_paged = is_paged(psw),
		.root = pair->before.root,
		.tables = pair->guest.buffer.tables,
	};
	for (unsigned i = 1; i < CAUSES; i++)
		h.reflections += times(&h, i);
	for (unsigned i = COUNT_EMULATED; i < COUNT_TIMER; i++)
		h.emulated += times(&h, i);
	h.timer_interrupts = times(&h, CAUSE_TIMER);
	h.device_interrupts = times(&h, CAUSE_DEVICE);
	h.interrupts = h.timer_interrupts + h.device_interrupts;
	return h;
}

uint64_t edges_find(const struct pair *pair, uint64_t known, bool *reflected_before)
{
	struct handled handled = handled_by(pair, *reflected_before);
	const struct handled *h = &handled;
	uint64_t taken = 0;
#define WHERE(condition) if (condition) {
#define WHERE_END }
#define EDGE(name, text, condition)                                   \
	if ((known & UINT64_C(1) << EDGE_##name) == 0 && (condition)) \
		taken |= UINT64_C(1) << EDGE_##name;
#include "vmm/equivalence/edges.def"
	*reflected_before = h->reflections != 0;
	return taken;
}

const char *edge_text(enum edge edge)
{
	static const char *const texts[EDGES] = {
#define EDGE(name, text, condition) [EDGE_##name] = text,
#include "vmm/equivalence/edges.def"
	};
	return texts[edge];
}
