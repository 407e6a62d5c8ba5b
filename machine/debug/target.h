/* What gdb is told of the target. */
#ifndef PG32_MACHINE_DEBUG_TARGET_H
#define PG32_MACHINE_DEBUG_TARGET_H

/* The XML of the registers: RISC-V's sixteen, and the PSW as a group. */
extern const char debug_target[];

#endif
