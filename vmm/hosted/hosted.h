/* The hosted VMM: the VMM over a machine that this process has. */
#ifndef PG32_VMM_HOSTED_HOSTED_H
#define PG32_VMM_HOSTED_HOSTED_H

#include "vmm/vmm.h"

struct hosted {
	struct vm vm;         /* first, so that a vm leads to it */
	struct machine *real; /* what the guest runs on; not owned */
	bool is_hybrid;
	bool interprets;      /* what comes next of the guest is interpreted, and not run */
	enum outcome outcome; /* how the guest ended; COMPLETED while it runs */
};

/* Makes a virtual machine of this memory, which is the real machine's from origin on, boots the
 * shadow of its buffer being in these pages, boots the kernel, files[0], and its modules in it, and
 * gives it the processor. The real machine's devices are at reset. */
enum boot_error hosted_boot(struct hosted *hosted, struct machine *real, bool is_hybrid,
                            struct memory memory, uint32_t origin, struct shadow_pages shadow,
                            const struct file *files, uint32_t count);

/* Has the VMM take a trap of the guest: of the real machine, which is an exit, or one that the
 * interpreted guest raised. COMPLETED, and the guest has the processor again, or how it ended, and
 * vm.last is why. */
enum outcome hosted_take(struct hosted *hosted, const struct trap *trap);

/* Interprets the guest where it is to be interpreted, as run (machine.h) does; a trap is for
 * hosted_take. */
enum outcome hosted_interpret(struct hosted *hosted, uint64_t most, struct history *history,
                              struct trap *trap);

/* Brings the shadow up to date between two exits, to look at the guest there. */
void hosted_settle(struct hosted *hosted);

#endif
