/* Each definition is a function of its own; spec/theorems.md argues each. */
#include "spec/theorems/classify/definitions.h"

#include "spec/theorems/terms/semantics.h"

/* The largest memory of a witness: what is proved has no such limit. */
enum { WITNESS_MEMORY = 0x10000 };

const struct claim_row claim_rows[CLAIMS] = {
#define CLAIM(NAME, key, text, differing) [CLAIM_##NAME] = { key, text, differing },
#include "spec/theorems/classify/claims.def"
};

static Z3_ast status_of(Z3_context z, Z3_ast first, Z3_ast second, unsigned differing)
{
	uint32_t of_second = 0;
	if ((differing & DIFFER_MODE) != 0)
		of_second |= STATUS_USER;
	if ((differing & DIFFER_RESOURCES) != 0)
		of_second |= STATUS_INTERRUPTS | STATUS_TIMER_PENDING;
	return Z3_mk_bvor(z, Z3_mk_bvand(z, first, word_term(z, ~of_second)),
	                  Z3_mk_bvand(z, second, word_term(z, of_second)));
}

/* The second state: the first with what may differ taken from any other. Registers, pc and the
 * window's contents are the very same terms, and where R is of the paged kind so are the names by
 * which the pages have their storage, and what is held for each: that is what is the same of R. */
static struct symbolic_state differing_state(Z3_context z, const struct symbolic_state *first,
                                             unsigned differing)
{
	struct symbolic_state other = any_state(z, "2");
	struct symbolic_state second = *first;
	second.psw.status = status_of(z, first->psw.status, other.psw.status, differing);
	if ((differing & DIFFER_PLACE) != 0) {
		second.psw.base = other.psw.base;
		second.psw.bound = other.psw.bound;
		second.memory_size = other.memory_size;
		second.outside = other.outside;
		second.space.root = other.space.root;
		second.space.frames = other.space.frames;
		second.space.owners = other.space.owners;
	}
	if ((differing & DIFFER_RESOURCES) != 0) {
		second.psw.timer = other.psw.timer;
		second.clock = other.clock;
		second.devices = other.devices;
	}
	return second;
}

struct pair make_pair(Z3_context z, enum claim claim, struct subject subject, bool gated,
                      bool is_paged)
{
	const struct row *row = subject.row;
	Z3_ast word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), Z3_mk_bv_sort(z, 32));
	struct pair pair = { .word = word,
		             .is_of_subject = row == NULL ? is_undefined(z, word, subject.profile)
		                                          : is_of_row(z, word, row) };
	pair.states[0] = any_state(z, "1");
	pair.states[0].is_paged = is_paged;
	pair.states[0].profile = subject.profile;
	pair.states[1] = differing_state(z, &pair.states[0], claim_rows[claim].differing);
	for (unsigned i = 0; i < 2; i++)
		pair.steps[i] = take_step(z, &pair.states[i], word, row, gated);
	return pair;
}

static Z3_ast ends_in(const struct step *step, enum outcome outcome)
{
	return Z3_mk_eq(step->z, step->outcome, word_term(step->z, outcome));
}

static Z3_ast has_cause(const struct step *step, enum cause cause)
{
	return both(step->z, ends_in(step, OUTCOME_TRAPPED),
	            Z3_mk_eq(step->z, step->cause, word_term(step->z, cause)));
}

/* A fetch outside the window is one too, but is_a_pair leaves no such state. What the mode refuses
 * is none: R lets it through. */
static Z3_ast memory_traps(const struct step *step)
{
	return both(step->z, Z3_mk_not(step->z, step->by_mode),
	            either(step->z, has_cause(step, CAUSE_LOAD), has_cause(step, CAUSE_STORE)));
}

/* The mode lets the word at the pc be fetched. */
static Z3_ast is_let_through(const struct step *step)
{
	return step->before.is_paged
	               ? Z3_mk_not(step->z, mode_refuses_page(step, step->before.psw.pc))
	               : Z3_mk_true(step->z);
}

