/* The report of what was proved of the emulation. */
#ifndef PG32_SPEC_THEOREMS_EMULATION_REPORT_H
#define PG32_SPEC_THEOREMS_EMULATION_REPORT_H

#include <stdio.h>

#include "spec/theorems/emulation/emulated.h"

void print_emulation(FILE *out, const struct emulation *emulation);
void print_emulation_json(FILE *out, const struct emulation *emulation);

#endif
