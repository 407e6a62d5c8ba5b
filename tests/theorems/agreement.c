/* The symbolic semantics and the machine do the same, from random states; and what is proved
 * innocuous is seen to be, in random pairs of states. */
#include <criterion/criterion.h>

#include "isa/names.h"
#include "spec/theorems/classify/replay.h"
#include "spec/theorems/terms/semantics.h"
#include "tests/theorems/expected.h"
#include "tests/theorems/random_state.h"

enum { STATES = 40, STATES_OF_FLAW = 120, PAIRS = 100, PAIRS_OF_FLAW = 400 };

/* The number that the term is, the devices being at rest. */
static bool evaluate(const struct step *step, Z3_ast term, uint64_t *number)
{
	Z3_context z = step->z;
	Z3_ast devices = step->before.devices;
	Z3_ast from[] = { is_requesting(z, devices), has_event_coming(z, devices) };
	Z3_ast to[] = { Z3_mk_false(z), Z3_mk_false(z) };
	Z3_ast value = Z3_simplify(z, Z3_substitute(z, term, 2, from, to));
	return Z3_get_numeral_uint64(z, value, number);
}

static bool is_certain(const struct step *step)
{
	Z3_context z = step->z;
	uint64_t number;
	Z3_ast one = word_term(z, 1), zero = word_term(z, 0);
	return evaluate(step, Z3_mk_ite(z, step->replayable, one, zero), &number) && number == 1;
}

static void expect_term(const struct step *step, Z3_ast term, uint64_t expected, const char *what,
                        const char *name)
{
	uint64_t number = 0;
	cr_expect(evaluate(step, term, &number), "%s: %s is no number", name, what);
	cr_expect_eq(number, expected, "%s: %s is %llx, on the machine %llx", name, what,
	             (unsigned long long)number, (unsigned long long)expected);
}

/* The bytes that either may have changed: around the address that the instruction names. */
static void expect_storage(const struct step *step, const struct run_of_one *run,
                           const struct concrete_state *state, uint32_t address, const char *name)
{
	for (uint32_t at = address - 4; at != address + 24; at++)
		if (at < RANDOM_PAGES * PAGE_SIZE) {
			uint32_t place = held_place(state, at);
			expect_term(step,
			            Z3_mk_select(step->z, step->after.window,
			                         space_storage(step->z, &step->before.space,
			                                       word_term(step->z, at))),
			            run->after.memory.bytes[place], "storage", name);
		}
}

/* The tables are the last two pages of memory. */
static void expect_tables(const struct step *step, const struct run_of_one *run, const char *name)
{
	const struct memory *memory = &run->after.memory;
	for (uint32_t page = 0; page < RANDOM_PAGES; page++) {
		uint32_t at = memory->size - PAGE_SIZE + 4 * page;
		expect_term(step, read_physical_word(step, &step->after, word_term(step->z, at)),
		            read_word(memory->bytes + at), "an entry", name);
	}
}

static void expect_memory(const struct step *step, const struct run_of_one *run, uint32_t address,
                          const char *name)
{
	const struct window window = window_of(&run->before.cpu.psw, &run->after.memory);
	for (uint32_t at = address - 4; at != address + 24; at++)
		if (at < window.size)
			expect_term(
			        step,
			        Z3_mk_select(step->z, step->after.window, word_term(step->z, at)),
			        window.bytes[at], "memory", name);
}

static void expect_completion(const struct step *step, const struct run_of_one *run,
                              const char *name)
{
	const struct psw *psw = &run->after.cpu.psw;
	const struct symbolic_psw *terms = &step->after.psw;
	expect_term(step, terms->status, psw->status, "status", name);
	expect_term(step, terms->pc, psw->pc, "pc", name);
	expect_term(step, terms->base, psw->base, "base", name);
	expect_term(step, terms->bound, psw->bound, "bound", name);
	expect_term(step, terms->timer, psw->timer, "timer", name);
	expect_term(step, step->after.clock, run->after.devices.clock, "clock", name);
	for (unsigned i = 0; i < REGISTERS; i++)
		expect_term(step,
		            Z3_mk_select(step->z, step->after.registers, bits_term(step->z, 4, i)),
		            run->after.cpu.registers[i], register_name(i), name);
}

static void expect_agreement(Z3_context z, enum profile profile, enum operation operation,
                             uint32_t *seed, unsigned outcomes[])
{
	const char *name = operation == OPERATIONS ? "none" : rows[operation].mnemonic;
	uint32_t word = random_word(seed, profile, operation);
	struct concrete_state state = profile < FIRST_PAGING_PROFILE
	                                      ? random_state(seed, word)
	                                      : random_paged_state(seed, word, profile);
	struct symbolic_state terms = terms_of(z, &state);
	terms.profile = profile;
	struct step step = take_step(z, &terms, word_term(z, word),
	                             operation == OPERATIONS ? NULL : &rows[operation], true);
	struct run_of_one run = replay(profile, &state);
	if (is_certain(&step)) {
		expect_term(&step, step.outcome, run.outcome, "outcome", name);
		if (run.outcome == OUTCOME_COMPLETED) {
			uint32_t address =
			        state.registers[word >> 16 & 0xF] + immediate_of(word, LETTER_i);
			expect_completion(&step, &run, name);
			if (is_paged(&state.psw))
				expect_storage(&step, &run, &state, address, name);
			if (profile >= FIRST_PAGING_PROFILE)
				expect_tables(&step, &run, name);
			if (!is_paged(&state.psw))
				expect_memory(&step, &run, address, name);
		} else if (run.outcome == OUTCOME_TRAPPED) {
			expect_term(&step, step.cause, run.trap.cause, "cause", name);
			expect_term(&step, step.value, run.trap.value, "value", name);
		} else if (run.outcome == OUTCOME_HALTED) {
			expect_term(&step, step.value, run.trap.value, "value", name);
		}
		outcomes[run.outcome]++;
	}
	free_run(&run);
	free(state.memory);
}

