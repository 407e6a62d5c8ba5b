/* picolibc's <search.h>, and what of POSIX it lacks. */
#ifndef PG32_SEARCH_H
#define PG32_SEARCH_H

#include_next <search.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The first element of an array that compares equal to the key. lsearch puts the key behind the
 * last where there is none. */
void *lfind(const void *key, const void *array, size_t *count, size_t size,
            int (*compare)(const void *, const void *));
void *lsearch(const void *key, void *array, size_t *count, size_t size,
              int (*compare)(const void *, const void *));

/* Lists whose elements begin with a pointer to the next and one to that before. */
void insque(void *element, void *before);
void remque(void *element);

#ifdef __cplusplus
}
#endif

#endif
