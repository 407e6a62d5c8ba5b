/* Time: completed instructions move the clock and the PSW's timer. Inline, for every exit of a VMM
 * passes here. */
#ifndef PG32_MACHINE_CORE_TIME_H
#define PG32_MACHINE_CORE_TIME_H

#include "machine/core/clock.h"

/* Lets the time of so many completed instructions pass, at most up to the next event: timer,
 * clock, devices. */
static inline void pass_time(struct machine *machine, uint32_t count)
{
	struct psw *psw = &machine->cpu.psw;
	if (psw->timer > count) {
		psw->timer -= count;
	} else if (psw->timer != 0) {
		psw->timer = 0;
		psw->status |= STATUS_TIMER_PENDING;
	}
	pass_clock(machine, count);
}

/* How many instructions may complete before the timer or a device needs attention; 0 where nothing
 * is coming. Both count down to 0 and rest there, so that 0 is the largest of them, less one. */
static inline uint32_t time_to_event(const struct machine *machine)
{
	uint32_t timer = machine->cpu.psw.timer - 1;
	uint32_t device = machine->devices.event_in - 1;
	return (timer < device ? timer : device) + 1;
}

/* The instructions completed, those of a wait as one. */
static inline uint64_t instructions_executed(const struct machine *machine)
{
	return machine->devices.clock - machine->devices.waited;
}

#endif
