/* The guest in the host, and what is claimed of the two. */
#include "spec/theorems/templates/claims.h"

#include <stdlib.h>
#include <string.h>

#include "isa/instruction.h"
#include "isa/names.h"
#include "machine/engines/fast/registers.h"

enum { WORD = 4, WIDE = 8, NEAR_REGISTERS = offsetof(struct context, registers) };

/* Reads of what was written become what was written. */
static Z3_ast plain(Z3_context z, Z3_ast term)
{
	Z3_params params = Z3_mk_params(z);
	Z3_params_inc_ref(z, params);
	Z3_params_set_bool(z, params, Z3_mk_string_symbol(z, "expand_select_store"), true);
	term = Z3_simplify_ex(z, term, params);
	Z3_params_dec_ref(z, params);
	return term;
}

/* Whether it was proved before, on this path or one that this goes on from. */
static bool is_known(const struct judged *judged, const struct path *path, Z3_ast same)
{
	for (unsigned i = 0; i < judged->proved_count; i++) {
		const struct proved *proved = &judged->proved[i];
		unsigned count = proved->path.count;
		if (proved->same == same && count <= path->count &&
		    memcmp(proved->path.conditions, path->conditions,
		           count * sizeof *path->conditions) == 0)
			return true;
	}
	return false;
}

static void keep(struct judged *judged, const struct path *path, Z3_ast same)
{
	if (judged->proved_count < MOST_PROVED)
		judged->proved[judged->proved_count++] = (struct proved){ same, *path };
}

void claim(struct judged *judged, const struct path *path, const char *what, Z3_ast of_host,
           Z3_ast of_row)
{
	struct prover *prover = &judged->prover;
	struct proof *proof = judged->proof;
	Z3_context z = prover->z;
	Z3_model model = NULL;
	if (proof->verdict == VERDICT_REFUTED || of_host == of_row)
		return;
	Z3_ast same = plain(z, Z3_mk_eq(z, of_host, of_row));
	if (Z3_get_bool_value(z, same) == Z3_L_TRUE || is_known(judged, path, same))
		return;
	if (!can_be(prover, path, Z3_mk_not(z, same), &model)) {
		keep(judged, path, same);
		return;
	}
	if (model == NULL) {
		doubt(proof, "the solver gave up");
		return;
	}
	proof->verdict = VERDICT_REFUTED;
	proof->counterexample = template_counterexample(judged, model, what, of_host, of_row);
	Z3_model_dec_ref(z, model);
}

Z3_ast guest_register(Z3_context z, const struct symbolic_state *guest, unsigned number)
{
	return Z3_simplify(z, element(z, guest->registers, bits_term(z, 4, number)));
}

/* In a register of the host, or near the code, the upper half is zero; so it is of what is put
 * aside. */
void put_guest(const struct judged *judged, struct host_state *state,
               const struct symbolic_state *guest, Z3_ast left)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	for (unsigned i = 1; i < REGISTERS; i++) {
		Z3_ast value = Z3_simplify(z, Z3_mk_zero_ext(z, 32, guest_register(z, guest, i)));
		if (host_registers[i] == NOWHERE)
			host_put_near(host, state, NEAR_REGISTERS + WIDE * i, WIDE, value);
		else
			state->registers[host_registers[i]] = value;
	}
	for (unsigned i = 0; i < TEMPORARIES; i++)
		host_put_near(host, state, offsetof(struct context, temporaries) + WIDE * i + WORD,
		              WORD, word_term(z, 0));
	state->registers[RBX] = host->bases[REGION_WINDOW];
	state->registers[RSP] = host->bases[REGION_TRAIL];
	state->registers[R15] = Z3_simplify(z, Z3_mk_zero_ext(z, 32, left));
	state->window = guest->window;
}

void claim_guest(struct judged *judged, const struct path *path, const struct host_state *state,
                 const struct symbolic_state *guest, Z3_ast left)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	Z3_ast at = Z3_mk_const(z, Z3_mk_string_symbol(z, "at"), Z3_mk_bv_sort(z, 32));
	for (unsigned i = 1; i < REGISTERS; i++) {
		Z3_ast value = Z3_mk_zero_ext(z, 32, guest_register(z, guest, i));
		bool is_near = host_registers[i] == NOWHERE;
		claim(judged, path, register_name(i),
		      is_near ? host_near(host, state, NEAR_REGISTERS + WIDE * i, WIDE)
		              : state->registers[host_registers[i]],
		      value);
	}
	claim(judged, path, "the place of the window", state->registers[RBX],
	      host->bases[REGION_WINDOW]);
	claim(judged, path, "instructions left", state->registers[R15],
	      Z3_mk_zero_ext(z, 32, left));
	if (state->window != guest->window)
		claim(judged, path, "memory", element(z, state->window, at),
		      element(z, guest->window, at));
}