/* The word at the pc is in the window, and is the instruction. */
static Z3_ast is_fetched(Z3_context z, const struct symbolic_state *state, Z3_ast word)
{
	Z3_ast size = window_size(z, state);
	Z3_ast pc = state->psw.pc;
	Z3_ast all[7] = { Z3_mk_bvult(z, pc, size),
		          Z3_mk_bvuge(z, Z3_mk_bvsub(z, size, pc), word_term(z, 4)),
		          state->is_paged ? space_permits(z, &state->space, pc, ENTRY_EXECUTE)
		                          : Z3_mk_true(z) };
	for (unsigned i = 0; i < 4; i++) {
		Z3_ast address = Z3_mk_bvadd(z, pc, word_term(z, i));
		if (state->is_paged)
			address = space_storage(z, &state->space, address);
		all[3 + i] = Z3_mk_eq(z, Z3_mk_select(z, state->window, address),
		                      Z3_mk_extract(z, 8 * i + 7, 8 * i, word));
	}
	return Z3_mk_and(z, 7, all);
}

Z3_ast is_a_pair(Z3_context z, const struct pair *pair, enum claim claim)
{
	Z3_ast all[] = {
		pair->is_of_subject,
		is_possible(z, &pair->states[0]),
		is_possible(z, &pair->states[1]),
		is_fetched(z, &pair->states[0], pair->word),
		is_let_through(&pair->steps[0]),
		is_let_through(&pair->steps[1]),
		Z3_mk_eq(z, window_size(z, &pair->states[0]), window_size(z, &pair->states[1])),
		Z3_mk_not(z,
		          either(z, memory_traps(&pair->steps[0]), memory_traps(&pair->steps[1]))),
	};
	unsigned count = sizeof all / sizeof *all;
	return Z3_mk_and(z, claim == CLAIM_FAULT ? count - 1 : count, all);
}

static Z3_ast differ(Z3_context z, Z3_ast a, Z3_ast b)
{
	return Z3_mk_not(z, Z3_mk_eq(z, a, b));
}

/* Whether some address of the windows, which are of one size and one kind, holds something else.
 * The address is a constant that occurs nowhere else: there is one where the formula can be
 * satisfied. */
static Z3_ast differ_inside(Z3_context z, const struct step *step, Z3_ast a, Z3_ast b)
{
	Z3_ast at = Z3_mk_const(z, Z3_mk_string_symbol(z, "differs_at"), Z3_mk_bv_sort(z, 32));
	Z3_ast is_inside = step->before.is_paged ? Z3_mk_true(z) : Z3_mk_bvult(z, at, step->size);
	return both(z, is_inside, differ(z, Z3_mk_select(z, a, at), Z3_mk_select(z, b, at)));
}

static Z3_ast differ_outside(Z3_context z, const struct step *step)
{
	const struct symbolic_state *before = &step->before;
	Z3_ast at =
	        Z3_mk_const(z, Z3_mk_string_symbol(z, "differs_outside_at"), Z3_mk_bv_sort(z, 32));
	Z3_ast in_window =
	        before->is_paged ? is_storage(z, &before->space, at)
	                         : Z3_mk_bvult(z, Z3_mk_bvsub(z, at, before->psw.base), step->size);
	Z3_ast all[] = { Z3_mk_not(z, in_window), Z3_mk_bvult(z, at, before->memory_size),
		         differ(z, Z3_mk_select(z, before->outside, at),
		                Z3_mk_select(z, step->after.outside, at)) };
	return Z3_mk_and(z, 3, all);
}

Z3_ast differing_page(Z3_context z)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, "differs_for"), Z3_mk_bv_sort(z, 32));
}

/* Whether what is in force for some page is another after the step than in the other state, which
 * is before it: what is held, or where the tables are walked what they have. */
static Z3_ast map_differently(Z3_context z, const struct step *step,
                              const struct symbolic_state *other)
{
	Z3_ast at = differing_page(z);
	if (!paging_walks(other->profile))
		return differ(z, space_bits(z, &step->after.space, at),
		              space_bits(z, &other->space, at));
	if (!other->is_paged)
		return Z3_mk_false(z);
	return both(
	        z, Z3_mk_bvult(z, at, other->psw.bound),
	        differ(z, walk_of(step, &step->after, at).entry, walk_of(step, other, at).entry));
}

