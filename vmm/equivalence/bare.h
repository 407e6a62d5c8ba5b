/* The bare machine of a comparison. All that runs it is here and in the machine's core, of which
 * pg32-equiv links a copy for it alone: a mutant breaks the machine under the VMM and the VMM, and
 * is compared with a machine that is whole. */
#ifndef PG32_VMM_EQUIVALENCE_BARE_H
#define PG32_VMM_EQUIVALENCE_BARE_H

#include "machine/boot/boot.h"
#include "machine/core/machine.h"
#include "vmm/equivalence/host.h"

/* Puts the devices at reset, and the buffer, whose pages are zero but for what it holds; the
 * equipment's memory is the machine's. The host notes what the machine stores from then on. */
void bare_reset(struct machine *bare, uint32_t *pages, const struct equipment *equipment,
                struct host *host);

/* Boots files[0] with the others as its modules. */
enum boot_error bare_boot(struct machine *bare, const struct file *files, uint32_t count);

/* The instruction that the machine comes to; false where it traps before there is one. */
bool bare_peek(const struct machine *bare, uint32_t *word);

/* As run and deliver. */
enum outcome bare_run(struct machine *bare, uint64_t most, struct history *history,
                      struct trap *trap);
enum outcome bare_deliver(struct machine *bare, const struct trap *trap);

/* Runs a machine that has booted to the limit, and if it is then in supervisor mode, or about to be
 * interrupted, lowers the limit to the last instant at which it was in user mode. False where it
 * never was. */
bool bare_last_user_mode(struct machine *bare, uint64_t *limit);

#endif
