/* An exit: the VMM's code, from where its trap enters to where it resumes the guest or ends. */
#include "spec/theorems/emulation/emulation.h"
#include "spec/theorems/emulation/vmm_image.h"

static const char *const cause_texts[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [CAUSE_##NAME] = text,
#include "isa/causes.def"
};

/* What an exit does to the buffer of a paged guest is not proved. */
static bool is_left_out(const struct row *row)
{
	return row->opcode == OPCODE_tlbi;
}

unsigned list_exits(struct exit_kind kinds[EXITS])
{
	unsigned count = 0;
	for (size_t i = 0; i < OPERATIONS; i++)
		if ((rows[i].traits & TRAIT_PRIVILEGED) != 0 && !is_left_out(&rows[i]))
			kinds[count++] =
			        (struct exit_kind){ CAUSE_PRIVILEGED, MODE_SUPERVISOR, &rows[i] };
	kinds[count++] = (struct exit_kind){ CAUSE_PRIVILEGED, MODE_SUPERVISOR, NULL };
	kinds[count++] = (struct exit_kind){ CAUSE_PRIVILEGED, MODE_USER, NULL };
	for (enum cause cause = CAUSE_NONE + 1; cause < CAUSES; cause++)
		if (cause != CAUSE_PRIVILEGED && cause != CAUSE_DEVICE)
			kinds[count++] = (struct exit_kind){ cause, MODE_ANY, NULL };
	return count;
}

void name_exit(char *name, size_t size, const struct exit_kind *kind)
{
	const char *cause = cause_texts[kind->cause];
	if (kind->cause == CAUSE_TIMER)
		snprintf(name, size, "time is over");
	else if (kind->cause != CAUSE_PRIVILEGED)
		snprintf(name, size, "reflect: %s", cause);
	else if (kind->mode == MODE_USER)
		snprintf(name, size, "reflect: %s from user mode", cause);
	else
		snprintf(name, size, "emulate: %s",
		         kind->row != NULL ? kind->row->mnemonic : "no instruction of group F");
}

/* The trap as the real machine stores it, with what the cause says of word and value. */
static struct symbolic_trap any_trap(struct prover *prover, const struct exit_kind *kind,
                                     const struct bare *bare)
{
	Z3_context z = prover->z;
	Z3_sort sort = Z3_mk_bv_sort(z, 32);
	Z3_ast word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), sort);
	Z3_ast value = Z3_mk_const(z, Z3_mk_string_symbol(z, "value"), sort);
	Z3_ast zero = word_term(z, 0);
	struct symbolic_trap trap = { word_term(z, kind->cause), value, word };
	if (kind->cause == CAUSE_PRIVILEGED) {
		trap.value = zero;
		assume(prover, "a word of group F", is_of_privileged_group(z, word));
		if (kind->mode == MODE_SUPERVISOR && kind->row != NULL)
			assume(prover, "a word of the row", is_of_row(z, word, kind->row));
		else if (kind->mode == MODE_SUPERVISOR)
			assume(prover, "a word of no row", is_undefined(z, word, PROFILE_pg32));
	} else if (kind->cause == CAUSE_FETCH) {
		trap.value = bare->state.psw.pc;
		trap.word = zero;
	} else if (kind->cause == CAUSE_TIMER) {
		trap.value = trap.word = zero;
	}
	return trap;
}

/* No device acts in the time that was given. (In the time that passes in an exit none does either:
 * where it passes, such states are set aside.) */
static void assume_quiet(struct prover *prover, const struct exit_kind *kind,
                         const struct resumption *resumption)
{
	if (kind->cause == CAUSE_TIMER)
		assume(prover, QUIET,
		       Z3_mk_not(prover->z, is_device_due(prover->z, &resumption->resumed,
		                                          resumption->allotment.completed)));
}

static void assume_mode(struct prover *prover, const struct exit_kind *kind,
                        const struct bare *bare)
{
	Z3_ast user = is_user(prover->z, &bare->state);
	if (kind->mode == MODE_USER)
		assume(prover, "user mode", user);
	if (kind->mode == MODE_SUPERVISOR)
		assume(prover, "supervisor mode", Z3_mk_not(prover->z, user));
}

/* A privileged instruction, a trap, or nothing; and then the interrupts that are due. */
void exit_act(struct prover *prover, struct symbolic_exit *exit)
{
	const struct exit_kind *kind = exit->kind;
	struct bare *bare = &exit->expected;
	*bare = exit->resumption.now;
	if (kind->cause == CAUSE_PRIVILEGED && kind->mode == MODE_SUPERVISOR)
		execute_bare(prover, bare, exit->trap.word, kind->row);
	else if (kind->cause != CAUSE_TIMER)
		deliver_bare(prover, bare, &exit->trap);
	take_interrupts(prover, bare);
}

