/* The console: output at once, input by lines. */
#ifndef PG32_KERNEL_CONSOLE_H
#define PG32_KERNEL_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

struct kernel;

enum { CONSOLE_BUFFER = 1024 };

/* Received bytes wait here. Readers get whole lines; the last line can still be edited, with
 * backspace. When the buffer is full the kernel stops receiving until there is room.
 *
 *     0              ready            length        CONSOLE_BUFFER
 *     | whole lines    | line so far    |             |
 */
struct console {
	char buffer[CONSOLE_BUFFER];
	uint32_t ready;
	uint32_t length;
	bool ended; /* the input ended after the buffered bytes, and no reader knows yet */
	bool receiving;
};

/* Starts receiving, so that what is typed ahead is kept. */
void console_initialize(struct kernel *kernel);

/* Takes the byte that the console holds, if any: what the device interrupt asks for. */
void console_interrupt(struct kernel *kernel);

/* Copies at most size bytes of one line, the newline included, for the current process, which
 * sleeps until there is a line. Returns their number, 0 at the end of the input. */
uint32_t console_read(struct kernel *kernel, void *to, uint32_t size);

/* Writes all of the bytes. */
void console_write(const void *from, uint32_t size);

#endif
