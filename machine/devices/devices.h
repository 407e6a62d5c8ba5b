/* The devices. One model, used by the machine as the real devices and by a VMM as the virtual ones;
 * what is behind them is the backend's. Freestanding. */
#ifndef PG32_MACHINE_DEVICES_DEVICES_H
#define PG32_MACHINE_DEVICES_DEVICES_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/ports.h"

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
	/* The next byte of input, CONSOLE_END, or CONSOLE_NONE where a terminal has nothing typed
	 * yet; idle says that there is nothing else to do, so that the host may pause. */
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

/* The state at reset. */
void devices_reset(struct devices *devices, const struct equipment *equipment);

/* The in and out instructions. */
uint32_t devices_in(struct devices *devices, const struct wiring *wiring, uint32_t port);
void devices_out(struct devices *devices, const struct wiring *wiring, uint32_t port,
                 uint32_t value);

/* Puts the clock, which has gone beyond its end, back to that. What it would have counted on is
 * taken off what was waited, so that the difference of the two goes on to be the instructions. */
void devices_end_clock(struct devices *devices);

/* So many instructions from now, or NEVER. */
static inline uint64_t devices_later(const struct devices *devices, enum latency latency)
{
	uint64_t due = devices->clock + latency;
	return due < latency ? NEVER : due;
}

/* Moves the time of the devices by so many instructions, the clock having been moved already: at
 * most event_in of them, which is not 0. Does what is due then. */
void devices_pass_time(struct devices *devices, const struct wiring *wiring, uint32_t count);

/* The lowest number of a device that requests attention, or 0: the system device never does. */
static inline uint32_t devices_requesting(const struct devices *devices)
{
#define DEVICE_STATE(device)                                   \
	{                                                      \
		const struct device *state = &devices->device; \
		(void)state;
#define REQUEST(device, condition) \
	if (condition)             \
		return (uint32_t)NUMBER_##device;
#define DEVICE_STATE_END(device) }
#include "machine/devices/devices.def"
	return 0;
}

/* The parts, for devices.c. */
#define DEVICE_STATE(device)                                                                       \
	uint32_t device##_in(struct devices *devices, const struct wiring *wiring, uint32_t port); \
	void device##_out(struct devices *devices, const struct wiring *wiring, uint32_t port,     \
	                  uint32_t value);
#define EVENT(device, name) \
	void device##_event(struct devices *devices, const struct wiring *wiring);
#include "machine/devices/devices.def"

#endif
