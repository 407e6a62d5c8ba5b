/* picolibc's <time.h>, and what of C11 it lacks. */
#ifndef PG32_TIME_H
#define PG32_TIME_H

#include_next <time.h>

#if __POSIX_VISIBLE >= 199309
#ifndef CLOCK_MONOTONIC
#define CLOCK_MONOTONIC ((clockid_t)4)
#endif
#ifndef CLOCK_PROCESS_CPUTIME_ID
#define CLOCK_PROCESS_CPUTIME_ID ((clockid_t)2)
#endif
#endif
#if __ISO_C_VISIBLE >= 2011
#define TIME_UTC 1
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 199309
int clock_gettime(clockid_t clock, struct timespec *now);
int clock_getres(clockid_t clock, struct timespec *step);
int nanosleep(const struct timespec *time, struct timespec *left);
#endif
#if __SVID_VISIBLE || __XSI_VISIBLE
extern long timezone __asm__("_timezone");
extern int daylight __asm__("_daylight");
#endif
#if __ISO_C_VISIBLE >= 2011
int timespec_get(struct timespec *now, int base);
#endif

#ifdef __cplusplus
}
#endif

#endif