/* Control sensitive: it changes M, R, the interrupts, the timer, the devices or memory outside the
 * window, otherwise than time does by which every completed instruction counts as one; or it stops
 * the processor. A trap changes nothing by itself: it calls the control program. */
static Z3_ast changes_control(Z3_context z, const struct step *step)
{
	struct symbolic_state counted = step->before;
	pass_symbolic_time(z, &counted, word_term(z, 1), true);
	const struct symbolic_state *after = &step->after;
	Z3_ast changed[] = {
		differ(z, after->psw.status, counted.psw.status),
		differ(z, after->psw.base, counted.psw.base),
		differ(z, after->psw.bound, counted.psw.bound),
		differ(z, after->psw.timer, counted.psw.timer),
		map_differently(z, step, &counted),
		differ(z, after->clock, counted.clock),
		differ(z, after->devices, counted.devices),
		differ(z, after->memory_size, counted.memory_size),
		differ_outside(z, step),
	};
	Z3_ast any = Z3_mk_or(z, sizeof changed / sizeof *changed, changed);
	Z3_ast ways[] = { both(z, ends_in(step, OUTCOME_COMPLETED), any),
		          ends_in(step, OUTCOME_HALTED), ends_in(step, OUTCOME_IDLE),
		          ends_in(step, OUTCOME_MALFORMED) };
	return Z3_mk_or(z, sizeof ways / sizeof *ways, ways);
}

/* Two completed instructions end in different registers, pc or window contents. */
static Z3_ast complete_differently(Z3_context z, const struct step *a, const struct step *b)
{
	Z3_ast number = Z3_mk_const(z, Z3_mk_string_symbol(z, "differs_in"), Z3_mk_bv_sort(z, 4));
	Z3_ast ways[] = {
		differ(z, Z3_mk_select(z, a->after.registers, number),
		       Z3_mk_select(z, b->after.registers, number)),
		differ(z, a->after.psw.pc, b->after.psw.pc),
		differ_inside(z, a, a->after.window, b->after.window),
	};
	return both(z, ends_in(a, OUTCOME_COMPLETED), Z3_mk_or(z, 3, ways));
}

/* Two traps differ in what they tell the control program, unless one is the privileged trap: that
 * one tells it to decide by the virtual mode. */
static Z3_ast trap_differently(Z3_context z, const struct step *a, const struct step *b)
{
	Z3_ast all[] = { ends_in(a, OUTCOME_TRAPPED), Z3_mk_not(z, has_cause(a, CAUSE_PRIVILEGED)),
		         Z3_mk_not(z, has_cause(b, CAUSE_PRIVILEGED)),
		         either(z, differ(z, a->cause, b->cause), differ(z, a->value, b->value)) };
	return Z3_mk_and(z, sizeof all / sizeof *all, all);
}

/* Behaviour sensitive: from the two states it ends differently. */
static Z3_ast behaves_differently(Z3_context z, const struct pair *pair)
{
	const struct step *a = &pair->steps[0], *b = &pair->steps[1];
	Z3_ast ways[] = { differ(z, a->outcome, b->outcome), complete_differently(z, a, b),
		          trap_differently(z, a, b),
		          both(z, ends_in(a, OUTCOME_HALTED), differ(z, a->value, b->value)) };
	return Z3_mk_or(z, sizeof ways / sizeof *ways, ways);
}

static Z3_ast is_sensitive(Z3_context z, const struct pair *pair)
{
	return either(z, changes_control(z, &pair->steps[0]), behaves_differently(z, pair));
}

/* S1 in supervisor mode, S2 the same in user mode: not privileged if S2 does not trap or S1 does.
 */
static Z3_ast is_unprivileged(Z3_context z, const struct pair *pair)
{
	Z3_ast modes =
	        both(z, Z3_mk_not(z, is_user(z, &pair->states[0])), is_user(z, &pair->states[1]));
	return both(z, modes,
	            either(z, ends_in(&pair->steps[0], OUTCOME_TRAPPED),
	                   Z3_mk_not(z, ends_in(&pair->steps[1], OUTCOME_TRAPPED))));
}

