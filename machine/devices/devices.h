/* The devices: clock, console, disk. One model, used by the machine as the real devices and by a
 * VMM as the virtual ones; what is behind them is the backend's. Freestanding. */
#ifndef PG32_MACHINE_DEVICES_DEVICES_H
#define PG32_MACHINE_DEVICES_DEVICES_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/architecture.h"

/* What the devices stand on. Every function takes the context. */
struct backend {
	/* The next byte of input, CONSOLE_END, or CONSOLE_NONE where a terminal has nothing typed
	 * yet; idle says that there is nothing else to do, so that the host may pause. */
	uint32_t (*console_poll)(void *context, bool idle);
	void (*console_put)(void *context, uint8_t byte);
	/* Moves a sector to (or, with write, from) memory, which holds it; false on failure. */
	bool (*disk_transfer)(void *context, uint32_t sector, uint32_t address, bool write);
};

struct console {
	bool receiving;
	uint32_t held; /* a byte, CONSOLE_END or CONSOLE_NONE */
	uint64_t due;  /* the clock at which the host is asked for a byte, or NEVER */
};

struct disk {
	uint32_t sectors;
	uint32_t sector;
	uint32_t address;
	uint32_t command;
	enum disk_status status;
	uint64_t due; /* the clock at which the command is finished, or NEVER */
};

#define NEVER UINT64_MAX

struct devices {
	union {
		uint64_t clock; /* instructions completed since reset */
		struct {
			uint32_t low, high;
		} clock_words;
	};
	uint32_t event_in;     /* instructions until a device has something to do; 0: none has */
	uint32_t longest_wait; /* at least 1: what a wait may pass at once, so that it can be
	                          stopped */
	uint64_t waited;       /* the part of the clock that wait passed at once */
	bool idle;             /* the processor is in a wait */
	uint32_t memory_size;
	struct console console;
	struct disk disk;
	const struct backend *backend;
	void *context;        /* the backend's; not owned */
	enum profile profile; /* of the processor */
};

/* The state at reset. The backend and its context must outlive the devices. */
void devices_reset(struct devices *devices, uint32_t memory_size, enum profile profile,
                   uint32_t disk_sectors, const struct backend *backend, void *context);

/* The in and out instructions. */
uint32_t devices_in(struct devices *devices, uint32_t port);
void devices_out(struct devices *devices, uint32_t port, uint32_t value);

/* Moves the time of the devices by so many instructions, the clock having been moved already: at
 * most event_in of them, which is not 0. Does what is due then. */
void devices_pass_time(struct devices *devices, uint32_t count);

/* The lowest number of a device that requests attention, or 0: the system device never does. */
static inline uint32_t devices_requesting(const struct devices *devices)
{
	if (devices->console.receiving && devices->console.held != CONSOLE_NONE)
		return DEVICE_CONSOLE;
	if (devices->disk.status >= DISK_DONE)
		return DEVICE_DISK;
	return 0;
}

/* The parts, for devices.c. */
uint32_t console_in(struct devices *devices, uint32_t port);
void console_out(struct devices *devices, uint32_t port, uint32_t value);
void console_event(struct devices *devices);
uint32_t disk_in(struct devices *devices, uint32_t port);
void disk_out(struct devices *devices, uint32_t port, uint32_t value);
void disk_event(struct devices *devices);

#endif
