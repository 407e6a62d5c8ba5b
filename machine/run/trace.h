/* --trace: a line an instruction, trap and device event, or traps alone, on standard error. */
#ifndef PG32_MACHINE_RUN_TRACE_H
#define PG32_MACHINE_RUN_TRACE_H

#include <stdint.h>

struct session;

/* Writes the line of the instruction that comes next. Returns how far to run, at most most: one
 * instruction, or for a wait as far as it goes. */
uint64_t trace_instruction(struct session *session, uint64_t most);

/* Writes what became of it: a trap with its level and what is done with it, a device event. */
void trace_outcome(struct session *session);

#endif
