/* The classification as text, as JSON and as LaTeX; a witness as its two runs. */
#ifndef PG32_SPEC_THEOREMS_REPORT_H
#define PG32_SPEC_THEOREMS_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "spec/theorems/classify.h"

void print_text(FILE *out, const struct theorems *theorems);
void print_json(FILE *out, const struct theorems *theorems);
void print_latex(FILE *out, const struct theorems *theorems);

/* Prints what the class shows, each claim with both runs of its witness side by side. */
void print_witnesses(FILE *out, const struct classification *class);

/* "innocuous", "sensitive, privileged" or "sensitive, not privileged"; "privileged" alone where it
 * is privileged without need. */
const char *class_text(const struct classification *class);

/* Writes which dependence or effect makes it sensitive ("control, mode"), or "-". */
enum { KINDS_SIZE = 64 };
const char *kinds_text(const enum answer answers[CLAIMS], char text[KINDS_SIZE]);

#endif
