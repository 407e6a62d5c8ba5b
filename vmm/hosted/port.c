/* The port to the host: the real devices are the computer's. */
#include "vmm/port.h"

#include "vmm/hosted/hosted.h"

static struct devices *devices_of(struct vm *vm)
{
	return &hosted_of(vm)->session->computer.machine.devices;
}

uint32_t port_in(struct vm *vm, enum port port)
{
	return devices_in(devices_of(vm), port);
}

void port_out(struct vm *vm, enum port port, uint32_t value)
{
	devices_out(devices_of(vm), port, value);
}

/* The guest does not run meanwhile, so only the devices' time passes. */
void port_wait(struct vm *vm)
{
	struct devices *devices = devices_of(vm);
	if (devices->next_event == NEVER)
		return;
	devices->waited += devices->next_event - devices->clock;
	devices->clock = devices->next_event;
	devices_run_events(devices);
}

void port_stop(struct vm *vm, enum outcome outcome)
{
	hosted_of(vm)->outcome = outcome;
}
