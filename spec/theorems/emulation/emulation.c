/* All cases, and what is common to them. */
#include "spec/theorems/emulation/emulation.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The guest's memory is behind the VMM, in memory, and the guest was given the time to its next
 * event, of which it has completed a part. No interrupt was due: it would have been taken. */
struct allotment any_allotment(struct prover *prover, const struct bare *resumed,
                               uint32_t lowest_origin)
{
	Z3_context z = prover->z;
	Z3_sort word = Z3_mk_bv_sort(z, 32);
	struct allotment allotment = {
		.origin = any_multiple_of_page(z, "origin"),
		.completed = Z3_mk_const(z, Z3_mk_string_symbol(z, "completed"), word),
	};
	allotment.given = real_psw(z, resumed, allotment.origin).timer;
	assume(prover, "soundness", is_sound(z, resumed));
	assume(prover, "youth", is_young(z, resumed));
	assume(prover, "no interrupt due", Z3_mk_not(z, is_interrupt_due(z, resumed)));
	assume(prover, "origin", Z3_mk_bvuge(z, allotment.origin, word_term(z, lowest_origin)));
	assume(prover, "memory's end",
	       Z3_mk_bvule(z, resumed->state.memory_size, Z3_mk_bvneg(z, allotment.origin)));
	assume(prover, "time given", Z3_mk_bvule(z, allotment.completed, allotment.given));
	return allotment;
}

/* Whether what differs can: if not it is a fact of the path from then on. */
static void settle_part(struct prover *prover, struct path *path, Z3_ast same,
                        const struct agreements *agreements, const struct counterexample *example,
                        struct proof *proof)
{
	Z3_context z = prover->z;
	Z3_model model = NULL;
	if (Z3_get_bool_value(z, same) == Z3_L_TRUE)
		return;
	if (!can_be(prover, path, Z3_mk_not(z, same), &model)) {
		path_add(path, same);
		return;
	}
	if (model == NULL) {
		doubt(proof, "the solver gave up");
		return;
	}
	proof->verdict = VERDICT_REFUTED;
	proof->counterexample = counterexample_text(z, model, example, agreements);
	Z3_model_dec_ref(z, model);
}

/* The agreements that were settled, to be written alike from then on: so that what is made of them
 * is the same, too. */
struct settled {
	Z3_ast virtual[AGREEMENTS], bare[AGREEMENTS];
	unsigned count;
};

static Z3_ast is_same(Z3_context z, struct settled *settled, const struct agreement *agreement)
{
	Z3_ast alike = Z3_substitute(z, agreement->virtual, settled->count, settled->virtual,
	                             settled->bare);
	bool is_made = Z3_get_ast_kind(z, agreement->virtual) == Z3_APP_AST &&
	               Z3_get_app_num_args(z, Z3_to_app(z, agreement->virtual)) > 0;
	if (is_made) {
		settled->virtual[settled->count] = agreement->virtual;
		settled->bare[settled->count++] = agreement->bare;
	}
	return Z3_simplify(z, Z3_mk_eq(z, alike, agreement->bare));
}

void settle(struct prover *prover, const struct path *path, const struct agreements *agreements,
            const struct counterexample *example, struct proof *proof)
{
	Z3_context z = prover->z;
	const struct path everywhere = { .count = 0 };
	struct path known = *path;
	struct settled settled = { .count = 0 };
	Z3_ast registers = Z3_mk_true(z);
	/* Of no state at all everything could be proved. */
	if (!can_be(prover, &everywhere, Z3_mk_true(z), NULL))
		doubt(proof, "no state is as is assumed");
	for (unsigned i = 0; i < agreements->count && proof->verdict != VERDICT_REFUTED; i++) {
		const struct agreement *agreement = &agreements->list[i];
		Z3_ast same = is_same(z, &settled, agreement);
		if (agreement->is_register)
			registers = both(z, registers, same);
		else
			settle_part(prover, &known, same, agreements, example, proof);
	}
	if (proof->verdict != VERDICT_REFUTED)
		settle_part(prover, &known, Z3_simplify(z, registers), agreements, example, proof);
}

static bool is_asked_for(const char *asked, const char *name)
{
	return asked == NULL || strncmp(asked, name, strlen(asked)) == 0;
}

/* One proof to make: of an exit, of a row that runs directly (NULL: of no instruction), or another.
 */
struct task {
	struct proof *proof;
	bool is_exit, is_row;
	struct exit_kind kind;
	const struct row *row;
	struct proof (*prove)(void);
	const char *name; /* of another */
};

/* The tasks, which workers take in turn. */
struct work {
	struct watch watch; /* the first: the work is what watches */
	const struct vmm_image *image;
	struct task tasks[PROOFS];
	unsigned count;
	atomic_uint next, done;
	atomic_bool is_refuted;
	FILE *progress;
};

