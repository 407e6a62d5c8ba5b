/* The terminal in the mode that a machine wants, and given back however the run ends. */
#ifndef PG32_MACHINE_HOST_TERMINAL_H
#define PG32_MACHINE_HOST_TERMINAL_H

#include <stdbool.h>

enum terminal_mode {
	TERMINAL_RAW, /* every key as it is typed, and nothing is shown that the guest does not show
	               */
	TERMINAL_ECHO, /* the same, but the terminal shows what is typed */
	TERMINAL_LINE  /* the terminal's own: lines that can be edited, Ctrl-d ends, Ctrl-c
	                  interrupts */
};

/* From here to terminal_release a signal that ends the process calls last_words first, with the
 * context; it may do what a signal handler may. Where it gives false, it is to call
 * terminal_end_by later. If standard input is a terminal that is to be taken, it is put into the
 * mode, and given back also by signals that end or stop the process, by a crash and by exit. */
void terminal_take(bool takes_input, enum terminal_mode mode,
                   bool (*last_words)(void *context, int number), void *context);

/* From here to terminal_release such a signal asks to leave instead, and one that comes a second
 * later or more ends the process. */
void terminal_leave_when_asked(void);

/* Whether one has asked. */
bool terminal_asks_to_leave(void);

/* Whether another group of processes is in the foreground of the terminal: one in the background
 * would be stopped for changing it or for reading from it. */
bool terminal_is_for_others(void);

/* Ends the process by the signal. */
void terminal_end_by(int number);

void terminal_release(void);

#endif
