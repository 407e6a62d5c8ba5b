/* The report of a divergence: where, what differs, and what led to it. */
#ifndef PG32_VMM_EQUIVALENCE_REPORT_H
#define PG32_VMM_EQUIVALENCE_REPORT_H

#include <stdio.h>

#include "assembler/image/image.h"
#include "vmm/equivalence/parting.h"

/* The image, of what runs in the guest, gives symbols and lines; it may be NULL. */
void report_divergence(FILE *file, const struct pair *pair, const struct differences *differences,
                       const struct parting *parting, struct image *image);

#endif
