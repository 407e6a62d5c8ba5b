/* The machine as C sees it: constants, ports, the clock, waiting and stopping. The functions are
 * for supervisor mode; PG32_NO_FUNCTIONS leaves them out.
 *
 * The tags of types begin with pg32_ here, so that a kernel may have a struct psw of its own. Who
 * wants them without that includes isa/architecture.h first. */
#ifndef PG32_H
#define PG32_H

#include <stdint.h>

#define psw pg32_psw
#define cause pg32_cause
#define device pg32_device
#define device_number pg32_device_number
#define entry_bit pg32_entry_bit
#define trap_area pg32_trap_area
#define latency pg32_latency
#define port pg32_port
#define disk_command pg32_disk_command
#define disk_status pg32_disk_status
#define status_bit pg32_status_bit
#ifdef __cplusplus
/* C has judged these. */
#pragma push_macro("_Static_assert")
#undef _Static_assert
#define _Static_assert(...)
#include "isa/architecture.h"
#pragma pop_macro("_Static_assert")
#else
#include "isa/architecture.h"
#endif
#undef psw
#undef cause
#undef device
#undef device_number
#undef entry_bit
#undef trap_area
#undef latency
#undef port
#undef disk_command
#undef disk_status
#undef status_bit

/* With which statuses a plain C program halts that did not come to its end. */
enum {
	EXIT_ABORTED = 58, /* abort, a failed assertion, a damaged heap or stack */
	EXIT_TRAPPED = 59  /* a trap: the library prints its cause and place */
};

/* What a second of the library's time is. */
#define INSTRUCTIONS_PER_SECOND 100000000u

#ifndef PG32_NO_FUNCTIONS
static inline uint32_t read_port(uint32_t port)
{
	uint32_t value;

	__asm__ volatile("in %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
	return value;
}

static inline void write_port(uint32_t port, uint32_t value)
{
	__asm__ volatile("out %0, 0(%1)" : : "r"(value), "r"(port) : "memory");
}

/* Passes time until an interrupt is pending, whether enabled or not. Where none can ever come,
 * the machine stops. */
static inline void wait_for_interrupt(void)
{
	__asm__ volatile("wait" : : : "memory");
}

/* Stops the machine at once. pg32-run takes a status of more than 63 for 63. */
__attribute__((noreturn)) static inline void halt(uint32_t status)
{
	for (;;)
		__asm__ volatile("halt %0" : : "r"(status) : "memory");
}

/* Instructions completed since reset. */
static inline uint64_t read_clock(void)
{
	uint32_t high, low;

	do {
		high = read_port(PORT_SYSTEM_CLOCK_HIGH);
		low = read_port(PORT_SYSTEM_CLOCK_LOW);
	} while (high != read_port(PORT_SYSTEM_CLOCK_HIGH));
	return (uint64_t)high << 32 | low;
}

/* The size of memory in bytes. */
static inline uint32_t memory_size(void)
{
	return read_port(PORT_SYSTEM_MEMORY);
}
#endif

#endif
