/* The report of what was proved of the translator's templates. */
#ifndef PG32_SPEC_THEOREMS_TEMPLATES_REPORT_H
#define PG32_SPEC_THEOREMS_TEMPLATES_REPORT_H

#include <stdio.h>

#include "spec/theorems/templates/templates.h"

void print_templates(FILE *out, const struct templates *templates);
void print_templates_json(FILE *out, const struct templates *templates);

#endif
