/* A machine that stands still: what is pending, and what could become so. */
#include <inttypes.h>
#include <stdio.h>

#include "isa/operations.h"
#include "machine/core/translate.h"
#include "machine/devices/devices.h"
#include "machine/run/post_mortem.h"
#include "machine/run/session.h"

bool is_waiting(const struct view *view)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	const struct window code = peek(&view->psw, &memory, NULL, view->psw.pc, ACCESS_FETCH);
	return (view->psw.status & STATUS_USER) == 0 && code.size >= 4 &&
	       word_has(read_word(code.bytes), TRAIT_WAITS);
}

static const char *name_of(uint32_t device)
{
	switch (device) {
#define DEVICE(NAME, name, number, latency, text) \
	case number:                              \
		return #name;
#include "isa/ports.def"
	default:
		return "?";
	}
}

static void print_pending(const struct view *view)
{
	bool timer = (view->psw.status & STATUS_TIMER_PENDING) != 0;
	uint32_t device = devices_requesting(&view->devices);
	fprintf(stderr, "  %-9s %s%s%s%s\n", "pending", timer ? "the timer" : "",
	        timer && device != 0 ? " and " : "", device != 0 ? name_of(device) : "",
	        !timer && device == 0                         ? "nothing"
	        : (view->psw.status & STATUS_INTERRUPTS) == 0 ? ", but interrupts are off"
	                                                      : "");
}

/* The fields of a device as they are. */
static void print_TRUTH(bool value, uint64_t clock)
{
	(void)clock;
	fputs(value ? "yes" : "no", stderr);
}

static void print_WORD(uint32_t value, uint64_t clock)
{
	(void)clock;
	fprintf(stderr, value < 10 ? "%" PRIu32 : "0x%" PRIx32, value);
}

/* The fields of all devices. */
enum field {
#define FIELD(device, name, TYPE, reset) FIELD_##device##_##name,
#include "machine/devices/devices.def"
};

/* What a value of a field is called, where it has a name. */
static const struct {
	enum field field;
	uint32_t value;
	const char *name;
} names[] = {
	{ FIELD_console_held, CONSOLE_NONE, "nothing" },
	{ FIELD_console_held, CONSOLE_END, "the end of input" },
	{ FIELD_disk_status, DISK_IDLE, "idle" },
	{ FIELD_disk_status, DISK_BUSY, "busy" },
	{ FIELD_disk_status, DISK_DONE, "done" },
	{ FIELD_disk_status, DISK_FAILED, "failed" },
};

static bool print_named(enum field field, uint64_t value)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].field != field || names[i].value != value)
			continue;
		fputs(names[i].name, stderr);
		return true;
	}
	return false;
}

static void print_INSTANT(uint64_t value, uint64_t clock)
{
	if (value == NEVER)
		fputs("never", stderr);
	else
		fprintf(stderr, "in %" PRIu64 " instructions", value > clock ? value - clock : 0);
}

/* Whether a device may ever have something to do. */
enum {
#define DEVICE_STATE(device) HAS_EVENTS_##device = 0
#define EVENT(device, name) +1
#define DEVICE_STATE_END(device) ,
#include "machine/devices/devices.def"
};

static void print_devices(const struct devices *devices)
{
#define DEVICE_STATE(device)               \
	if (HAS_EVENTS_##device != 0) {    \
		const char *between = " "; \
		fprintf(stderr, "  %-9s", #device);
#define FIELD(device, name, TYPE, reset)                                 \
	fprintf(stderr, "%s%s ", between, #name);                        \
	if (!print_named(FIELD_##device##_##name, devices->device.name)) \
		print_##TYPE(devices->device.name, devices->clock);      \
	between = ", ";
#define DEVICE_STATE_END(device) \
	putc('\n', stderr);      \
	}
#include "machine/devices/devices.def"
}

void explain_standstill(const struct view *view)
{
	if (is_waiting(view))
		fputs("  wait      until the timer or a device is pending\n", stderr);
	print_pending(view);
	if (view->psw.timer == 0)
		fputs("  timer     off: 0 in the PSW\n", stderr);
	else
		fprintf(stderr, "  timer     in %" PRIu32 " instructions\n", view->psw.timer);
	print_devices(&view->devices);
}
