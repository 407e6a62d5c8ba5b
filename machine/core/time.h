/* Time: completed instructions move the clock and the PSW's timer. Inline, for every exit of a VMM
 * passes here. */
#ifndef PG32_MACHINE_CORE_TIME_H
#define PG32_MACHINE_CORE_TIME_H

#include "machine/core/machine.h"

/* The clock alone, and with it the events of the devices. */
static inline void pass_clock(struct machine *machine, uint64_t count)
{
	struct devices *devices = &machine->devices;
	devices->clock += count;
	if (devices->clock >= devices->next_event)
		devices_run_events(devices);
}

/* Lets the time of so many completed instructions pass: timer, clock, device events. */
static inline void pass_time(struct machine *machine, uint64_t count)
{
	struct psw *psw = &machine->cpu.psw;
	if (psw->timer > count) {
		psw->timer -= (uint32_t)count;
	} else if (psw->timer != 0) {
		psw->timer = 0;
		psw->status |= STATUS_TIMER_PENDING;
	}
	pass_clock(machine, count);
}

/* How many instructions may complete before the timer or a device needs attention;
 * NEVER where nothing is coming. At least 1 where time has been passed up to now. */
static inline uint64_t time_to_event(const struct machine *machine)
{
	uint64_t device = machine->devices.next_event;
	if (device != NEVER)
		device -= machine->devices.clock;
	uint32_t timer = machine->cpu.psw.timer;
	return timer != 0 && timer < device ? timer : device;
}

#endif
