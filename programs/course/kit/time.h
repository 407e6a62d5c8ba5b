/* Time, as whoever keeps a shadow writes it: in the VMM's lab time.c has these. */
#ifndef PG32_MACHINE_CORE_TIME_H
#define PG32_MACHINE_CORE_TIME_H

#include "machine/core/clock.h"

/* Lets the time of so many completed instructions pass, at most up to the next event: the timer of
 * the PSW in force, and with pass_clock (clock.h) clock and devices. */
void pass_time(struct machine *machine, uint32_t count);

/* How many instructions may complete before the timer or a device needs attention; 0 where nothing
 * is coming. */
uint32_t time_to_event(const struct machine *machine);

#endif
