/* The ways out of a block, and what is claimed at each. */
#include <stddef.h>
#include <stdlib.h>

#include "machine/engines/fast/registers.h"
#include "spec/theorems/templates/claims.h"

enum { WORD = 4, WIDE = 8, NEAR_REGISTERS = offsetof(struct context, registers) };

/* Each row leaves everything but registers, window and pc as one completed instruction leaves it.
 */
static void claim_rest(struct judged *judged, const struct path *path, unsigned executed)
{
	Z3_context z = judged->prover.z;
	for (unsigned i = 0; i < executed; i++) {
		const struct step *step = &judged->steps[i];
		struct symbolic_state counted = step->before;
		const struct symbolic_state *after = &step->after;
		pass_symbolic_time(z, &counted, word_term(z, 1), true);
		if (i > 0)
			claim(judged, path, "the way to the next instruction", step->before.psw.pc,
			      pc_after(judged, i));
		claim(judged, path, "completion", word_term(z, OUTCOME_COMPLETED), step->outcome);
		claim(judged, path, "status", counted.psw.status, after->psw.status);
		claim(judged, path, "base", counted.psw.base, after->psw.base);
		claim(judged, path, "bound", counted.psw.bound, after->psw.bound);
		claim(judged, path, "timer", counted.psw.timer, after->psw.timer);
		claim(judged, path, "clock", counted.clock, after->clock);
		claim(judged, path, "devices", counted.devices, after->devices);
		claim(judged, path, "memory outside", counted.outside, after->outside);
	}
}

/* The upper half of a temporary, which is zero and is left so. */
static bool is_upper_half(size_t offset)
{
	size_t first = offsetof(struct context, temporaries);
	return offset - first < TEMPORARIES * WIDE && (offset - first) % WIDE >= WORD;
}

/* What code may use as it likes. */
static bool is_scratch(size_t offset)
{
	static const struct {
		size_t first, size;
	} fields[] = {
#define FIELD(name) { offsetof(struct context, name), sizeof((struct context *)0)->name }
		FIELD(temporaries), FIELD(saved),   FIELD(pc),
		FIELD(link),        FIELD(leaving), FIELD(cut),
#undef FIELD
	};
	if (is_upper_half(offset))
		return false;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (offset - fields[i].first < fields[i].size)
			return true;
	size_t number = (offset - NEAR_REGISTERS) / WIDE;
	return number > 0 && number < REGISTERS && host_registers[number] == NOWHERE;
}

/* How an exit is to leave the guest. */
struct expected {
	unsigned executed; /* instructions, which completed */
	unsigned taken;    /* from those left: the engine gives the others back */
	unsigned noted; /* entries on the trail: the block's number; and -n, where it is n that were
	                   executed */
	bool has_pc;    /* near the code */
};

static void claim_entry(struct judged *judged, const struct host_exit *exit, unsigned number,
                        uint64_t expected)
{
	const struct host_access access = { .region = REGION_TRAIL,
		                            .offset = TRAIL_END - (int)(WIDE * number),
		                            .bytes = WIDE };
	claim(judged, &exit->path, "what is on the trail",
	      host_read(&judged->run.host, &exit->state, &access),
	      bits_term(judged->prover.z, 64, expected));
}

/* Nothing else of the host is changed. */
static void claim_frame(struct judged *judged, const struct host_exit *exit,
                        const struct expected *expected)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	unsigned pushed = WIDE * expected->noted;
	Z3_ast trail = Z3_mk_bvsub(z, host->bases[REGION_TRAIL], bits_term(z, 64, pushed));
	claim(judged, &exit->path, "the trail's end", exit->state.registers[RSP], trail);
	for (unsigned i = 0; i < SMALL_BYTES; i++) {
		bool is_near = i < NEAR_END;
		bool is_entry = i >= TRAIL_END - pushed && i < TRAIL_END;
		if (!is_entry && !(is_near && is_scratch(i)))
			claim(judged, &exit->path, "what is not the block's to write",
			      exit->state.bytes[i], judged->entered.bytes[i]);
	}
	if (expected->noted > 0)
		claim_entry(judged, exit, 1, judged->template->number);
	if (expected->noted > 1)
		claim_entry(judged, exit, 2, UINT64_C(0) - expected->executed);
}

/* What was executed without a look has not to do with the bytes that are watched: it leaves them,
 * and with others there it does the same. */
