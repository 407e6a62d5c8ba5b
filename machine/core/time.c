/* Time: completed instructions move the clock and the PSW's timer. */
#include "machine/core/machine.h"

void pass_time(struct machine *machine, uint64_t count)
{
	struct psw *psw = &machine->cpu.psw;
	struct devices *devices = &machine->devices;
	if (psw->timer != 0 && count != 0) {
		if (psw->timer <= count) {
			psw->timer = 0;
			psw->status |= STATUS_TIMER_PENDING;
		} else {
			psw->timer -= (uint32_t)count;
		}
	}
	devices->clock += count;
	if (devices->clock >= devices->next_event)
		devices_run_events(devices);
}

uint64_t time_to_event(const struct machine *machine)
{
	uint64_t device = machine->devices.next_event;
	if (device != NEVER)
		device -= machine->devices.clock;
	uint32_t timer = machine->cpu.psw.timer;
	return timer != 0 && timer < device ? timer : device;
}
