/* The port to the host: the real devices are those of the machine that the process has. */
#include "vmm/port.h"

#include "vmm/hosted/hosted.h"

static struct hosted *hosted_of(struct vm *vm)
{
	return (struct hosted *)vm;
}

static struct devices *devices_of(struct vm *vm)
{
	return &hosted_of(vm)->real->devices;
}

uint32_t port_in(struct vm *vm, enum port port)
{
	return devices_in(devices_of(vm), port);
}

void port_out(struct vm *vm, enum port port, uint32_t value)
{
	devices_out(devices_of(vm), port, value);
}

/* The guest does not run meanwhile, and there is no instruction that waits: all of the time that
 * passes is waited, and only the devices' passes. */
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
