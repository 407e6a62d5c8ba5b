/* Which pages of two memories were written: pages are protected, and the first write to each marks
 * it. What is not marked has not changed since it was last compared. */
#ifndef PG32_VMM_EQUIVALENCE_WRITTEN_H
#define PG32_VMM_EQUIVALENCE_WRITTEN_H

#include <stdbool.h>
#include <stdint.h>

struct written;

/* Watches two memories of this size, both beginning on a page of the host. One pair of memories is
 * watched at a time. */
struct written *written_watch(uint8_t *bare, uint8_t *virtual, uint32_t size);

/* Compares the pages that were written. False at a difference, and then its address. */
bool written_are_equal(struct written *written, uint32_t *address);

void written_release(struct written *written);

#endif