static void settle_ending(const struct surroundings *surroundings, const struct ending *ending,
                          const struct bare *expected, struct counterexample *example,
                          struct proof *proof)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	Z3_ast at = Z3_mk_const(z, Z3_mk_string_symbol(z, "at"), Z3_mk_bv_sort(z, 32));
	struct agreements agreements = { .count = 0 };
	struct path path = ending->cpu.path;
	example->what = ending->on.stray;
	example->pc = ending->cpu.pc;
	if (ending->on.flow == FLOW_STRAY) {
		agree(&agreements, "stray", Z3_mk_true(z), Z3_mk_false(z));
	} else {
		path_add(&path, Z3_mk_bvult(z, at, surroundings->size));
		agreements = agreements_of(surroundings, ending, expected, at);
	}
	settle(prover, &path, &agreements, example, proof);
	proof->endings++;
}

/* Wherever what is assumed is true, one of the endings is come to. It is proved of their paths, so
 * that a path that was lost on the way does not go unseen. */
static bool endings_are_all(struct prover *prover, const struct symbolic_run *run)
{
	Z3_context z = prover->z;
	const struct path everywhere = { .count = 0 };
	Z3_ast any = Z3_mk_false(z);
	for (const struct ending *ending = run->endings; ending != NULL; ending = ending->next)
		any = either(z, any, path_condition(z, &ending->cpu.path, 0));
	return must_be(prover, &everywhere, any);
}

/* Runs the VMM in a case. */
static void prove_case(struct prover *prover, const struct symbolic_exit *exit, struct proof *proof)
{
	const struct bare *resumed = &exit->resumption.resumed;
	const struct allotment *allotment = &exit->resumption.allotment;
	struct guest_writes writes = { .latest = NULL };
	const struct surroundings surroundings = {
		.prover = prover,
		.image = exit->image,
		.origin = allotment->origin,
		.size = resumed->state.memory_size,
		.guest = resumed->memory,
		.writes = &writes,
	};
	struct symbolic_cpu cpu =
	        cpu_at_exit(prover->z, exit->image, resumed, allotment, &exit->trap);
	struct symbolic_run run = run_symbolic(&surroundings, &cpu);
	struct counterexample example = { &exit->resumption.now, allotment, exit->trap.word, NULL,
		                          0 };
	for (const struct ending *ending = run.endings; ending != NULL; ending = ending->next)
		settle_ending(&surroundings, ending, &exit->expected, &example, proof);
	/* Last: what is refuted is so whatever was left out. */
	if (proof->verdict == VERDICT_PROVED && !endings_are_all(prover, &run))
		doubt(proof, "the paths of the VMM's code are not all that the case has");
	proof->branches += run.branches;
	proof->instructions += run.instructions;
	symbolic_run_free(&run);
	guest_writes_free(&writes);
}

struct symbolic_exit any_exit(struct prover *prover, const struct vmm_image *image,
                              const struct exit_kind *kind)
{
	struct symbolic_exit exit = { .image = image, .kind = kind };
	exit.resumption = kind->cause == CAUSE_TIMER ? any_resumption_over(prover, image->end)
	                                             : any_resumption_in_time(prover, image->end);
	exit.trap = any_trap(prover, kind, &exit.resumption.now);
	assume_mode(prover, kind, &exit.resumption.now);
	assume_quiet(prover, kind, &exit.resumption);
	return exit;
}

struct proof prove_exit(const struct vmm_image *image, const struct exit_kind *kind,
                        struct watch *watch)
{
	struct proof proof = { .verdict = VERDICT_PROVED };
	struct prover prover = prover_open();
	struct symbolic_exit exit = any_exit(&prover, image, kind);
	bool is_left;
	name_exit(proof.name, sizeof proof.name, kind);
	do {
		case_begin(&prover);
		exit_act(&prover, &exit);
		prove_case(&prover, &exit, &proof);
		proof.cases++;
		is_left = case_end(&prover) && proof.verdict != VERDICT_REFUTED;
		if (is_left && !watch->goes_on(watch, &proof)) {
			proof.verdict = VERDICT_UNTRIED;
			is_left = false;
		}
	} while (is_left);
	if (proof.verdict == VERDICT_PROVED && !cases_are_all(&prover))
		doubt(&proof, "the cases are not all states");
	if (proof.verdict == VERDICT_PROVED && prover.gave_up)
		doubt(&proof, "the solver gave up");
	prover_close(&prover);
	return proof;
}
