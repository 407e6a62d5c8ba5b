/* The state of a machine, and what changes it: the functions of the processor.
 *
 * Freestanding, and used twice: the reference machine runs with it, and a VMM keeps the shadow
 * of its guest in it. Nothing here touches the host.
 */
#ifndef PG32_MACHINE_CORE_MACHINE_H
#define PG32_MACHINE_CORE_MACHINE_H

#include "isa/psw.h"
#include "machine/core/history.h"
#include "machine/core/outcome.h"
#include "machine/core/translate.h"
#include "machine/devices/state.h"

struct cpu {
	uint32_t registers[REGISTERS];
	struct psw psw;
	/* A trap was delivered and its handler has not completed an instruction yet. */
	bool delivering;
};

struct machine {
	struct cpu cpu;
	struct memory memory;
	struct devices devices;
	struct wiring wiring;
	struct buffer buffer;
};

/* Whether the addresses of a PSW are multiples of what they must be. */
static inline bool psw_is_aligned(const struct psw *psw)
{
	uint32_t in_page = (psw->base | psw->bound) << (32 - PAGE_BITS);
	return (in_page | psw->pc % 4) == 0;
}

/* Whether the PSW may be loaded (spec, section 1). */
static inline bool psw_is_well_formed(const struct psw *psw)
{
	return (psw->status & ~(uint32_t)STATUS_ALL) == 0 && psw_is_aligned(psw);
}

/* Has the buffer hold what is read through this root, empty where it was another. */
SELDOM void turn_buffer(struct machine *machine, uint32_t root);

/* Makes the processor ready for a PSW that is about to be loaded; false where it may not be. */
static inline bool accept_psw(struct machine *machine, const struct psw *psw)
{
	if (psw->status < STATUS_PAGED)
		return psw_is_aligned(psw);
	if (!psw_is_well_formed(psw))
		return false;
	turn_buffer(machine, psw->base);
	return true;
}

/* Reads the translation that a refused access asks for, to be held from then on. False where the
 * tables refuse it, too, or R is of the other kind: then it is a trap. */
SELDOM bool fill_buffer(struct machine *machine, const struct trap *refused);

static inline bool in_user_mode(const struct machine *machine)
{
	return (machine->cpu.psw.status & STATUS_USER) != 0;
}

/* Executes unprivileged instructions straight from isa/pg32.def: at most count of them, which is
 * at least 1. *completed is how many did; the caller passes it to pass_time (time.h). Ends with
 * COMPLETED when all of them did, with TRAPPED, FILLED, PRIVILEGED or FLAWED. The registers and the
 * pc change; time and the rest of the PSW do not. */
enum outcome execute_unprivileged(struct machine *machine, uint32_t count, uint32_t *completed,
                                  struct history *history, struct trap *trap);

/* Executes a word of group F in supervisor mode (or, in either mode, one of a flawed pg32.def that
 * does what only supervisors are to do in another group), and passes its time. A wait passes at
 * most the wiring's longest_wait, and completes only when an interrupt is pending: else the pc
 * stays at it.
 */
enum outcome execute_privileged(struct machine *machine, uint32_t word, struct trap *trap);

/* Executes a word whose opcode the machine's profile adds (isa/flaws.def), in either mode, and
 * passes its time. */
SELDOM enum outcome execute_flawed(struct machine *machine, uint32_t word, struct trap *trap);

/* The PSW exchange of a trap: COMPLETED, MALFORMED or DOUBLE_TRAP. */
enum outcome deliver(struct machine *machine, const struct trap *trap);

/* Runs up to the next event of the machine, and at most most (at least 1) instructions, passing
 * their time. COMPLETED: go on as you like. TRAPPED: the trap (interrupts included) is raised and
 * not delivered. Any other outcome is that of a privileged instruction. */
enum outcome run(struct machine *machine, uint64_t most, struct history *history,
                 struct trap *trap);

#endif
