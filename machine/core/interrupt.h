/* Interrupts. Inline, for every exit of a VMM passes here. */
#ifndef PG32_MACHINE_CORE_INTERRUPT_H
#define PG32_MACHINE_CORE_INTERRUPT_H

#include "isa/causes.h"
#include "machine/core/machine.h"
#include "machine/devices/devices.h"

/* Whether an interrupt is to be taken now, and which. */
static inline bool interrupt_is_due(const struct machine *machine, struct trap *trap)
{
	uint32_t status = machine->cpu.psw.status;
	if ((status & STATUS_INTERRUPTS) == 0)
		return false;
	uint32_t device = devices_requesting(&machine->devices);
	if ((status & STATUS_TIMER_PENDING) != 0)
		*trap = (struct trap){ CAUSE_TIMER, 0, 0 };
	else if (device != 0)
		*trap = (struct trap){ CAUSE_DEVICE, device, 0 };
	else
		return false;
	return true;
}

#endif
