/* The ports and the events of all devices, and the system device. */
#include "machine/devices/devices.h"

void devices_reset(struct devices *devices, uint32_t memory_size, enum profile profile,
                   uint32_t disk_sectors, const struct backend *backend, void *context)
{
	*devices = (struct devices){
		.longest_wait = UINT32_MAX,
		.memory_size = memory_size,
		.profile = profile,
		.console = { .held = CONSOLE_NONE, .due = NEVER },
		.disk = { .sectors = disk_sectors, .status = DISK_IDLE, .due = NEVER },
		.backend = backend,
		.context = context,
	};
}

/* Latencies are small, so the next event is less than 2^32 instructions away. */
static void find_next_event(struct devices *devices)
{
	uint64_t console = devices->console.due;
	uint64_t disk = devices->disk.due;
	uint64_t due = console < disk ? console : disk;
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

static uint32_t system_in(const struct devices *devices, uint32_t port)
{
	switch (port) {
	case PORT_SYSTEM_MEMORY:
		return devices->memory_size;
	case PORT_SYSTEM_CLOCK_LOW:
		return (uint32_t)devices->clock;
	case PORT_SYSTEM_CLOCK_HIGH:
		return (uint32_t)(devices->clock >> 32);
	case PORT_SYSTEM_PROFILE:
		return devices->profile;
	default:
		return 0;
	}
}

uint32_t devices_in(struct devices *devices, uint32_t port)
{
	uint32_t value = 0;
	switch (device_of(port)) {
	case DEVICE_SYSTEM:
		return system_in(devices, port);
	case DEVICE_CONSOLE:
		value = console_in(devices, port);
		break;
	case DEVICE_DISK:
		value = disk_in(devices, port);
		break;
	case DEVICES:
		return 0;
	}
	find_next_event(devices);
	return value;
}

void devices_out(struct devices *devices, uint32_t port, uint32_t value)
{
	switch (device_of(port)) {
	case DEVICE_CONSOLE:
		console_out(devices, port, value);
		break;
	case DEVICE_DISK:
		disk_out(devices, port, value);
		break;
	case DEVICE_SYSTEM:
	case DEVICES:
		return;
	}
	find_next_event(devices);
}

void devices_pass_time(struct devices *devices, uint32_t count)
{
	if (count < devices->event_in) {
		devices->event_in -= count;
		return;
	}
	if (devices->clock >= devices->console.due)
		console_event(devices);
	if (devices->clock >= devices->disk.due)
		disk_event(devices);
	find_next_event(devices);
}
