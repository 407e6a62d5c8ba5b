/* What all reports of proofs have in common. */
#ifndef PG32_SPEC_THEOREMS_PROOFS_REPORT_H
#define PG32_SPEC_THEOREMS_PROOFS_REPORT_H

#include <jansson.h>
#include <stdio.h>

#include "spec/theorems/emulation/proof.h"

/* What a verdict is called in JSON. */
const char *verdict_word(enum verdict verdict);

/* What there is to say of a proof that is none. */
void print_failure(FILE *out, const struct proof *proof);

unsigned count_verdict(const struct proof *proofs, unsigned count, enum verdict verdict);

/* An array of them; the caller's. */
json_t *proofs_json(const struct proof *proofs, unsigned count);

#endif