static Z3_ast faults_differently(Z3_context z, const struct pair *pair)
{
	const struct step *a = &pair->steps[0], *b = &pair->steps[1];
	Z3_ast both_fault = both(z, memory_traps(a), memory_traps(b));
	Z3_ast otherwise = either(z, differ(z, a->cause, b->cause), differ(z, a->value, b->value));
	return either(z, Z3_mk_xor(z, memory_traps(a), memory_traps(b)),
	              both(z, both_fault, otherwise));
}

Z3_ast shows(Z3_context z, const struct pair *pair, enum claim claim)
{
	Z3_ast user = is_user(z, &pair->states[0]);
	switch (claim) {
	case CLAIM_UNPRIVILEGED:
		return is_unprivileged(z, pair);
	case CLAIM_CONTROL:
		return changes_control(z, &pair->steps[0]);
	case CLAIM_BEHAVIOUR:
	case CLAIM_LOCATION:
	case CLAIM_MODE:
	case CLAIM_RESOURCE:
		return behaves_differently(z, pair);
	case CLAIM_USER:
	case CLAIM_BOTH_USER:
		return both(z, user, is_sensitive(z, pair));
	case CLAIM_SUPERVISOR:
		return both(z, Z3_mk_not(z, user), is_sensitive(z, pair));
	case CLAIM_FAULT:
		return faults_differently(z, pair);
	case CLAIMS:
		break;
	}
	return Z3_mk_false(z);
}

static Z3_ast are_equal(Z3_context z, unsigned count, const Z3_ast pairs[][2])
{
	Z3_ast all = Z3_mk_true(z);
	for (unsigned i = 0; i < count; i++)
		all = both(z, all, Z3_mk_eq(z, pairs[i][0], pairs[i][1]));
	return all;
}

static Z3_ast resources_are_equal(Z3_context z, const struct symbolic_state *a,
                                  const struct symbolic_state *b)
{
	Z3_ast not_mode = word_term(z, ~(uint32_t)STATUS_USER);
	const Z3_ast terms[][2] = {
		{ Z3_mk_bvand(z, a->psw.status, not_mode),
		  Z3_mk_bvand(z, b->psw.status, not_mode) },
		{ a->psw.timer, b->psw.timer },
		{ a->clock, b->clock },
	};
	return are_equal(z, sizeof terms / sizeof *terms, terms);
}

static Z3_ast is_same_place(Z3_context z, const struct symbolic_state *a,
                            const struct symbolic_state *b)
{
	const Z3_ast terms[][2] = {
		{ a->outside, b->outside },
		{ a->space.frames, b->space.frames },
		{ a->space.owners, b->space.owners },
	};
	return are_equal(z, sizeof terms / sizeof *terms, terms);
}

static Z3_ast has_time(Z3_context z, const struct symbolic_state *state)
{
	return both(z, Z3_mk_eq(z, state->psw.timer, word_term(z, 0)),
	            Z3_mk_not(z, has_bits(z, state->psw.status, STATUS_TIMER_PENDING)));
}

Z3_ast is_plain(Z3_context z, const struct pair *pair, enum plainness plainness)
{
	const struct symbolic_state *a = &pair->states[0], *b = &pair->states[1];
	const Z3_ast window[][2] = { { a->psw.bound, b->psw.bound },
		                     { a->memory_size, b->memory_size } };
	switch (plainness) {
	case PLAIN_WINDOW:
		return are_equal(z, 2, window);
	case PLAIN_USER:
		return is_user(z, b);
	case PLAIN_PLACE:
		return Z3_mk_eq(z, a->psw.base, b->psw.base);
	case PLAIN_RESOURCES:
		return resources_are_equal(z, a, b);
	case PLAIN_MEMORY:
		return a->is_paged && paging_walks(a->profile) ? is_same_place(z, a, b)
		                                               : Z3_mk_true(z);
	case PLAIN_BOUND:
		return Z3_mk_eq(z, window_size(z, a), a->psw.bound);
	case PLAIN_TIME:
		return both(z, has_time(z, a), has_time(z, b));
	case PLAINNESSES:
		break;
	}
	return Z3_mk_true(z);
}

