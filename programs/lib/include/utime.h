/* picolibc's <utime.h>, which declares neither a type that it uses nor the function. */
#ifndef PG32_UTIME_H
#define PG32_UTIME_H

#include <sys/types.h>

#include_next <utime.h>

#ifdef __cplusplus
extern "C" {
#endif

int utime(const char *name, const struct utimbuf *times);

#ifdef __cplusplus
}
#endif

#endif
