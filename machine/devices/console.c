/* The console: output at once, input held a byte at a time. */
#include "machine/devices/devices.h"

/* Asks the host for the next byte one latency from now. */
static void ask_later(struct devices *devices)
{
	devices->console.due = devices_later(devices, LATENCY_CONSOLE);
}

void console_event(struct devices *devices, const struct wiring *wiring)
{
	struct console *console = &devices->console;
	console->held = wiring->backend->console_poll(wiring->context, wiring->idle);
	if (console->held == CONSOLE_NONE)
		ask_later(devices);
	else
		console->due = NEVER;
}

static uint32_t take(struct devices *devices)
{
	struct console *console = &devices->console;
	uint32_t held = console->held;
	console->held = CONSOLE_NONE;
	if (console->receiving && held != CONSOLE_NONE && held != CONSOLE_END)
		ask_later(devices);
	return held;
}

/* Takes the held byte, or else asks the host at once. */
static uint32_t poll(struct devices *devices, const struct wiring *wiring, bool idle)
{
	if (devices->console.held == CONSOLE_NONE)
		return wiring->backend->console_poll(wiring->context, idle);
	return take(devices);
}

static void control(struct devices *devices, uint32_t value)
{
	struct console *console = &devices->console;
	console->receiving = (value & 1) != 0;
	if (!console->receiving)
		console->due = NEVER;
	else if (console->held == CONSOLE_NONE && console->due == NEVER)
		ask_later(devices);
}

uint32_t console_in(struct devices *devices, const struct wiring *wiring, uint32_t port)
{
	switch (port) {
	case PORT_CONSOLE_CONTROL:
		return devices->console.receiving;
	case PORT_CONSOLE_INPUT:
		return take(devices);
	case PORT_CONSOLE_POLL:
		return poll(devices, wiring, false);
	case PORT_CONSOLE_AWAIT:
		return poll(devices, wiring, true);
	default:
		return 0;
	}
}

void console_out(struct devices *devices, const struct wiring *wiring, uint32_t port,
                 uint32_t value)
{
	if (port == PORT_CONSOLE_OUTPUT)
		wiring->backend->console_put(wiring->context, (uint8_t)value);
	else if (port == PORT_CONSOLE_CONTROL)
		control(devices, value);
}
