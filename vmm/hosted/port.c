/* The port to the host: the real devices are those of the machine that the process has. */
#include "vmm/port.h"

#include "vmm/hosted/hosted.h"

static struct hosted *hosted_of(struct vm *vm)
{
	return (struct hosted *)vm;
}

static struct machine *machine_of(struct vm *vm)
{
	return hosted_of(vm)->real;
}

uint32_t port_in(struct vm *vm, enum port port)
{
	struct machine *machine = machine_of(vm);
	return devices_in(&machine->devices, &machine->wiring, port);
}

void port_out(struct vm *vm, enum port port, uint32_t value)
{
	struct machine *machine = machine_of(vm);
	devices_out(&machine->devices, &machine->wiring, port, value);
}

/* The guest does not run meanwhile, and there is no instruction that waits: all of the time that
 * passes is waited, and only the devices' passes. */
void port_wait(struct vm *vm)
{
	struct machine *machine = machine_of(vm);
	struct devices *devices = &machine->devices;
	uint32_t time = devices->event_in;
	if (time == 0)
		return;
	devices->waited += time;
	devices->clock += time;
	devices_pass_time(devices, &machine->wiring, time);
}

/* The exits of a guest that ran paged are told by the PSW that it left. */
void port_expect(struct vm *vm, bool is_paged)
{
	(void)vm;
	(void)is_paged;
}

void port_stop(struct vm *vm, enum outcome outcome)
{
	hosted_of(vm)->outcome = outcome;
}
