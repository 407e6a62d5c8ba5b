/* The ports and the events of all devices. */
#include "machine/devices/devices.h"

enum {
#define DEVICE_STATE(device) PLACE_##device,
#include "machine/devices/devices.def"
};
#define DEVICE_STATE(device)                                        \
	_Static_assert((int)PLACE_##device == (int)NUMBER_##device, \
	               "the devices are listed in the order of their numbers");
#include "machine/devices/devices.def"

void devices_reset(struct devices *devices, const struct equipment *equipment)
{
	*devices = (struct devices){
#define FIELD(device, name, TYPE, reset) .device.name = (reset),
#include "machine/devices/devices.def"
	};
}

static void find_next_event(struct devices *devices)
{
	uint64_t due = NEVER;
#define EVENT(device, name)             \
	if (devices->device.name < due) \
		due = devices->device.name;
#include "machine/devices/devices.def"
	devices->event_in = due == NEVER ? 0 : (uint32_t)(due - devices->clock);
}

/* The device that a port belongs to. */
static enum device device_of(uint32_t port)
{
	switch (port) {
#define PORT(NAME, number, DEVICE, direction, text) \
	case PORT_##NAME:                           \
		return DEVICE_##DEVICE;
#include "isa/ports.def"
	default:
		return DEVICES;
	}
}

/* Whether a device has events: a port of one that has none moves no event. */
enum {
#define DEVICE_STATE(device) HAS_EVENTS_##device = 0
#define EVENT(device, name) +1
#define DEVICE_STATE_END(device) ,
#include "machine/devices/devices.def"
};

uint32_t devices_in(struct devices *devices, const struct wiring *wiring, uint32_t port)
{
	uint32_t value = 0;
	switch (device_of(port)) {
#define DEVICE(NAME, device, number, latency, text)         \
	case DEVICE_##NAME:                                 \
		value = device##_in(devices, wiring, port); \
		if (HAS_EVENTS_##device == 0)               \
			return value;                       \
		break;
#include "isa/ports.def"
	case DEVICES:
		return 0;
	}
	find_next_event(devices);
	return value;
}

void devices_out(struct devices *devices, const struct wiring *wiring, uint32_t port,
                 uint32_t value)
{
	switch (device_of(port)) {
#define DEVICE(NAME, device, number, latency, text)         \
	case DEVICE_##NAME:                                 \
		device##_out(devices, wiring, port, value); \
		if (HAS_EVENTS_##device == 0)               \
			return;                             \
		break;
#include "isa/ports.def"
	case DEVICES:
		return;
	}
	find_next_event(devices);
}

void devices_end_clock(struct devices *devices)
{
	devices->waited -= devices->clock + 1;
	devices->clock = CLOCK_END;
}

void devices_pass_time(struct devices *devices, const struct wiring *wiring, uint32_t count)
{
	if (count < devices->event_in) {
		devices->event_in -= count;
		return;
	}
#define EVENT(device, name)                         \
	if (devices->clock >= devices->device.name) \
		device##_event(devices, wiring);
#include "machine/devices/devices.def"
	find_next_event(devices);
}
