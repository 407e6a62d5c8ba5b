/* What the devices do. One model, used by the machine as the real devices and by a VMM as the
 * virtual ones; what is behind them is the backend's. Freestanding. */
#ifndef PG32_MACHINE_DEVICES_DEVICES_H
#define PG32_MACHINE_DEVICES_DEVICES_H

#include "isa/ports.h"
#include "machine/devices/state.h"

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
