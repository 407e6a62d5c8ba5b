/* What the VMM needs of the machine it runs on. One implementation runs on PG32, one on the host.
 */
#ifndef PG32_VMM_PORT_H
#define PG32_VMM_PORT_H

#include "vmm/vmm.h"

/* The real devices: in, out, and waiting until one of them requests attention. */
uint32_t port_in(struct vm *vm, enum port port);
void port_out(struct vm *vm, enum port port, uint32_t value);
void port_wait(struct vm *vm);

/* The guest is about to be resumed paged, or not: where it is, its exits go to dispatch_fill first.
 */
void port_expect(struct vm *vm, bool is_paged);

/* The guest has ended: HALTED with vm->last.value as its status, IDLE, MALFORMED or DOUBLE_TRAP.
 * The machine ends the same way. On PG32 this does not return; on the host the guest is not
 * resumed. */
void port_stop(struct vm *vm, enum outcome outcome);

#endif
