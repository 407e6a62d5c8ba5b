/* Sees that what the prover of emulation assumes is so where real machines come to, and that its
 * bare machine does with numbers what a real one does. Prints TAP.
 *
 * usage: witness VMM PROGRAMS MOST: so many generated programs, so many moments of a kind and
 * class. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "machine/front/exit_status.h"
#include "spec/theorems/emulation/vmm_image.h"
#include "tests/witness/judgement.h"

struct seeing {
	struct watcher watcher;
	struct judgement judgement;
	unsigned tests, failed;
};

static void see_direct(struct watcher *watcher, const struct moment *moment)
{
	judge_direct(&((struct seeing *)watcher)->judgement, moment);
}

static void see_exit(struct watcher *watcher, const struct moment *moment)
{
	judge_exit(&((struct seeing *)watcher)->judgement, moment);
}

static void ok(struct seeing *seeing, bool is_so, const char *what, const char *name,
               unsigned count)
{
	seeing->failed += !is_so;
	printf("%sok %u - %s: %s: %u\n", is_so ? "" : "not ", ++seeing->tests, what, name, count);
}

static void report_tallies(struct seeing *seeing, const char *what, const struct tally *tallies,
                           unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct tally *tally = &tallies[i];
		ok(seeing, tally->wrong == 0 && tally->so > 0, what, tally->name, tally->so);
		if (tally->left_out > 0)
			printf("# nothing is claimed of %u more\n", tally->left_out);
		if (tally->wrong > 0)
			printf("# wrong in %u, first: %s: expected %" PRIx64 ", found %" PRIx64
			       "\n",
			       tally->wrong, tally->where, tally->expected, tally->found);
	}
}

static const char *const outcomes[] = {
	[OUTCOME_COMPLETED] = "resumed",
	[OUTCOME_HALTED] = "halted",
	[OUTCOME_IDLE] = "idle",
	[OUTCOME_MALFORMED] = "malformed PSW",
	[OUTCOME_DOUBLE_TRAP] = "double trap",
};

enum { ENDS = sizeof outcomes / sizeof *outcomes };

static unsigned seen_in(const struct sighting *sighting)
{
	unsigned all = 0;
	for (unsigned i = 0; i < CLASSES; i++)
		all += sighting->seen[i];
	return all;
}

/* Of each kind of exit there is one, and of each way to end. */
static void report_exits(struct seeing *seeing)
{
	const struct judgement *judgement = &seeing->judgement;
	unsigned ended[ENDS] = { 0 };
	for (unsigned i = 0; i < judgement->kind_count; i++) {
		char name[64];
		unsigned of_kind = 0;
		for (unsigned j = 0; j < ENDS; j++) {
			of_kind += seen_in(&judgement->exits[i][j]);
			ended[j] += seen_in(&judgement->exits[i][j]);
		}
		name_exit(name, sizeof name, &judgement->kinds[i]);
		ok(seeing, of_kind > 0, "real exits", name, of_kind);
	}
	for (unsigned i = 0; i < ENDS; i++)
		if (outcomes[i] != NULL)
			ok(seeing, ended[i] > 0, "exits that end", outcomes[i], ended[i]);
}

static void report(struct seeing *seeing)
{
	const struct judgement *judgement = &seeing->judgement;
	report_exits(seeing);
	for (unsigned i = 0; i <= OPERATIONS; i++)
		ok(seeing, seen_in(&judgement->directs[i]) > 0, "run directly",
		   direct_name(i < OPERATIONS ? &rows[i] : NULL), seen_in(&judgement->directs[i]));
	report_tallies(seeing, "assumed", judgement->assumptions, judgement->assumption_count);
	report_tallies(seeing, "the same", judgement->agreements, judgement->agreement_count);
	printf("# exits of paged guests: %u\n1..%u\n", judgement->paged, seeing->tests);
}

int main(int count, char **arguments)
{
	struct vmm_image image;
	char message[512];
	if (count != 4) {
		fputs("usage: witness VMM PROGRAMS MOST\n", stderr);
		return EXIT_USAGE;
	}
	if (!vmm_image_open(&image, arguments[1], message, sizeof message)) {
		fprintf(stderr, "witness: %s\n", message);
		return EXIT_IMAGE;
	}
	struct seeing *seeing = calloc(1, sizeof *seeing);
	if (seeing == NULL)
		abort();
	seeing->watcher = (struct watcher){ see_direct, see_exit };
	seeing->judgement = judgement_open(&image, (unsigned)strtoul(arguments[3], NULL, 10));
	watch_runs(arguments[1], strtoull(arguments[2], NULL, 10), &seeing->watcher);
	report(seeing);
	bool is_so = seeing->failed == 0;
	free(seeing);
	vmm_image_close(&image);
	return is_so ? EXIT_SUCCESS : EXIT_FAILURE;
}
