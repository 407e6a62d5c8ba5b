/* What the tables have for an address, as a post-mortem shows it. All goes to standard error. */
#ifndef PG32_MACHINE_RUN_PRINT_WALK_H
#define PG32_MACHINE_RUN_PRINT_WALK_H

#include "machine/core/translate.h"

struct view;

/* Whether a trap is an access that pages refused, under the PSW that it arose under. */
bool is_page_fault(const struct trap *trap, const struct psw *psw);

/* What a trap is called under the PSW that it arose under: "load from a page", "load outside the
 * window"; others by their cause. */
const char *trap_text(const struct trap *trap, const struct psw *psw);

/* What likely went wrong, by what the tables have: one line, without a full stop. */
const char *page_fault_guess(const struct view *view, const struct trap *trap,
                             const struct psw *psw);

/* The walk, a line for each entry that was read and what it refuses. Whatever the tables are, no
 * more than two entries are. */
void print_walk(const struct view *view, const struct trap *trap, const struct psw *psw);

#endif
