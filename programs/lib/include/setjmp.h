/* picolibc's <setjmp.h>, and what of POSIX it lacks: no signals are held back. */
#ifndef PG32_SETJMP_H
#define PG32_SETJMP_H

#include_next <setjmp.h>

#if __POSIX_VISIBLE
typedef jmp_buf sigjmp_buf;
#define sigsetjmp(place, keeps_mask) setjmp(place)
#define siglongjmp(place, value) longjmp(place, value)
#endif

#endif