static void expect_agreement_of(enum profile profile, enum operation operation, unsigned states,
                                unsigned outcomes[])
{
	uint32_t seed = seed_of_case("agreement", profile, operation);
	Z3_config config = Z3_mk_config();
	Z3_context z = Z3_mk_context(config);
	Z3_del_config(config);
	for (unsigned i = 0; i < states; i++)
		expect_agreement(z, profile, operation, &seed, outcomes);
	Z3_del_context(z);
}

Test(agreement, of_terms_and_machine_from_random_states)
{
	unsigned outcomes[OUTCOME_DOUBLE_TRAP + 1] = { 0 };
	for (enum operation operation = 0; operation <= OPERATIONS; operation++)
		expect_agreement_of(PROFILE_pg32, operation, STATES, outcomes);
	cr_expect_gt(outcomes[OUTCOME_COMPLETED], STATES * OPERATIONS / 2);
	cr_expect_gt(outcomes[OUTCOME_TRAPPED], STATES);
	cr_expect_gt(outcomes[OUTCOME_HALTED], 0);
	cr_expect_gt(outcomes[OUTCOME_IDLE], 0);
	cr_expect_gt(outcomes[OUTCOME_MALFORMED], 0);
}

Test(agreement, of_terms_and_machine_of_each_profile)
{
	for (enum profile profile = PROFILE_pg32 + 1; profile < FIRST_PAGING_PROFILE; profile++) {
		unsigned own[OUTCOME_DOUBLE_TRAP + 1] = { 0 },
		                                   none[OUTCOME_DOUBLE_TRAP + 1] = { 0 };
		expect_agreement_of(profile, flaw_of(profile), STATES_OF_FLAW, own);
		expect_agreement_of(profile, OPERATIONS, STATES, none);
		enum outcome usual = profile == PROFILE_uhalt ? OUTCOME_HALTED : OUTCOME_COMPLETED;
		cr_expect_gt(own[usual], STATES_OF_FLAW / 4, "%s", profile_rows[profile].name);
		cr_expect_gt(none[OUTCOME_TRAPPED], STATES / 2, "%s", profile_rows[profile].name);
	}
}

Test(agreement, of_terms_and_machine_of_each_paging)
{
	for (enum profile profile = FIRST_PAGING_PROFILE; profile < PROFILES; profile++) {
		unsigned outcomes[OUTCOME_DOUBLE_TRAP + 1] = { 0 };
		for (enum operation operation = 0; operation <= OPERATIONS; operation++) {
			bool accesses =
			        operation < OPERATIONS &&
			        (operation_rows[operation].traits & TRAITS_MAY_MEMORY_TRAP) != 0;
			expect_agreement_of(profile, operation, accesses ? STATES : STATES / 10,
			                    outcomes);
		}
		cr_expect_gt(outcomes[OUTCOME_COMPLETED], STATES, "%s", profile_rows[profile].name);
		cr_expect_gt(outcomes[OUTCOME_TRAPPED], STATES, "%s", profile_rows[profile].name);
	}
}

/* Pairs of the kind that the claim allows do not show it on the machine. */
static void expect_not_shown(enum profile profile, enum operation operation, enum claim claim,
                             unsigned pairs)
{
	uint32_t seed = seed_of_case(claim_rows[claim].key, profile, operation);
	for (unsigned i = 0; i < pairs; i++) {
		uint32_t word = random_word(&seed, profile, operation);
		struct concrete_state state = random_state(&seed, word);
		struct concrete_state partner =
		        random_partner(&seed, &state, claim_rows[claim].differing);
		struct run_of_one runs[2] = { replay(profile, &state), replay(profile, &partner) };
		cr_expect_not(runs_show(runs, claim), "%s: %08x: %s", profile_rows[profile].name,
		              word, claim_rows[claim].key);
		free_run(&runs[0]);
		free_run(&runs[1]);
		free(state.memory);
		free(partner.memory);
	}
}

Test(agreement, of_proofs_and_machine_in_random_pairs)
{
	static const enum claim claims[] = { CLAIM_CONTROL, CLAIM_BEHAVIOUR, CLAIM_FAULT };
	for (enum operation operation = 0; operation <= OPERATIONS; operation++) {
		bool is_innocuous = operation == OPERATIONS ||
		                    (operation_rows[operation].traits & TRAIT_PRIVILEGED) == 0;
		for (unsigned i = 0; is_innocuous && i < sizeof claims / sizeof *claims; i++)
			expect_not_shown(PROFILE_pg32, operation, claims[i], PAIRS);
	}
}

Test(agreement, of_proofs_and_machine_in_random_pairs_of_each_profile)
{
	for (enum profile profile = PROFILE_pg32 + 1; profile < FIRST_PAGING_PROFILE; profile++)
		for (enum claim claim = CLAIM_CONTROL; claim < CLAIMS; claim++) {
			if (!expected_profiles[profile].claims[claim])
				expect_not_shown(profile, flaw_of(profile), claim, PAIRS_OF_FLAW);
			expect_not_shown(profile, OPERATIONS, claim, PAIRS);
		}
}
