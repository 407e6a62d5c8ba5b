/* What pg32-run and pg32-vmm share: from the command line to the exit status. */
#ifndef PG32_MACHINE_TOOL_H
#define PG32_MACHINE_TOOL_H

#include <stdbool.h>

#include "machine/run/tools.h"

struct failure;
struct session;

/* Everything before the first instruction: loads what the options name, makes the computer and
 * boots it. On failure no computer is left to destroy; the session is the caller's to close. */
bool tool_start(struct session *session, const struct tool *tool, struct failure *failure);

/* Parses, loads, makes the computer, starts, runs, reports; the exit status. */
int tool_main(const struct tool *tool, int count, char **arguments);

#endif