/* The row of a word, or NULL. */
static const struct row *row_of(uint32_t profile, uint32_t word)
{
	struct instruction instruction;
	return decode(profile, word, &instruction) ? &rows[instruction.operation] : NULL;
}

/* The guest's states, one behind the other, each as the last instruction completed leaves it. */
static void take_steps(struct judged *judged)
{
	const struct template *template = judged->template;
	Z3_context z = judged->prover.z;
	judged->guest[0] = any_state(z, "");
	judged->guest[0].profile = template->profile;
	judged->guest[0].psw.pc = word_term(z, template->pc);
	for (unsigned i = 0; i < template->block.cost; i++) {
		uint32_t word = template->words[i % template->count];
		judged->steps[i] = take_step(z, &judged->guest[i], word_term(z, word),
		                             row_of(template->profile, word), true);
		struct symbolic_state *after = &judged->guest[i + 1];
		*after = judged->steps[i].after;
		after->registers = Z3_simplify(z, after->registers);
		after->window = Z3_simplify(z, after->window);
		after->psw.pc = word_term(z, block_pc(&template->block, i + 1));
	}
}

Z3_ast pc_after(const struct judged *judged, unsigned executed)
{
	Z3_context z = judged->prover.z;
	return executed == 0 ? word_term(z, judged->template->pc)
	                     : Z3_simplify(z, judged->steps[executed - 1].after.psw.pc);
}

static Z3_ast guest_word(Z3_context z, const struct symbolic_state *guest, uint32_t at)
{
	Z3_ast word = element(z, guest->window, word_term(z, at));
	for (unsigned i = 1; i < WORD; i++)
		word = Z3_mk_concat(z, element(z, guest->window, word_term(z, at + i)), word);
	return word;
}

/* Whether the words of the block from one on, before another, are in the guest's memory what was
 * translated.
 */
Z3_ast has_words(const struct judged *judged, const struct symbolic_state *guest, unsigned first,
                 unsigned end)
{
	const struct template *template = judged->template;
	Z3_context z = judged->prover.z;
	Z3_ast all = Z3_mk_true(z);
	for (unsigned i = first; i < end; i++) {
		Z3_ast word = guest_word(z, guest, block_pc(&template->block, i));
		uint32_t expected = template->words[i % template->count];
		all = both(z, all, Z3_mk_eq(z, word, word_term(z, expected)));
	}
	return all;
}

void assume_entry(struct judged *judged, bool has_seen_words)
{
	const struct template *template = judged->template;
	struct prover *prover = &judged->prover;
	Z3_context z = prover->z;
	const struct symbolic_state *guest = &judged->guest[0];
	const struct host *host = &judged->run.host;
	Z3_ast timer = guest->psw.timer, page = bits_term(z, 20, template->pc / PAGE_SIZE);
	assume(prover, "possible", is_possible(z, guest));
	assume(prover, "the block is in the window",
	       Z3_mk_bvult(z, word_term(z, template->pc), host->size));
	assume(prover, "a slice", Z3_mk_bvule(z, judged->left, word_term(z, SLICE)));
	assume(prover, "no event before",
	       either(z, Z3_mk_eq(z, timer, word_term(z, 0)), Z3_mk_bvuge(z, timer, judged->left)));
	if (template->circumstance == CAREFUL)
		assume(prover, "this window",
		       Z3_mk_eq(z, host->size, word_term(z, template->window_size)));
	if (template->circumstance != MIXED)
		assume(prover, "code is protected",
		       Z3_mk_eq(z, Z3_mk_select(z, host->is_protected, page), bits_term(z, 1, 1)));
	if (template->circumstance != MIXED || has_seen_words)
		assume(prover, "the words that were translated",
		       has_words(judged, guest, 0, template->count));
}

void judged_open(struct judged *judged, const struct template *template, struct proof *proof)
{
	judged->prover = prover_open_quick();
	judged->template = template;
	judged->proof = proof;
	Z3_context z = judged->prover.z;
	take_steps(judged);
	judged->left = Z3_mk_const(z, Z3_mk_string_symbol(z, "left"), Z3_mk_bv_sort(z, 32));
	judged->run = (struct host_run){
		.host = host_open(&judged->prover, template->context,
		                  window_size(z, &judged->guest[0])),
		.template = template,
	};
	judged->entered = any_host_state(&judged->run.host, judged->guest[0].window);
	host_put_near(&judged->run.host, &judged->entered, offsetof(struct context, code), WIDE,
	              bits_term(z, 64, template->code));
	host_put_near(&judged->run.host, &judged->entered, offsetof(struct context, table), WIDE,
	              judged->run.host.bases[REGION_TABLE]);
}
