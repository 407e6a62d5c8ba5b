/* Memory, or the end of the process. */
#ifndef PG32_VMM_EQUIVALENCE_ALLOCATE_H
#define PG32_VMM_EQUIVALENCE_ALLOCATE_H

#include <stddef.h>

/* Ends the process, saying why. */
_Noreturn void give_up(const char *why);

/* As realloc, but it never fails: it says so and ends with EXIT_FAULT. A size of 0 frees, and gives
 * NULL. */
void *reallocate(void *block, size_t size);

/* So many zeroed bytes, beginning on a page of the host; pages never touched cost nothing. */
void *map_zeroed(size_t size);

/* The same, shared with the processes that are forked afterwards. */
void *map_shared(size_t size);

#endif
