/* The console: bytes arrive by interrupt and are gathered into lines. Nothing is echoed. */
#include <string.h>
#include "programs/kernel/console.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/scheduler.h"

enum { BACKSPACE = 0x08, CONTROL_D = 0x04, DELETE = 0x7F };

static void receive(struct console *console, bool on)
{
	console->receiving = on;
	port_out(PORT_CONSOLE_CONTROL, on);
}

void console_initialize(struct kernel *kernel)
{
	receive(&kernel->console, true);
}

/* Nothing more is received until a reader has seen the end. */
static void end_input(struct console *console)
{
	console->ready = console->length;
	console->ended = true;
	receive(console, false);
}

static void take_byte(struct console *console, char byte)
{
	switch (byte) {
	case BACKSPACE:
	case DELETE:
		if (console->length > console->ready)
			console->length--;
		return;
	case CONTROL_D:
		end_input(console);
		return;
	default:
		console->buffer[console->length++] = byte == '\r' ? '\n' : byte;
	}
	if (console->buffer[console->length - 1] == '\n' || console->length == CONSOLE_BUFFER)
		console->ready = console->length;
	if (console->length == CONSOLE_BUFFER)
		receive(console, false);
}

void console_interrupt(struct kernel *kernel)
{
	struct console *console = &kernel->console;
	uint32_t byte = port_in(PORT_CONSOLE_INPUT);
	if (byte == CONSOLE_NONE)
		return;
	if (byte == CONSOLE_END)
		end_input(console);
	else
		take_byte(console, (char)byte);
	if (console->ready > 0 || console->ended)
		wake(kernel, console);
}

/* Moves the first line, or its first bytes, out of the buffer. */
static uint32_t take_line(struct console *console, char *to, uint32_t size)
{
	uint32_t count = 0;
	bool is_end = false;
	while (count < size && count < console->ready && !is_end) {
		to[count] = console->buffer[count];
		is_end = to[count++] == '\n';
	}
	console->ready -= count;
	console->length -= count;
	memmove(console->buffer, console->buffer + count, console->length);
	return count;
}

uint32_t console_read(struct kernel *kernel, void *to, uint32_t size)
{
	struct console *console = &kernel->console;
	while (console->ready == 0 && !console->ended) {
		if (!console->receiving)
			receive(console, true);
		sleep(kernel, console);
	}
	if (console->ready == 0) {
		console->ended = false;
		return 0;
	}
	uint32_t count = take_line(console, to, size);
	if (!console->receiving && !console->ended)
		receive(console, true);
	return count;
}

void console_write(const void *from, uint32_t size)
{
	const uint8_t *bytes = from;
	for (uint32_t i = 0; i < size; i++)
		port_out(PORT_CONSOLE_OUTPUT, bytes[i]);
}
