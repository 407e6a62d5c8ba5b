/* The console, by interrupt. */
#include "kernel.h"

enum { RING = 16, END = -1 };

static volatile int ring[RING];
static volatile uint32_t first, count;

void console_start(void)
{
	write_port(PORT_CONSOLE_CONTROL, 1);
}

/* Where the ring is full, nothing more is asked for until there is room. */
void console_interrupt(void)
{
	int byte = (int)read_port(PORT_CONSOLE_INPUT);

	ring[(first + count) % RING] = byte < 0 ? END : byte;
	if (++count == RING || byte < 0)
		write_port(PORT_CONSOLE_CONTROL, 0);
}

int console_read(void)
{
	while (count == 0)
		pause();
	int byte = ring[first];
	if (byte == END)
		return END;
	first = (first + 1) % RING;
	if (count-- == RING)
		write_port(PORT_CONSOLE_CONTROL, 1);
	return byte;
}

void console_write(int byte)
{
	write_port(PORT_CONSOLE_OUTPUT, (uint32_t)byte);
}
