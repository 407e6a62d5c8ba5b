/* One kernel, bare and virtual in step to the end. */
#ifndef PG32_TESTS_EQUIVALENCE_KERNEL_H
#define PG32_TESTS_EQUIVALENCE_KERNEL_H

#include "tests/equivalence/compare.h"
#include "tests/equivalence/options.h"

/* Runs a pair that is booted to its end, comparing at every resume of the guest. True where nothing
 * differs; otherwise *differences says what does at the first divergence. */
bool run_in_step(struct pair *pair, struct differences *differences);

/* Compares the kernel that the settings name: prints one line, or the report. Returns the exit
 * status, unless *failure has one. */
int compare_kernel(const struct settings *settings, struct failure *failure);

#endif
