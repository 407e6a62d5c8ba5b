/* picolibc's <utime.h>, which uses a type that it does not declare. */
#ifndef PG32_UTIME_H
#define PG32_UTIME_H

#include <sys/types.h>

#include_next <utime.h>

#endif
