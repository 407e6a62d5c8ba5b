/* What is claimed of a block's code: that it does what the rows do to the guest. */
#ifndef PG32_SPEC_THEOREMS_CLAIMS_H
#define PG32_SPEC_THEOREMS_CLAIMS_H

#include "spec/theorems/emulation/proof.h"
#include "spec/theorems/templates/host_run.h"
#include "spec/theorems/terms/rows.h"

/* What was proved of a path. */
enum { MOST_PROVED = 64 };
struct proved {
	Z3_ast same;
	struct path path;
};

/* A block that is judged: the guest's states before and after each of its instructions, as often as
 * it goes round, and the host's where its code is entered. The instructions are those of the block,
 * one behind the other: that the guest comes to each is claimed where it was executed. */
struct judged {
	struct prover prover;
	struct host_run run;
	const struct template *template;
	struct symbolic_state guest[TEMPLATE_STEPS + 1];
	struct step steps[TEMPLATE_STEPS];
	Z3_ast left;
	struct host_state entered;
	struct proof *proof;
	struct proved proved[MOST_PROVED];
	unsigned proved_count;
};

/* Proves of a block, from each place at which it is entered, what proof->verdict then says: as it
 * was if that is so. Adds up its endings and instructions. */
void prove_block(const struct template *template, struct proof *proof);

/* The same of what leads into code and out of it, for any block. */
void prove_ways(const struct template *template, struct proof *proof);

/* Opens what is judged, of whose states nothing is known; its prover is the caller's to close. */
void judged_open(struct judged *judged, const struct template *template, struct proof *proof);

/* That the two are the same on a path; what is the name of that. */
void claim(struct judged *judged, const struct path *path, const char *what, Z3_ast of_host,
           Z3_ast of_row);

/* The guest's registers and time in the host's state, as a block is entered and left. */
void put_guest(const struct judged *judged, struct host_state *state,
               const struct symbolic_state *guest, Z3_ast left);
void claim_guest(struct judged *judged, const struct path *path, const struct host_state *state,
                 const struct symbolic_state *guest, Z3_ast left);

/* A register of the guest, as a term of the words that it is made of. */
Z3_ast guest_register(Z3_context z, const struct symbolic_state *guest, unsigned number);

/* Where the guest goes on when so many instructions were executed. */
Z3_ast pc_after(const struct judged *judged, unsigned executed);

/* Whether the words of the block from one on, before another, are in the guest's memory what was
 * translated. */
Z3_ast has_words(const struct judged *judged, const struct symbolic_state *guest, unsigned first,
                 unsigned end);

/* What is so where a block is entered, whatever led to it; has_seen_words: behind the comparison of
 * its words. */
void assume_entry(struct judged *judged, bool has_seen_words);

/* The lines that show what goes wrong in a model; owned by the caller. */
char *template_counterexample(const struct judged *judged, Z3_model model, const char *what,
                              Z3_ast of_host, Z3_ast of_row);

#endif
