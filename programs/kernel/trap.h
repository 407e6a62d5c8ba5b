/* Traps: where everything that interrupts a process arrives. */
#ifndef PG32_KERNEL_TRAP_H
#define PG32_KERNEL_TRAP_H

struct kernel;

/* Makes traps arrive in this kernel. */
void trap_initialize(struct kernel *kernel);

/* Does what the trap in low memory asks for; entry.s calls it. Returns when a process is to run,
 * whose context is then in low memory. */
void trap(struct kernel *kernel);

#endif
