/* Devices, their ports and latencies, and what the console answers. */
#ifndef PG32_ISA_PORTS_H
#define PG32_ISA_PORTS_H

#include <stdint.h>

#include "isa/disk.h"

enum device {
#define DEVICE(NAME, name, number, latency, text) DEVICE_##NAME = (number),
#include "isa/ports.def"
	DEVICES
};

/* The same by their names in machine/devices. */
enum device_number {
#define DEVICE(NAME, name, number, latency, text) NUMBER_##name = (number),
#include "isa/ports.def"
};

enum latency {
#define DEVICE(NAME, name, number, latency, text) LATENCY_##NAME = (latency),
#include "isa/ports.def"
};

enum port {
#define PORT(NAME, number, DEVICE, direction, text) PORT_##NAME = (number),
#include "isa/ports.def"
};

/* What the console's input ports answer where there is no byte. */
#define CONSOLE_NONE UINT32_C(0xFFFFFFFF)
#define CONSOLE_END UINT32_C(0xFFFFFFFE)

#endif
