/* The ways through the VMM's core that a campaign's programs took: see edges.def. */
#ifndef PG32_VMM_EQUIVALENCE_EDGES_H
#define PG32_VMM_EQUIVALENCE_EDGES_H

#include <stdbool.h>

struct pair;

enum edge {
#define EDGE(name, text, condition) EDGE_##name,
#include "vmm/equivalence/edges.def"
	EDGES
};

/* Finds which edges the last exit took. What the exit before it was is told by, and left in,
 * *reflected: whether a trap was passed on to the guest. */
void edges_find(const struct pair *pair, bool *reflected, bool taken[EDGES]);

/* What an edge is, for people. */
const char *edge_text(enum edge edge);

#endif
