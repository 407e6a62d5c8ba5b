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
	uint32_t time = devices->event_in;
	if (time == 0)
		return;
	devices->waited += time;
	devices->clock += time;
	devices_pass_time(devices, time);
}

void port_stop(struct vm *vm, enum outcome outcome)
{
	hosted_of(vm)->outcome = outcome;
}
