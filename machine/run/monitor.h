/* What has the traps of a session's machine: the machine itself, which delivers them, or a VMM in
 * this process. It is all that machine/run knows of a VMM. */
#ifndef PG32_MACHINE_RUN_MONITOR_H
#define PG32_MACHINE_RUN_MONITOR_H

#include <stddef.h>

#include "machine/boot/boot.h"
#include "machine/core/outcome.h"
#include "machine/core/translate.h"

struct session;

/* The guest of a VMM in this process, which is level 1 then. */
struct guest {
	const struct machine *machine;
	const uint32_t *counts; /* what the VMM did for it, see machine/core/layout.h */
	uint64_t interpreted;   /* the part of its instructions that the VMM interpreted */
	struct trap last;       /* what stopped it, or was reflected last */
};

struct monitor {
	bool is_hosted; /* a VMM in this process is level 0, and the files begin at level 1 */
	bool is_hybrid; /* it interprets all virtual supervisor code */
	/* Puts what the session loaded into the computer, ready to run. */
	enum boot_error (*boot)(struct session *session);
	/* Takes the trap in session->last: COMPLETED, or how it ends the session. */
	enum outcome (*take)(struct session *session);
	/* Whether what runs next is the guest, interpreted, and not the computer's machine. */
	bool (*is_interpreting)(const struct session *session);
	/* Runs it then, as run (machine.h) does, and leaves a trap in session->last. */
	enum outcome (*interpret)(struct session *session, uint64_t most);
	/* The instructions completed that --limit counts: of the outermost level that runs files.
	 */
	uint64_t (*clock)(const struct session *session);
	/* Brings the state of the guest up to date where the session ends between two exits. */
	void (*settle)(struct session *session);
	/* False where there is no guest. */
	bool (*look)(const struct session *session, struct guest *guest);
	/* What it keeps beside the computer, which can be copied and put back; none: size 0. */
	void *(*state)(const struct session *session, size_t *size);
};

#endif
