/* --check: looks on while the innermost machine of a session runs, and warns of what a kernel
 * hardly means. It changes nothing.
 *
 * Instructions are executed by the careful engine, which asks before each. A warning is a line on
 * standard error, once for an instruction. */
#ifndef PG32_MACHINE_CHECK_CHECK_H
#define PG32_MACHINE_CHECK_CHECK_H

#include <stdbool.h>

struct failure;
struct session;

/* Begins to look at a session that is ready to run, with the kinds that its options name. False
 * where it cannot. */
bool check_begin(struct session *session, struct failure *failure);

/* Writes the counts, and gives the session its own engine back. */
void check_end(struct session *session);

#endif
