/* What became of a proof. */
#ifndef PG32_SPEC_THEOREMS_PROOF_H
#define PG32_SPEC_THEOREMS_PROOF_H

/* From good to bad; a proof that is not asked for any more, since another is refuted, is untried.
 */
enum verdict { VERDICT_PROVED, VERDICT_UNTRIED, VERDICT_UNKNOWN, VERDICT_REFUTED };

/* What is proved of one kind of exit, or of one instruction run directly. */
struct proof {
	char name[48];
	enum verdict verdict;
	/* What the bare machine's conditions decide, and what the VMM's code does in all cases; 0
	 * for direct execution. */
	unsigned cases, endings, branches, instructions;
	const char *doubt;    /* why it is unknown */
	char *counterexample; /* lines, if refuted: owned */
};

/* What a verdict is called. */
const char *verdict_text(enum verdict verdict);

/* It is not known whether it is so, unless it is refuted: then it stays that. */
void doubt(struct proof *proof, const char *why);

#endif
