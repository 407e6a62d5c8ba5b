/* The classification and the verdicts as text, JSON, LaTeX and Markdown; a witness as its two runs.
 */
#ifndef PG32_SPEC_THEOREMS_REPORT_H
#define PG32_SPEC_THEOREMS_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "spec/theorems/classify/classify.h"

/* All that was decided. Of several machines the text has the verdicts in one table, and a witness
 * of each profile's instruction. */
void print_text(FILE *out, const struct theorems *theorems);
void print_json(FILE *out, const struct theorems *theorems);
void print_latex(FILE *out, const struct theorems *theorems);

/* The verdicts alone, a row a machine. */
void print_markdown(FILE *out, const struct theorems *theorems);

/* One instruction that no machine has, and which theorems' conditions would fail by it. */
void print_described(FILE *out, const struct classification *class);

/* Prints what the class shows, each claim with both runs of its witness side by side. */
void print_witnesses(FILE *out, const struct classification *class);

/* Prints the witness that is to the point: of two users where that is enough, else of a user and
 * anyone, else of a supervisor. */
void print_one_witness(FILE *out, const struct classification *class);

/* "innocuous", "sensitive, privileged" or "sensitive, not privileged"; "privileged" alone where it
 * is privileged without need. */
const char *class_text(const struct classification *class);

/* The kinds of sensitivity, the claims by which the table has a column, and their numbers. */
enum { KINDS = 4, COLUMNS = 6 };
extern const enum claim kinds[KINDS];
extern const enum claim columns[COLUMNS];

/* Writes which dependence or effect makes it sensitive ("control, mode"), or "-". */
enum { KINDS_SIZE = 64 };
const char *kinds_text(const enum answer answers[CLAIMS], char text[KINDS_SIZE]);

#endif