static void claim_unwatched(struct judged *judged, const struct path *path, unsigned executed)
{
	Z3_context z = judged->prover.z;
	const struct symbolic_state *before = &judged->guest[0], *after = &judged->guest[executed];
	Z3_ast watched = Z3_mk_const(z, Z3_mk_string_symbol(z, "watched"), Z3_mk_bv_sort(z, 32));
	Z3_ast other = Z3_mk_const(z, Z3_mk_string_symbol(z, "other"), Z3_mk_bv_sort(z, 8));
	Z3_ast window = Z3_mk_store(z, before->window, watched, other);
	struct path there = *path;
	path_add(&there, Z3_mk_bvult(z, Z3_mk_bvsub(z, watched, word_term(z, WATCHED_FROM)),
	                             word_term(z, WATCHED_SIZE)));
	claim(judged, &there, "what is watched", element(z, before->window, watched),
	      element(z, after->window, watched));
	for (unsigned i = 1; i < REGISTERS; i++) {
		Z3_ast value = guest_register(z, after, i);
		claim(judged, &there, "what is loaded of what is watched", value,
		      Z3_substitute(z, value, 1, &before->window, &window));
	}
}

static void claim_exit(struct judged *judged, const struct host_exit *exit,
                       const struct expected *expected)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	const struct symbolic_state *guest = &judged->guest[expected->executed];
	Z3_ast left = Z3_mk_bvsub(z, judged->left, word_term(z, expected->taken));
	claim_rest(judged, &exit->path, expected->executed);
	if (judged->template->circumstance == WATCHED)
		claim_unwatched(judged, &exit->path, expected->executed);
	for (unsigned i = 0; i < expected->executed; i++)
		claim(judged, &exit->path, "the words that were executed", Z3_mk_true(z),
		      has_words(judged, &judged->guest[i], i, i + 1));
	claim_guest(judged, &exit->path, &exit->state, guest, left);
	claim_frame(judged, exit, expected);
	if (expected->has_pc)
		claim(judged, &exit->path, "pc",
		      host_near(host, &exit->state, offsetof(struct context, pc), WORD),
		      pc_after(judged, expected->executed));
}

static void fail(struct judged *judged, const struct host_exit *exit, const char *what)
{
	Z3_context z = judged->prover.z;
	claim(judged, &exit->path, what, Z3_mk_true(z), Z3_mk_false(z));
}

/* The number in a field of the context, if it is one. */
static bool number_in(struct judged *judged, const struct host_exit *exit, size_t offset,
                      uint64_t *number)
{
	return is_number(judged->prover.z, host_near(&judged->run.host, &exit->state, offset, WORD),
	                 number);
}

static unsigned index_of_note(const struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	unsigned i = 0;
	while (i < template->block.note_count && template->code + template->notes[i].at != exit->at)
		i++;
	return i;
}

/* The engine finds by its notes which instruction was refused; without one it is the table's entry
 * of a computed jump. */
static void claim_fault(struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	unsigned note = index_of_note(judged, exit), cost = template->block.cost;
	bool is_noted = note < template->block.note_count;
	if (is_noted != (exit->region == REGION_WINDOW)) {
		fail(judged, exit, "a refusal that the engine takes for another");
		return;
	}
	unsigned executed = is_noted ? template->notes[note].index : cost;
	if (executed >= cost + !is_noted)
		fail(judged, exit, "a note of an instruction that the block has not");
	else
		claim_exit(judged, exit, &(struct expected){ executed, cost, 1, !is_noted });
}

/* Of these the code says how many instructions were not executed. */
static void claim_cut(struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	Z3_context z = judged->prover.z;
	uint64_t cut;
	if (!number_in(judged, exit, offsetof(struct context, cut), &cut) || cut == 0 ||
	    cut > template->block.cost) {
		fail(judged, exit, "a cut of which it is not known where");
		return;
	}
	unsigned executed = template->block.cost - (unsigned)cut;
	claim_exit(judged, exit, &(struct expected){ executed, executed, 1, true });
	if (exit->number == LEAVING_OUTSIDE)
		claim(judged, &exit->path, "what leaves as a trap", word_term(z, OUTCOME_TRAPPED),
		      judged->steps[executed].outcome);
}

