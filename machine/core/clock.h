/* The clock, and with it the devices' time. Inline, for every exit of a VMM passes here. */
#ifndef PG32_MACHINE_CORE_CLOCK_H
#define PG32_MACHINE_CORE_CLOCK_H

#include "machine/core/machine.h"
#include "machine/devices/devices.h"

/* The clock alone, and with it the events of the devices: at most up to the next one. */
static inline void pass_clock(struct machine *machine, uint32_t count)
{
	struct devices *devices = &machine->devices;
	/* As clock += count, but on PG32 the upper word is seldom touched. */
	if ((devices->clock_words.low += count) < count && ++devices->clock_words.high == 0)
		devices_end_clock(devices);
	if (devices->event_in != 0)
		devices_pass_time(devices, &machine->wiring, count);
}

#endif
