/* All cases, one behind the other: of two provers at a time, in threads, one was seen to fail in Z3
 * (4.8.12). */
#include "spec/theorems/templates/templates.h"

#include <stdlib.h>
#include <string.h>

#include "spec/theorems/templates/claims.h"
#include "spec/theorems/templates/classes.h"

struct work {
	struct sample sample;
	struct family families[MOST_FAMILIES]; /* of the proofs */
	struct proof *proofs;
	unsigned count;
	bool is_refuted;
	FILE *progress;
};

/* A case as its blocks are judged. */
struct task {
	struct visitor visitor; /* the first */
	struct work *work;
	const struct family *family;
	struct proof *proof;
};

static bool judge(struct visitor *visitor, const struct words *words)
{
	enum { BLOCKS_TOLD = 500 };
	struct task *task = (struct task *)visitor;
	struct work *work = task->work;
	struct proof *proof = task->proof;
	struct template template;
	bool is_there = template_take(&template, &work->sample, words->profile, words->pc,
	                              words->list, words->count, task->family->circumstance);
	if (!is_there)
		doubt(proof, "the translator has no block of these words alone");
	else if (task->family->kind == FAMILY_WAYS)
		prove_ways(&template, proof);
	else
		prove_block(&template, proof);
	if (++proof->cases % BLOCKS_TOLD == 0) {
		fprintf(work->progress, "%s: %u blocks\n", proof->name, proof->cases);
		fflush(work->progress);
	}
	return proof->verdict != VERDICT_REFUTED;
}

static void do_task(struct work *work, unsigned number)
{
	struct proof *proof = &work->proofs[number];
	struct task task = { { judge }, work, &work->families[number], proof };
	snprintf(proof->name, sizeof proof->name, "%s", task.family->name);
	proof->verdict = VERDICT_UNTRIED;
	if (work->is_refuted)
		return;
	proof->verdict = VERDICT_PROVED;
	visit_family(task.family, &task.visitor);
	work->is_refuted = proof->verdict == VERDICT_REFUTED;
	fprintf(work->progress, "%u of %u: %s: %s\n", number + 1, work->count, proof->name,
	        verdict_text(proof->verdict));
	fflush(work->progress);
}

static void choose_families(struct work *work, const char *name)
{
	unsigned all = list_families(work->families);
	for (unsigned i = 0; i < all; i++)
		if (name == NULL || strncmp(name, work->families[i].name, strlen(name)) == 0)
			work->families[work->count++] = work->families[i];
}

struct templates *templates_prove(const char *name, FILE *progress, const char **problem)
{
	struct templates *templates = calloc(1, sizeof *templates);
	struct work *work = calloc(1, sizeof *work);
	*problem = NULL;
	if (templates == NULL || work == NULL)
		abort();
	work->progress = progress;
	choose_families(work, name);
	if (work->count > 0 && sample_open(&work->sample, problem)) {
		templates->is_whole = name == NULL;
		templates->count = work->count;
		templates->proofs = work->proofs = calloc(work->count, sizeof *work->proofs);
		if (work->proofs == NULL)
			abort();
		for (unsigned i = 0; i < work->count; i++)
			do_task(work, i);
		sample_close(&work->sample);
	}
	free(work);
	if (templates->count > 0)
		return templates;
	free(templates);
	return NULL;
}

void templates_free(struct templates *templates)
{
	for (unsigned i = 0; i < templates->count; i++)
		free(templates->proofs[i].counterexample);
	free(templates->proofs);
	free(templates);
}

enum verdict templates_verdict(const struct templates *templates)
{
	enum verdict verdict = VERDICT_PROVED;
	for (unsigned i = 0; i < templates->count; i++)
		if (templates->proofs[i].verdict > verdict)
			verdict = templates->proofs[i].verdict;
	return verdict;
}
