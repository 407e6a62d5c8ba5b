/* What pg32-run and pg32-vmm share: from the command line to the exit status. */
#ifndef PG32_MACHINE_RUN_TOOL_H
#define PG32_MACHINE_RUN_TOOL_H

#include "machine/run/session.h"

/* Parses, loads, makes the computer, starts, runs, reports; the exit status. */
int tool_main(const struct tool *tool, int count, char **arguments);

#endif
