/* picolibc's <sys/stat.h>, and what of POSIX it lacks. */
#ifndef PG32_SYS_STAT_H
#define PG32_SYS_STAT_H

#include_next <sys/stat.h>

#ifdef __cplusplus
extern "C" {
#endif

int lstat(const char *__restrict name, struct stat *__restrict status);

#ifdef __cplusplus
}
#endif

#endif
