/* What the devices are: their state, what they are made with, and what they stand on. Freestanding.
 */
#ifndef PG32_MACHINE_DEVICES_STATE_H
#define PG32_MACHINE_DEVICES_STATE_H

#include <stdbool.h>
#include <stdint.h>

#define NEVER UINT64_MAX

/* The types of fields. */
#define TYPE_TRUTH bool
#define TYPE_WORD uint32_t
#define TYPE_INSTANT uint64_t

/* A device's state: struct console, struct disk and so on. */
#define DEVICE_STATE(device) struct device {
#define FIELD(device, name, TYPE, reset) TYPE_##TYPE name;
#define DEVICE_STATE_END(device) \
	}                        \
	;
#include "machine/devices/devices.def"

/* The clock's last value, at which it stays. What would be due then or later never is. */
#define CLOCK_END UINT64_MAX

/* All the state beside the processor and memory: it can be copied, kept and compared. */
struct devices {
	union {
		uint64_t clock; /* instructions completed since reset */
		struct {
			uint32_t low, high;
		} clock_words;
	};
	uint32_t event_in; /* instructions until a device has something to do; 0: none has */
	uint64_t waited;   /* the part of the clock that wait passed at once */
#define DEVICE_STATE(device) struct device device;
#include "machine/devices/devices.def"
};

/* What a machine is made with. */
struct equipment {
	uint32_t memory_size;
#define EQUIPMENT(device, name, PORT) uint32_t name;
#include "machine/devices/devices.def"
};

/* What the devices stand on. Every function takes the context. */
struct backend {
	/* The next byte of input, CONSOLE_END (isa/ports.h), or CONSOLE_NONE where a terminal has
	 * nothing typed yet; idle says that there is nothing else to do, so that the host may
	 * pause. */
	uint32_t (*console_poll)(void *context, bool idle);
	void (*console_put)(void *context, uint8_t byte);
	/* Moves a sector to (or, with write, from) memory, which holds it; false on failure. */
	bool (*disk_transfer)(void *context, uint32_t sector, uint32_t address, bool write);
};

/* What is no state: how the devices are joined to what is behind them, and what lasts only for a
 * call. */
struct wiring {
	const struct backend *backend;
	void *context;         /* the backend's; not owned */
	uint32_t longest_wait; /* at least 1: what a wait may pass at once, so that it can be
	                          stopped */
	bool idle;             /* the processor is in a wait */
};

static inline struct wiring wired_to(const struct backend *backend, void *context)
{
	return (struct wiring){ backend, context, UINT32_MAX, false };
}

#endif