/* What the engine does with the last instruction, which it takes for executed and gives back. */
static void claim_ending(struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	const struct block *block = &template->block;
	Z3_context z = judged->prover.z;
	unsigned last = block->cost - 1;
	const struct step *step = &judged->steps[last];
	struct path path = exit->path;
	claim_exit(judged, exit, &(struct expected){ last, block->cost, 1, true });
	claim(judged, &exit->path, "the word that is last", Z3_mk_true(z),
	      has_words(judged, &judged->guest[last], last, last + 1));
	if (block->ending == ENDING_OTHER)
		return;
	if (block->ending == ENDING_PRIVILEGED)
		path_add(&path, is_user(z, &judged->guest[last]));
	if (block->ending == ENDING_JUMP)
		fail(judged, exit, "an ending that is none");
	claim(judged, &path, "trap", word_term(z, OUTCOME_TRAPPED), step->outcome);
	claim(judged, &path, "cause", word_term(z, block->trap.cause), step->cause);
	claim(judged, &path, "value", word_term(z, block->trap.value), step->value);
	claim(judged, &path, "the trap's word", word_term(z, block->trap.word), step->word);
	claim(judged, &path, "what is privileged",
	      block->ending == ENDING_PRIVILEGED ? Z3_mk_true(z) : Z3_mk_false(z),
	      is_of_privileged_group(z, step->word));
}

/* Where the last instruction is executed, or its trap delivered, by a call: such an instruction
 * changes no register. */
static void claim_exchange(struct judged *judged, const struct host_exit *exit)
{
	const struct block *block = &judged->template->block;
	const struct step *step = &judged->steps[block->cost - 1];
	Z3_context z = judged->prover.z;
	bool traps = block->ending == ENDING_TRAP;
	struct path path = exit->path;
	claim_ending(judged, exit);
	if (exit->number != traps || (!traps && block->ending != ENDING_PRIVILEGED))
		fail(judged, exit, "an exchange of another ending");
	path_add(&path, Z3_mk_not(z, Z3_mk_eq(z, step->outcome, word_term(z, OUTCOME_TRAPPED))));
	for (unsigned i = 1; i < REGISTERS; i++)
		claim(judged, &path, "a register that is exchanged",
		      guest_register(z, &step->before, i), guest_register(z, &step->after, i));
}

/* Where a jump goes on all of the block was executed, or as much as a second entry on the trail
 * says: the block went round less often. */
static struct expected expected_at_jump(struct judged *judged, const struct host_exit *exit,
                                        bool has_pc)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	unsigned cost = judged->template->block.cost;
	const struct host_access access = { .region = REGION_TRAIL,
		                            .offset = TRAIL_END - 2 * WIDE,
		                            .bytes = WIDE };
	Z3_ast depth = Z3_mk_bvsub(z, host->bases[REGION_TRAIL], exit->state.registers[RSP]);
	uint64_t bytes, entry;
	if (is_number(z, depth, &bytes) && bytes == 2 * WIDE &&
	    is_number(z, host_read(host, &exit->state, &access), &entry) && 0 - entry < cost)
		return (struct expected){ (unsigned)(0 - entry), (unsigned)(0 - entry), 2, has_pc };
	return (struct expected){ cost, cost, 1, has_pc };
}

/* A jump that may be joined with the block at its place: a block's own with where its words were
 * seen. */
static void claim_link(struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	const struct link *link = &template->block.links[exit->number];
	Z3_context z = judged->prover.z;
	const struct expected expected = expected_at_jump(judged, exit, false);
	claim_exit(judged, exit, &expected);
	claim(judged, &exit->path, "the place that is jumped to", word_term(z, link->pc),
	      pc_after(judged, expected.executed));
	if (link->pc == template->pc)
		claim(judged, &exit->path, "the block's own words", Z3_mk_true(z),
		      has_words(judged, &judged->guest[expected.executed], 0, template->count));
}

static void claim_stub(struct judged *judged, const struct host_exit *exit)
{
	const struct template *template = judged->template;
	Z3_context z = judged->prover.z;
	const struct expected expected = expected_at_jump(judged, exit, true);
	if (exit->link < 0) {
		fail(judged, exit, "a way out for a jump that is none");
		return;
	}
	claim_exit(judged, exit, &expected);
	claim(judged, &exit->path, "the number of the jump",
	      host_near(&judged->run.host, &exit->state, offsetof(struct context, link), WORD),
	      word_term(z, template->number * MOST_LINKS + (unsigned)exit->link));
}

/* By the window's table to the block at pc, or out of the code. */
static void claim_via(struct judged *judged, const struct host_exit *exit)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	unsigned cost = judged->template->block.cost;
	Z3_ast pc = Z3_mk_zero_ext(z, 32, pc_after(judged, cost));
	Z3_ast entry = host_read(host, &exit->state,
	                         &(struct host_access){ .region = REGION_TABLE,
	                                                .distance = Z3_simplify(z, pc),
	                                                .bytes = WORD });
	claim_exit(judged, exit, &(struct expected){ cost, cost, 1, true });
	claim(judged, &exit->path, "the place that is jumped to", exit->via,
	      Z3_mk_bvadd(z, bits_term(z, 64, judged->template->code),
	                  Z3_mk_zero_ext(z, 32, entry)));
}

