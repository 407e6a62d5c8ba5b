/* The host's side of the console: standard output, and input from a file, a pipe or a terminal. */
#ifndef PG32_MACHINE_HOST_CONSOLE_H
#define PG32_MACHINE_HOST_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/host/output.h"
#include "machine/host/terminal.h"

enum { TYPED_SIZE = 1 << 16 };

struct host_console {
	struct host_output output;
	int input;        /* descriptor; closed by host_console_close unless it is standard input */
	bool is_terminal; /* it answers when it is typed at; a file or a pipe answers always */
	bool has_keys;    /* Ctrl-a is for us */
	bool escaped;     /* Ctrl-a was typed */
	bool leave;       /* Ctrl-a x was typed */
	bool ended;
	int patience;      /* milliseconds to wait for a byte of a pipe; -1: for ever */
	bool is_silent;    /* for so long none came */
	int error;         /* errno of input that could not be read; 0: none */
	uint64_t attended; /* the clock at the last host_console_attend that did something */
	uint8_t typed[TYPED_SIZE]; /* bytes read and not yet taken, from first to last */
	unsigned first, last;      /* modulo TYPED_SIZE */
	uint64_t room;             /* bytes that may still be put; more are lost, and end the run */
	bool is_full;              /* they were more */
};

/* Takes input from the file, or from standard input where path is NULL; a terminal there is put
 * into the mode until close. False and errno where the file cannot be read. */
bool host_console_open(struct host_console *console, const char *path, enum terminal_mode mode);

/* Gives the terminal back and writes what is left; false and errno where output was lost. */
bool host_console_close(struct host_console *console);

/* The backend's console_poll and console_put. */
uint32_t host_console_poll(struct host_console *console, bool idle);
void host_console_put(struct host_console *console, uint8_t byte);

/* The most of so many instructions that may pass until host_console_attend is called. */
uint64_t host_console_stretch(const struct host_console *console, uint64_t most);

/* To be called between stretches, with the clock: lets out what was put a while ago, and sees keys
 * that no guest asks for. False where the run is to end: by Ctrl-a x, by input that cannot be read
 * or does not come, or by more output than there is room for. */
bool host_console_attend(struct host_console *console, uint64_t clock);

/* Waits until a descriptor can be read, for as long as it takes, and sees keys meanwhile. False
 * where the run is to end, as above. */
bool host_console_await(struct host_console *console, int descriptor);

#endif
