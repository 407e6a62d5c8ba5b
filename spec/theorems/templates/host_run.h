/* Translated code over terms, on all of its paths. */
#ifndef PG32_SPEC_THEOREMS_HOST_RUN_H
#define PG32_SPEC_THEOREMS_HOST_RUN_H

#include "spec/theorems/templates/host_state.h"
#include "spec/theorems/templates/template.h"

/* How a path ends.
 *
 *   LEAVE    at one of the ways out; number says why
 *   EXCHANGE where a trap is delivered, or a privileged instruction executed: number says which
 *   LINK     at a jump that is joined with the block at its place, once that is there; the path
 * goes on into its stub, too VIA     at a jump to where a term says FAULT   where the host refuses
 * an access LOST    where the model cannot follow, or the host would stop the program
 */
enum exit_kind { EXIT_LEAVE, EXIT_EXCHANGE, EXIT_LINK, EXIT_VIA, EXIT_CALL, EXIT_FAULT, EXIT_LOST };

struct host_exit {
	enum exit_kind kind;
	unsigned number;    /* the reason, the link, or not 0 for a trap */
	int link;           /* the link that was come through, or -1 */
	uint64_t at;        /* of the instruction that it ends with */
	enum region region; /* of a refused access */
	Z3_ast via;
	const char *lost;
	struct host_state state;
	struct path path;
};

enum { MOST_EXITS = 64 };

struct host_run {
	struct host host;
	const struct template *template;
	struct host_exit *exits; /* owned */
	unsigned count, instructions;
};

/* Runs the code from an address in a state. The exits are in the order of their places. */
void host_run(struct host_run *run, const struct host_state *state, uint64_t from);
void host_run_close(struct host_run *run);

#endif