static void claim_leaving(struct judged *judged, const struct host_exit *exit)
{
	Z3_context z = judged->prover.z;
	const struct template *template = judged->template;
	const struct expected nothing = { 0, 0, 0, true };
	switch ((enum leaving)exit->number) {
	case LEAVING_DEADLINE:
		claim_exit(judged, exit, &nothing);
		claim(judged, &exit->path, "too few are left", Z3_mk_true(z),
		      Z3_mk_bvult(z, judged->left, word_term(z, template->block.cost)));
		break;
	case LEAVING_CHANGED:
		claim_exit(judged, exit, &nothing);
		claim(judged, &exit->path, "a word is another", Z3_mk_false(z),
		      has_words(judged, &judged->guest[0], 0, template->count));
		break;
	case LEAVING_STEP:
		claim_ending(judged, exit);
		break;
	case LEAVING_LINK:
		claim_stub(judged, exit);
		break;
	case LEAVING_CUT:
	case LEAVING_OUTSIDE:
	case LEAVING_WATCHED:
		claim_cut(judged, exit);
		break;
	case LEAVING_MISS:
	case LEAVING_ENDED:
	case LEAVING_FAULT:
		fail(judged, exit, "a way out that is not a block's");
		break;
	}
}

/* Where it goes on in code, the instructions of the block were there to be taken. */
static void claim_time(struct judged *judged, const struct host_exit *exit)
{
	Z3_context z = judged->prover.z;
	if (exit->kind == EXIT_LEAVE &&
	    (exit->number == LEAVING_DEADLINE || exit->number == LEAVING_CHANGED))
		return;
	claim(judged, &exit->path, "as many are left", Z3_mk_true(z),
	      Z3_mk_bvuge(z, judged->left, word_term(z, judged->template->block.cost)));
}

static void claim_one(struct judged *judged, const struct host_exit *exit)
{
	switch (exit->kind) {
	case EXIT_LEAVE:
		claim_leaving(judged, exit);
		break;
	case EXIT_EXCHANGE:
		claim_exchange(judged, exit);
		break;
	case EXIT_LINK:
		claim_link(judged, exit);
		break;
	case EXIT_VIA:
		claim_via(judged, exit);
		break;
	case EXIT_FAULT:
		claim_fault(judged, exit);
		break;
	case EXIT_CALL:
		fail(judged, exit, "a call that is not a block's");
		break;
	case EXIT_LOST:
		fail(judged, exit, exit->lost);
		return;
	}
	claim_time(judged, exit);
}

/* That the paths are all that there are: proved of their conditions, whatever the run did. */
static void claim_all_paths(struct judged *judged)
{
	Z3_context z = judged->prover.z;
	const struct path everywhere = { .count = 0 };
	Z3_ast covered = Z3_mk_false(z);
	for (unsigned i = 0; i < judged->run.count; i++) {
		const struct host_exit *exit = &judged->run.exits[i];
		if (exit->kind != EXIT_LINK)
			covered = either(z, covered, path_condition(z, &exit->path, 0));
	}
	claim(judged, &everywhere, "paths that the model did not follow", covered, Z3_mk_true(z));
}

static void judge_exits(struct judged *judged)
{
	const struct path everywhere = { .count = 0 };
	if (!can_be(&judged->prover, &everywhere, Z3_mk_true(judged->prover.z), NULL))
		doubt(judged->proof, "no state is as is assumed");
	for (unsigned i = 0; i < judged->run.count; i++)
		claim_one(judged, &judged->run.exits[i]);
	claim_all_paths(judged);
	if (judged->prover.gave_up && judged->proof->verdict == VERDICT_PROVED)
		doubt(judged->proof, "the solver gave up");
	judged->proof->endings += judged->run.count;
	judged->proof->instructions += judged->run.instructions;
}

static void prove_entry(const struct template *template, struct proof *proof, uint32_t start,
                        bool has_seen_words)
{
	struct judged *judged = calloc(1, sizeof *judged);
	if (judged == NULL)
		abort();
	judged_open(judged, template, proof);
	assume_entry(judged, has_seen_words);
	put_guest(judged, &judged->entered, &judged->guest[0], judged->left);
	host_run(&judged->run, &judged->entered, template->code + start);
	judge_exits(judged);
	host_run_close(&judged->run);
	prover_close(&judged->prover);
	free(judged);
}

void prove_block(const struct template *template, struct proof *proof)
{
	const struct block *block = &template->block;
	prove_entry(template, proof, block->start, false);
	if (block->again != block->start)
		prove_entry(template, proof, block->again, true);
}
