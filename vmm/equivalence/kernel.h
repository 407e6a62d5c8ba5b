/* One kernel, bare and virtual in step to the end. */
#ifndef PG32_VMM_EQUIVALENCE_KERNEL_H
#define PG32_VMM_EQUIVALENCE_KERNEL_H

#include "vmm/equivalence/options.h"

/* Compares the kernel that the settings name: prints one line, or the report. Returns the exit
 * status, unless *failure has one. */
int compare_kernel(const struct settings *settings, struct failure *failure);

#endif
