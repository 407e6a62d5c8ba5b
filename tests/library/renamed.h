/* Names for the library's functions beside the host's: forced into each file of programs/lib that
 * is compiled for the host. */
#ifndef PG32_TESTS_LIBRARY_RENAMED_H
#define PG32_TESTS_LIBRARY_RENAMED_H

#define memcpy pg32_memcpy
#define memmove pg32_memmove
#define memset pg32_memset
#define memcmp pg32_memcmp
#define memchr pg32_memchr
#define strlen pg32_strlen
#define strnlen pg32_strnlen
#define strcpy pg32_strcpy
#define strncpy pg32_strncpy
#define stpcpy pg32_stpcpy
#define strcmp pg32_strcmp
#define strncmp pg32_strncmp
#define strchr pg32_strchr
#define strrchr pg32_strrchr
#define strcoll pg32_strcoll
#define strxfrm pg32_strxfrm
#define malloc pg32_malloc
#define calloc pg32_calloc
#define realloc pg32_realloc
#define free pg32_free
#define cfree pg32_cfree
#define memalign pg32_memalign
#define aligned_alloc pg32_aligned_alloc
#define posix_memalign pg32_posix_memalign
#define malloc_usable_size pg32_malloc_usable_size
#define abort pg32_abort
#define qsort pg32_qsort

#endif