/* What is in force for a page, where the tables are walked, is what they have. */
static Z3_ast is_in_tables(Z3_context z, const struct step *step, Z3_ast address)
{
	const struct symbolic_state *state = &step->before;
	const struct symbolic_space *space = &state->space;
	const struct symbolic_walk walk = walk_of(step, state, address);
	Z3_ast bits = space_bits(z, space, address);
	Z3_ast is_held = Z3_mk_not(z, Z3_mk_eq(z, bits, bits_term(z, PAGE_BITS, 0)));
	Z3_ast frame = page_term(z, space_physical(z, space, address));
	Z3_ast entry = Z3_mk_ite(z, is_held, Z3_mk_concat(z, frame, bits), word_term(z, 0));
	Z3_ast all[] = { Z3_mk_eq(z, walk.entry, entry),
		         is_consistent_frame(z, space, walk.link_at),
		         is_consistent_frame(z, space, walk.entry_at) };
	return Z3_mk_and(z, 3, all);
}

static Z3_ast is_consistent_at(Z3_context z, const struct step *step, Z3_ast address)
{
	const struct symbolic_state *state = &step->before;
	Z3_ast consistent = is_consistent_page(z, &state->space, address, state->memory_size,
	                                       ENTRY_BITS | paging_keeps(state->profile));
	return state->is_paged && paging_walks(state->profile)
	               ? both(z, consistent, is_in_tables(z, step, address))
	               : consistent;
}

/* What is named at a physical address is the storage of a page that the step reaches: of no other
 * does the state say that it is held. */
static Z3_ast is_of_page_reached(Z3_context z, const struct step *step, Z3_ast address)
{
	const struct symbolic_space *space = &step->before.space;
	Z3_ast storage = storage_of_physical(z, space, address);
	Z3_ast is_reached = Z3_mk_not(z, is_storage(z, space, address));
	for (unsigned i = 0; i <= step->virtual.count; i++) {
		Z3_ast page = i == 0 ? differing_page(z) : step->virtual.addresses[i - 1];
		Z3_ast is_held = differ(z, space_bits(z, space, page), bits_term(z, PAGE_BITS, 0));
		Z3_ast is_same = Z3_mk_eq(z, page_term(z, space_storage(z, space, page)),
		                          page_term(z, storage));
		is_reached = either(z, is_reached, both(z, is_held, is_same));
	}
	return is_reached;
}

/* What the step reaches by pages can be there, and the page is one at which the two may differ. */
static Z3_ast is_consistent(Z3_context z, const struct step *step)
{
	const struct symbolic_state *state = &step->before;
	Z3_ast all = is_consistent_at(z, step, differing_page(z));
	for (unsigned i = 0; i < step->virtual.count && state->is_paged; i++)
		all = both(z, all, is_consistent_at(z, step, step->virtual.addresses[i]));
	for (unsigned i = 0; i < step->physical.count; i++) {
		Z3_ast address = step->physical.addresses[i];
		all = both(z, all, is_consistent_frame(z, &state->space, address));
		if (state->is_paged && state->profile >= FIRST_PAGING_PROFILE)
			all = both(z, all, is_of_page_reached(z, step, address));
	}
	return all;
}

Z3_ast is_replayable(Z3_context z, const struct pair *pair)
{
	Z3_ast all[10];
	unsigned count = 0;
	for (unsigned i = 0; i < 2; i++) {
		const struct symbolic_state *state = &pair->states[i];
		all[count++] = pair->steps[i].replayable;
		all[count++] = is_consistent(z, &pair->steps[i]);
		all[count++] = Z3_mk_not(z, has_event_coming(z, state->devices));
		all[count++] = Z3_mk_bvule(z, state->memory_size, word_term(z, WITNESS_MEMORY));
	}
	all[count++] = Z3_mk_eq(z, pair->states[0].devices, pair->states[1].devices);
	return Z3_mk_and(z, count, all);
}
