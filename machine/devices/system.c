/* The system device: what the machine is. */
#include "machine/devices/devices.h"

uint32_t system_in(struct devices *devices, const struct wiring *wiring, uint32_t port)
{
	(void)wiring;
	switch (port) {
	case PORT_SYSTEM_MEMORY:
		return devices->system.memory_size;
	case PORT_SYSTEM_CLOCK_LOW:
		return (uint32_t)devices->clock;
	case PORT_SYSTEM_CLOCK_HIGH:
		return (uint32_t)(devices->clock >> 32);
	case PORT_SYSTEM_PROFILE:
		return devices->system.profile;
	default:
		return 0;
	}
}

void system_out(struct devices *devices, const struct wiring *wiring, uint32_t port, uint32_t value)
{
	(void)devices;
	(void)wiring;
	(void)port;
	(void)value;
}
