/* The host's side of the console: standard output, and input from a file, a pipe or a terminal. */
#ifndef PG32_MACHINE_HOST_CONSOLE_H
#define PG32_MACHINE_HOST_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { TYPED_SIZE = 256 };

struct host_console {
	FILE *output; /* not owned */
	int input; /* file descriptor; closed by host_console_close unless it is standard input */
	bool terminal;
	bool escaped; /* Ctrl-a was typed */
	bool leave;   /* Ctrl-a x was typed */
	bool ended;
	uint8_t typed[TYPED_SIZE]; /* bytes read and not yet taken, from first to last */
	unsigned first, last;
};

/* Takes input from the file, or from standard input where path is NULL; a terminal there is put
 * into a mode without lines until close. False and errno where the file cannot be read. */
bool host_console_open(struct host_console *console, const char *path);

/* Gives the terminal back and flushes output; false where output was lost. */
bool host_console_close(struct host_console *console);

/* The backend's console_poll and console_put. */
uint32_t host_console_poll(struct host_console *console, bool idle);
void host_console_put(struct host_console *console, uint8_t byte);

/* Sees whether Ctrl-a x was typed on the terminal; does not wait. */
bool host_console_leaves(struct host_console *console);

#endif
