/* Moments of real runs: vmm.elf on the machine with a generated kernel as its guest, and the bare
 * machine with the same kernel, in step. (The prover's words are not used here, nor are those of
 * the runs where the prover is asked: see judgement.h.) */
#ifndef PG32_TESTS_WITNESS_MOMENT_H
#define PG32_TESTS_WITNESS_MOMENT_H

#include "machine/core/machine.h"

/* Where the guest has come to an instruction that it is to run directly, or to an exit. */
struct moment {
	/* The bare machine as it was when the guest was resumed last, and as it is. */
	struct machine resumed, now;
	uint32_t origin, real_memory_size;
	uint32_t given, completed; /* instructions of the guest, by the real timer */
	bool is_fetched;           /* the instruction that comes next */
	uint32_t word;
	uint32_t answer; /* what the host will say when it is asked for a byte */

	/* An exit: the trap, and the real machine where the VMM begins and where it has ended. */
	struct trap trap;
	struct level {
		uint32_t registers[REGISTERS];
		struct psw psw;
		uint8_t page[PAGE_SIZE]; /* the VMM's own */
	} entered, left;
	enum outcome outcome; /* COMPLETED where the guest is resumed */
	uint32_t status;      /* of a halt */
	uint64_t clock;       /* of the guest, and what else there is of it, then */
	struct psw psw;
	const uint8_t *memory;
	unsigned polls, outputs, transfers; /* of the host, in the exit */
	uint8_t output;                     /* the last */
};

/* Who looks at them: at each instruction that runs directly, and at each exit when it is over, and
 * the memory of now is then as it was before. */
struct watcher {
	void (*see_direct)(struct watcher *watcher, const struct moment *moment);
	void (*see_exit)(struct watcher *watcher, const struct moment *moment);
};

/* Runs the generated programs of the seeds from 1 to count under the VMM, and shows their moments.
 * Gives up with a line where there is no such VMM. */
void watch_runs(const char *vmm, uint64_t count, struct watcher *watcher);

#endif