static void add_exit(struct work *work, struct emulation *emulation, const char *name,
                     const struct exit_kind *kind)
{
	char own_name[sizeof emulation->exits->name];
	name_exit(own_name, sizeof own_name, kind);
	if (is_asked_for(name, own_name))
		work->tasks[work->count++] =
		        (struct task){ .proof = &emulation->exits[emulation->exit_count++],
			               .is_exit = true,
			               .kind = *kind };
}

static void add_exits(struct work *work, struct emulation *emulation, const char *name)
{
	struct exit_kind kinds[EXITS];
	unsigned count = list_exits(kinds);
	for (unsigned i = 0; i < count; i++)
		add_exit(work, emulation, name, &kinds[i]);
}

static void add_direct(struct work *work, struct emulation *emulation, const struct task *task)
{
	work->tasks[work->count] = *task;
	work->tasks[work->count++].proof = &emulation->directs[emulation->direct_count++];
}

static void add_directs(struct work *work, struct emulation *emulation, const char *name)
{
	static const struct {
		const char *name;
		struct proof (*prove)(void);
	} others[] = { { "windows", prove_windows },
		       { "time since resumption", prove_resumption },
		       { "fetch and time", prove_fetch } };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (is_asked_for(name, others[i].name))
			add_direct(
			        work, emulation,
			        &(struct task){ .prove = others[i].prove, .name = others[i].name });
	for (size_t i = 0; i <= OPERATIONS; i++) {
		const struct row *row = i < OPERATIONS ? &rows[i] : NULL;
		if (is_asked_for(name, direct_name(row)))
			add_direct(work, emulation, &(struct task){ .is_row = true, .row = row });
	}
}

static const char *name_of_task(const struct task *task, char *name, size_t size)
{
	if (!task->is_exit && task->is_row)
		return direct_name(task->row);
	if (!task->is_exit)
		return task->name;
	name_exit(name, size, &task->kind);
	return name;
}

/* A proof that takes long says how far it is; and where another is refuted it is not gone on with.
 */
static bool goes_on(struct watch *watch, const struct proof *proof)
{
	enum { CASES_TOLD = 10 };
	struct work *work = (struct work *)watch;
	if (atomic_load(&work->is_refuted))
		return false;
	if (proof->cases % CASES_TOLD == 0) {
		fprintf(work->progress, "%s: %u cases\n", proof->name, proof->cases);
		fflush(work->progress);
	}
	return true;
}

static void do_task(struct work *work, const struct task *task)
{
	char name[sizeof task->proof->name];
	snprintf(task->proof->name, sizeof name, "%s", name_of_task(task, name, sizeof name));
	task->proof->verdict = VERDICT_UNTRIED;
	if (atomic_load(&work->is_refuted))
		return;
	if (task->is_exit)
		*task->proof = prove_exit(work->image, &task->kind, &work->watch);
	else
		*task->proof = task->is_row ? prove_direct(task->row) : task->prove();
	if (task->proof->verdict == VERDICT_REFUTED)
		atomic_store(&work->is_refuted, true);
	fprintf(work->progress, "%u of %u: %s: %s\n", atomic_fetch_add(&work->done, 1) + 1,
	        work->count, task->proof->name, verdict_text(task->proof->verdict));
	fflush(work->progress);
}

static void *do_work(void *argument)
{
	struct work *work = argument;
	unsigned number;
	while ((number = atomic_fetch_add(&work->next, 1)) < work->count)
		do_task(work, &work->tasks[number]);
	return NULL;
}

struct emulation *emulation_prove(const struct vmm_image *image, const char *name, FILE *progress)
{
	struct emulation *emulation = calloc(1, sizeof *emulation);
	struct work *work = calloc(1, sizeof *work);
	if (emulation == NULL || work == NULL)
		abort();
	work->watch.goes_on = goes_on;
	work->image = image;
	work->progress = progress;
	emulation->is_whole = name == NULL;
	add_exits(work, emulation, name);
	add_directs(work, emulation, name);
	pthread_t workers[PROOFS];
	unsigned started = 0;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	while (started + 1 < processors && started + 1 < work->count &&
	       pthread_create(&workers[started], NULL, do_work, work) == 0)
		started++;
	do_work(work);
	while (started > 0)
		pthread_join(workers[--started], NULL);
	unsigned count = work->count;
	free(work);
	if (count > 0)
		return emulation;
	emulation_free(emulation);
	return NULL;
}

void emulation_free(struct emulation *emulation)
{
	for (unsigned i = 0; i < emulation->exit_count; i++)
		free(emulation->exits[i].counterexample);
	for (unsigned i = 0; i < emulation->direct_count; i++)
		free(emulation->directs[i].counterexample);
	free(emulation);
}

static enum verdict worse(enum verdict a, enum verdict b)
{
	return a > b ? a : b;
}

enum verdict emulation_verdict(const struct emulation *emulation)
{
	enum verdict verdict = VERDICT_PROVED;
	for (unsigned i = 0; i < emulation->exit_count; i++)
		verdict = worse(verdict, emulation->exits[i].verdict);
	for (unsigned i = 0; i < emulation->direct_count; i++)
		verdict = worse(verdict, emulation->directs[i].verdict);
	return verdict;
}
