/* The ways through the VMM's core that a campaign's programs took: see edges.def. */
#ifndef PG32_VMM_EQUIVALENCE_EDGES_H
#define PG32_VMM_EQUIVALENCE_EDGES_H

#include <stdbool.h>
#include <stdint.h>

struct pair;

enum edge {
#define EDGE(name, text, condition) EDGE_##name,
#include "vmm/equivalence/edges.def"
	EDGES
};
_Static_assert(EDGES <= 64, "a bit for each");

/* Which edges the last exit took that are not known: a bit for each. What the exit before it was is
 * told by, and left in, *reflected: whether a trap was passed on to the guest. */
uint64_t edges_find(const struct pair *pair, uint64_t known, bool *reflected);

/* What an edge is, for people. */
const char *edge_text(enum edge edge);

#endif
