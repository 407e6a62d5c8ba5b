/* Exit statuses of the tools that run a machine. Below 64 it is the guest's own. */
#ifndef PG32_MACHINE_FRONT_EXIT_STATUS_H
#define PG32_MACHINE_FRONT_EXIT_STATUS_H

enum exit_status {
	EXIT_GUEST_MAXIMUM = 63, /* larger halt statuses become this */
	EXIT_USAGE = 64,         /* EX_USAGE */
	EXIT_IMAGE = 65,         /* EX_DATAERR: a bad image */
	EXIT_NO_INPUT = 66,      /* EX_NOINPUT: a file that cannot be read */
	EXIT_FAULT = 70,         /* EX_SOFTWARE: our own fault */
	EXIT_OUTPUT = 74,        /* EX_IOERR: output that cannot be written */
	EXIT_LIMIT = 124,
	EXIT_CHECK_STOP = 125,
	EXIT_IDLE = 126, /* waiting for what can never come */
	EXIT_LEFT = 130  /* left with Ctrl-a x */
};

#endif
