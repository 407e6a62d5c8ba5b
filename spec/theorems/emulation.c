/* All cases, and what is common to them. */
#include "spec/theorems/emulation.h"

#include <stdlib.h>
#include <string.h>

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
	assume(prover, is_sound(z, resumed));
	assume(prover, is_young(z, resumed));
	assume(prover, Z3_mk_not(z, is_interrupt_due(z, resumed)));
	assume(prover, Z3_mk_bvuge(z, allotment.origin, word_term(z, lowest_origin)));
	assume(prover,
	       Z3_mk_bvule(z, resumed->state.memory_size, Z3_mk_bvneg(z, allotment.origin)));
	assume(prover, Z3_mk_bvule(z, allotment.completed, allotment.given));
	return allotment;
}

/* Whether this one is settled by itself, before the others, which then may use it: sums of times
 * and sizes are hard together. */
static bool is_hard(const char *name)
{
	static const char *const hard[] = { "clock", "next device event", "timer",
		                            "bound", "real bound",        "real timer" };
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
		if (strcmp(name, hard[i]) == 0)
			return true;
	return false;
}

/* Whether what differs can: if not it is a fact of the path from then on. */
static void settle_part(struct prover *prover, struct path *path, Z3_ast same,
                        const struct agreements *agreements, const struct counterexample *example,
                        struct proof *proof)
{
	Z3_context z = prover->z;
	Z3_model model = NULL;
	if (proof->verdict != VERDICT_PROVED)
		return;
	if (!can_be(prover, path, Z3_mk_not(z, same), &model)) {
		path_add(path, same);
		return;
	}
	proof->verdict = model == NULL ? VERDICT_UNKNOWN : VERDICT_REFUTED;
	if (model == NULL)
		return;
	proof->counterexample = counterexample_text(z, model, example, agreements);
	Z3_model_dec_ref(z, model);
}

void settle(struct prover *prover, const struct path *path, const struct agreements *agreements,
            const struct counterexample *example, struct proof *proof)
{
	Z3_context z = prover->z;
	Z3_ast easy[AGREEMENTS];
	unsigned count = 0;
	struct path known = *path;
	for (unsigned i = 0; i < agreements->count; i++) {
		const struct agreement *agreement = &agreements->list[i];
		Z3_ast same = Z3_simplify(z, Z3_mk_eq(z, agreement->virtual, agreement->bare));
		if (Z3_get_bool_value(z, same) == Z3_L_TRUE)
			continue;
		if (is_hard(agreement->name))
			settle_part(prover, &known, same, agreements, example, proof);
		else
			easy[count++] = same;
	}
	if (count > 0)
		settle_part(prover, &known, Z3_mk_and(z, count, easy), agreements, example, proof);
}

/* Rows that load or store a PSW, or reach the console or the disk, are more than the solver can
 * take. */
static bool is_open(const struct exit_kind *kind)
{
	if (has_port(kind->row))
		return kind->device == DEVICE_CONSOLE || kind->device == DEVICE_DISK;
	return kind->row != NULL &&
	       (kind->row->opcode == OPCODE_lpsw || kind->row->opcode == OPCODE_spsw);
}

static bool is_asked_for(const char *asked, const char *name)
{
	return asked == NULL || strncmp(asked, name, strlen(asked)) == 0;
}

static void add_exit(struct emulation *emulation, const struct vmm_image *image, const char *name,
                     const struct exit_kind *kind)
{
	struct proof proof = { .verdict = VERDICT_OPEN };
	name_exit(proof.name, sizeof proof.name, kind);
	if (!is_asked_for(name, proof.name))
		return;
	if (!is_open(kind))
		proof = prove_exit(image, kind);
	emulation->exits[emulation->exit_count++] = proof;
}

static void add_ports(struct emulation *emulation, const struct vmm_image *image, const char *name,
                      const struct exit_kind *kind)
{
	struct exit_kind of_device = *kind;
	for (of_device.device = 0; of_device.device <= DEVICES; of_device.device++)
		add_exit(emulation, image, name, &of_device);
}

static void prove_exits(struct emulation *emulation, const struct vmm_image *image,
                        const char *name)
{
	struct exit_kind kind = { CAUSE_PRIVILEGED, MODE_SUPERVISOR, NULL, DEVICES };
	for (size_t i = 0; i < OPERATIONS; i++) {
		kind.row = &rows[i];
		if (has_port(kind.row))
			add_ports(emulation, image, name, &kind);
		else if (is_privileged((uint32_t)rows[i].opcode << 24))
			add_exit(emulation, image, name, &kind);
	}
	kind.row = NULL;
	add_exit(emulation, image, name, &kind);
	kind.mode = MODE_USER;
	add_exit(emulation, image, name, &kind);
	kind.mode = MODE_ANY;
	for (kind.cause = CAUSE_NONE + 1; kind.cause < CAUSES; kind.cause++)
		if (kind.cause != CAUSE_PRIVILEGED && kind.cause != CAUSE_DEVICE)
			add_exit(emulation, image, name, &kind);
}

static void prove_directs(struct emulation *emulation, const char *name)
{
	struct proof *directs = emulation->directs;
	if (is_asked_for(name, "fetch"))
		directs[emulation->direct_count++] = prove_fetch();
	for (size_t i = 0; i <= OPERATIONS; i++) {
		const struct row *row = i < OPERATIONS ? &rows[i] : NULL;
		if (is_asked_for(name, direct_name(row)))
			directs[emulation->direct_count++] = prove_direct(row);
	}
}

struct emulation *emulation_prove(const struct vmm_image *image, const char *name)
{
	struct emulation *emulation = calloc(1, sizeof *emulation);
	if (emulation == NULL)
		abort();
	prove_exits(emulation, image, name);
	prove_directs(emulation, name);
	return emulation;
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
