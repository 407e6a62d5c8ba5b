/* The kinds of warnings that --check gives. */
#ifndef PG32_MACHINE_RUN_CHECKS_H
#define PG32_MACHINE_RUN_CHECKS_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/front/failure.h"

enum check_kind {
#define CHECK(name, text) CHECK_##name,
#include "machine/run/checks.def"
	CHECKS
};

/* The names, by kind. */
extern const char *const check_names[CHECKS];

/* Takes words with commas between them, or NULL for all; kinds gets a bit for each. False with a
 * failure where one is none, and with status 0 where it was help, which prints the kinds. */
bool checks_take(const char *text, uint32_t *kinds, struct failure *failure);

#endif
