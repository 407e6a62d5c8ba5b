/* What pg32-run and pg32-vmm are, and the options that they share. */
#ifndef PG32_MACHINE_RUN_TOOLS_H
#define PG32_MACHINE_RUN_TOOLS_H

#include <stdbool.h>

#include "machine/front/front.h"

struct monitor; /* see monitor.h */

/* The machine alone has its traps. */
extern const struct monitor machine_monitor;

/* What a tool is. */
struct tool {
	const struct front *front;
	bool is_vmm; /* it runs kernels in a virtual machine: --hybrid is for it, too */
	const struct monitor *monitor;
	const struct monitor *hybrid; /* the same with --hybrid, where it is a VMM */
};

/* The options: those of the machine, those of VMMs, and with what a run reports all of them. */
extern const struct option_row run_machine_options[], run_tower_options[], run_report_options[];
extern const struct option_row *const run_options[];
extern const char run_exits[];

#endif
