/* The hosted VMM as a session of machine/run knows it. */
#ifndef PG32_VMM_HOSTED_MONITOR_H
#define PG32_VMM_HOSTED_MONITOR_H

struct monitor;

extern const struct monitor hosted_monitor, hybrid_monitor;

#endif
