/* Virtual time: what completed instructions do to the guest's timer and clock. */
#include "machine/core/time.h"

void pass_time(struct machine *machine, uint32_t count)
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

uint32_t time_to_event(const struct machine *machine)
{
	uint32_t timer = machine->cpu.psw.timer, device = machine->devices.event_in;
	if (timer == 0 || device == 0)
		return timer + device;
	return timer < device ? timer : device;
}
