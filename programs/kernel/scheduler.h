/* The scheduler: which process runs. */
#ifndef PG32_KERNEL_SCHEDULER_H
#define PG32_KERNEL_SCHEDULER_H

struct kernel;

/* Instructions that a process runs before the next one has its turn. */
enum { QUANTUM = 5000 };

/* Gives the processor to the next ready process, in the order of the table, and returns when it
 * is the caller's turn again. Where no process is ready, time passes until an interrupt makes
 * one so. */
void schedule(struct kernel *kernel);

/* The current process does not run until wake is called with the same place, which stands for
 * what it waits for. It then checks whether that is true. */
void sleep(struct kernel *kernel, const void *place);
void wake(struct kernel *kernel, const void *place);

#endif
