/* Whether what the prover assumes is so, and what it expects comes, at the moments of real runs. */
#ifndef PG32_TESTS_WITNESS_JUDGEMENT_H
#define PG32_TESTS_WITNESS_JUDGEMENT_H

#include "tests/witness/values.h"

/* What was found of one thing that has a name. */
struct tally {
	char name[64];
	unsigned so, left_out, wrong;
	uint64_t expected, found; /* where it was wrong first */
	char where[64];
};

enum { MOST_TALLIES = 256 };

/* Moments of one kind, apart by the status that they come to and by whether the clock is about to
 * be beyond a word, or by the port that is asked or told, or else the rare ones were lost among the
 * others: those that came, and those that were looked at. */
enum { CLASSES = 64 };
struct sighting {
	unsigned came[CLASSES], seen[CLASSES];
};

struct judgement {
	const struct vmm_image *image;
	unsigned
	        most; /* moments of a kind that are looked at, and of exits with the same outcome */
	struct tally assumptions[MOST_TALLIES], agreements[MOST_TALLIES];
	unsigned assumption_count, agreement_count;
	/* The moments of each kind of exit by how it ends, and of each row that ran directly, of
	 * none behind the last; and the exits of paged guests, of which nothing is proved. */
	struct exit_kind kinds[EXITS];
	struct sighting exits[EXITS][OUTCOME_DOUBLE_TRAP + 1], directs[OPERATIONS + 1];
	unsigned kind_count, paged;
};

struct judgement judgement_open(const struct vmm_image *image, unsigned most);

/* Judges a moment of either kind; what it finds is in the tallies. */
void judge_direct(struct judgement *judgement, const struct moment *moment);
void judge_exit(struct judgement *judgement, const struct moment *moment);

#endif
