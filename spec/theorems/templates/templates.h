/* The translator's templates, proved: for each row and class of operands the host code that is
 * written does to the guest what the row does. */
#ifndef PG32_SPEC_THEOREMS_TEMPLATES_H
#define PG32_SPEC_THEOREMS_TEMPLATES_H

#include <stdbool.h>
#include <stdio.h>

#include "spec/theorems/emulation/proof.h"

struct templates {
	bool is_whole; /* all was asked for */
	struct proof *proofs;
	unsigned count;
};

/* Proves all, or with a name what has a name that begins so, on all processors, and says of each on
 * the stream what came of it. After a refutation none is begun. NULL where nothing is proved:
 * *problem is then one line that says why, or NULL where nothing has the name. templates_free frees
 * what it returns. */
struct templates *templates_prove(const char *name, FILE *progress, const char **problem);

void templates_free(struct templates *templates);

/* The worst verdict. */
enum verdict templates_verdict(const struct templates *templates);

#endif
