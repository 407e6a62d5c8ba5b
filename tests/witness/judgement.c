/* The terms of the prover with the numbers of a moment: each is a number then, and nothing is
 * solved. */
#include "tests/witness/judgement.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "isa/instruction.h"
#include "machine/core/layout.h"
#include "machine/core/memory.h"
#include "spec/theorems/emulation/vmm_image.h"

struct judgement judgement_open(const struct vmm_image *image, unsigned most)
{
	struct judgement judgement = { .image = image, .most = most };
	judgement.kind_count = list_exits(judgement.kinds);
	return judgement;
}

static struct tally *tally_of(struct tally *tallies, unsigned *count, const char *name)
{
	for (unsigned i = 0; i < *count; i++)
		if (strcmp(tallies[i].name, name) == 0)
			return &tallies[i];
	assert(*count < MOST_TALLIES);
	struct tally *tally = &tallies[(*count)++];
	snprintf(tally->name, sizeof tally->name, "%s", name);
	return tally;
}

static void count_wrong(struct tally *tally, const char *where, uint64_t expected, uint64_t found)
{
	if (tally->wrong++ > 0)
		return;
	tally->expected = expected;
	tally->found = found;
	snprintf(tally->where, sizeof tally->where, "%s", where);
}

static void compare(struct tally *tally, const char *where, uint64_t expected, uint64_t found)
{
	if (expected == found)
		tally->so++;
	else
		count_wrong(tally, where, expected, found);
}

/* Two terms that are to be the same number. */
static void agree_in(struct judgement *judgement, const struct values *values, const char *name,
                     const char *where, Z3_ast expected, Z3_ast found)
{
	struct tally *tally = tally_of(judgement->agreements, &judgement->agreement_count, name);
	uint64_t a = 0, b = 0;
	if (value_of(values, expected, &a) && value_of(values, found, &b))
		compare(tally, where, a, b);
	else
		count_wrong(tally, "an unknown is left", a, b);
}

/* The state that is made of the unknowns is the one that they were taken from: the forms that they
 * are given lose nothing. */
static void judge_form(struct judgement *judgement, const struct values *values, const char *where,
                       const struct bare *made, const struct machine *machine)
{
	Z3_context z = values->z;
	const struct symbolic_state *state = &made->state;
	const struct bare numbers = bare_of(z, machine, 0);
	const struct {
		const char *name;
		Z3_ast made, number;
	} parts[] = {
		{ "form of the status", state->psw.status, numbers.state.psw.status },
		{ "form of the pc", state->psw.pc, numbers.state.psw.pc },
		{ "form of the base", state->psw.base, numbers.state.psw.base },
		{ "form of the bound", state->psw.bound, numbers.state.psw.bound },
		{ "form of the timer", state->psw.timer, numbers.state.psw.timer },
		{ "form of the clock", state->clock, numbers.state.clock },
		{ "form of memory's size", state->memory_size, numbers.state.memory_size },
		{ "form of delivering", made->delivering, numbers.delivering },
	};
	for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
		agree_in(judgement, values, parts[i].name, where, parts[i].number, parts[i].made);
#define FORM_TRUTH(now, number, name) \
	agree_in(judgement, values, "form of " name, where, number, now)
#define FORM_WORD FORM_TRUTH
#define FORM_INSTANT(now, number, name)              \
	FORM_TRUTH(now.is_set, number.is_set, name); \
	FORM_TRUTH(Z3_mk_ite(z, now.is_set, now.at, bits_term(z, 64, NEVER)), number.at, name)
#define FIELD(device, name, TYPE, reset) \
	FORM_##TYPE(made->devices.device.name, numbers.devices.device.name, #device " " #name);
#include "machine/devices/devices.def"
}

/* Whether a device has had something to do since the state, up to the clock. */
static bool has_acted(const struct machine *since, uint64_t clock)
{
	const struct devices *devices = &since->devices;
	bool acted = false;
#define EVENT(device, name) acted |= devices->device.name != NEVER && devices->device.name <= clock;
#include "machine/devices/devices.def"
	return acted;
}

/* Whether a PSW of the paged kind was loaded: it is in force, or an interrupt came at once and
 * stored it. */
static bool has_loaded_paged(const struct moment *moment)
{
	uint32_t stored = read_word(moment->memory + TRAP_OLD_PSW);
	return ((moment->psw.status | stored) & STATUS_PAGED) != 0;
}

/* Whether it is rightly left out: a state of those of which nothing is claimed, and only where it
 * is one. */
static bool is_out_of_scope(const struct moment *moment, const struct machine *since,
                            const char *name)
{
	if (strcmp(name, QUIET) == 0)
		return has_acted(since, moment->clock);
	if (strcmp(name, UNPAGED) == 0)
		return has_loaded_paged(moment);
	if (strcmp(name, "youth") == 0)
		return since->devices.clock >> 63 != 0;
	return false;
}

/* Each assumption from the first on is so. False where the moment is one of which nothing is
 * claimed. */
static bool judge_assumptions(struct judgement *judgement, const struct values *values,
                              const char *where, const struct moment *moment,
                              const struct machine *since, const struct prover *prover,
                              unsigned first)
{
	bool is_claimed = true;
	for (unsigned i = first; i < prover->assumed.count; i++) {
		const char *name = prover->names[i];
		if (name == NULL)
			name = "what was decided";
		struct tally *tally =
		        tally_of(judgement->assumptions, &judgement->assumption_count, name);
		uint64_t truth = 0;
		bool is_known = value_of(values, prover->assumed.conditions[i], &truth);
		if (is_known && truth != 0) {
			tally->so++;
		} else if (is_known && is_out_of_scope(moment, since, name)) {
			tally->left_out++;
			is_claimed = false;
		} else {
			count_wrong(tally, is_known ? where : "an unknown is left", 1, 0);
		}
	}
	return is_claimed;
}

static unsigned class_of(const struct moment *moment, uint32_t status)
{
	return (status % STATUS_PAGED) * 2 + (moment->now.devices.clock > INT32_MAX);
}

/* The address or port that the word names. */
static uint32_t named_by(const struct moment *moment, uint32_t word)
{
	struct instruction instruction;
	if (!decode(PROFILE_pg32, word, &instruction))
		return 0;
	return moment->now.cpu.registers[instruction.a] + (uint32_t)instruction.immediate;
}

static unsigned class_of_exit(const struct moment *moment)
{
	uint32_t word = moment->trap.word, port = named_by(moment, word);
	if (moment->trap.cause == CAUSE_PRIVILEGED && word_has(word, TRAITS_PORT))
		return port < CLASSES ? port : CLASSES - 1;
	return class_of(moment, moment->psw.status);
}

/* The first of a kind, and then one here and there, so that the rest are of many programs. */
static bool is_looked_at(const struct judgement *judgement, struct sighting *sighting,
                         unsigned class)
{
	enum { APART = 61 };
	unsigned number = sighting->came[class]++;
	bool is_one = sighting->seen[class] < judgement->most / 2 || number % APART == 0;
	if (!is_one || sighting->seen[class] == judgement->most)
		return false;
	sighting->seen[class]++;
	return true;
}

static bool is_paged_moment(const struct moment *moment)
{
	return ((moment->resumed.cpu.psw.status | moment->now.cpu.psw.status) & STATUS_PAGED) != 0;
}

static const struct row *row_of(uint32_t word)
{
	struct instruction instruction;
	return decode(PROFILE_pg32, word, &instruction) ? &rows[instruction.operation] : NULL;
}

void judge_direct(struct judgement *judgement, const struct moment *moment)
{
	const struct row *row = row_of(moment->word);
	struct sighting *sighting = &judgement->directs[row == NULL ? OPERATIONS : row - rows];
	if (is_paged_moment(moment) ||
	    !is_looked_at(judgement, sighting, class_of(moment, moment->now.cpu.psw.status)))
		return;
	struct direct direct;
	direct_open(&direct);
	direct_take(&direct, row);
	Z3_context z = direct.prover.z;
	struct values values = values_of(z, moment, true);
	add_word(&values, "word", moment->word);
	char where[64];
	snprintf(where, sizeof where, "direct: %s", direct_name(row));
	const struct machine resumed = state_of(moment, true);
	judge_form(judgement, &values, where, &direct.resumed, &resumed);
	judge_assumptions(judgement, &values, where, moment, &moment->resumed, &direct.prover, 0);
	const struct machine *now = &moment->now;
	const struct symbolic_state *bare = &direct.bare.state;
	agree_in(judgement, &values, "time given", where, word_term(z, moment->given),
	         direct.allotment.given);
	agree_in(judgement, &values, "status since", where, word_term(z, now->cpu.psw.status),
	         bare->psw.status);
	agree_in(judgement, &values, "timer since", where, word_term(z, now->cpu.psw.timer),
	         bare->psw.timer);
	agree_in(judgement, &values, "clock since", where, bits_term(z, 64, now->devices.clock),
	         bare->clock);
	prover_close(&direct.prover);
}

static bool is_of_kind(const struct exit_kind *kind, const struct moment *moment)
{
	bool is_user = (moment->now.cpu.psw.status & STATUS_USER) != 0;
	if (kind->cause != moment->trap.cause)
		return false;
	if (kind->mode == MODE_ANY)
		return true;
	return (kind->mode == MODE_USER) == is_user &&
	       (is_user || kind->row == row_of(moment->trap.word));
}

/* The kind of exit, or NULL. */
static const struct exit_kind *kind_of(const struct judgement *judgement,
                                       const struct moment *moment)
{
	for (unsigned i = 0; i < judgement->kind_count; i++)
		if (is_of_kind(&judgement->kinds[i], moment))
			return &judgement->kinds[i];
	return NULL;
}

static uint32_t own_unknown(const struct level *level, unsigned number)
{
	return read_word(level->page + 4 * number);
}

/* What f makes of the state is what the real machine is where the VMM begins. */
static void judge_entry(struct judgement *judgement, struct values *values, const char *where,
                        const struct moment *moment, const struct symbolic_exit *exit)
{
	Z3_context z = values->z;
	const struct level *entered = &moment->entered;
	struct symbolic_cpu cpu = cpu_at_exit(z, judgement->image, &exit->resumption.resumed,
	                                      &exit->resumption.allotment, &exit->trap);
	const uint32_t *layout = judgement->image->layout;
	struct values all = *values;
	add_word(&all, "pc_resumed_0", own_unknown(entered, layout[LAYOUT_PSW] / 4 + 1));
	add_word(&all, "own_bound_0", own_unknown(entered, TRAP_NEW_PSW / 4 + 3));
	for (unsigned i = 0; i < OWN_WORDS; i++) {
		char name[NAME_SIZE], what[64];
		struct values with_own = all;
		snprintf(name, sizeof name, "own_%x", 4 * i);
		add_word(&with_own, name, own_unknown(entered, i));
		if (cpu.own[i] == with_own.unknowns[with_own.count - 1])
			continue;
		snprintf(what, sizeof what, "f, the VMM's word at %03x", 4 * i);
		agree_in(judgement, &with_own, what, where, word_term(z, own_unknown(entered, i)),
		         cpu.own[i]);
	}
	for (unsigned i = 1; i < REGISTERS; i++)
		agree_in(judgement, values, "f, registers", where,
		         word_term(z, entered->registers[i]), cpu.registers[i]);
}

/* The real machine where the VMM has ended, as an ending of a path. */
static struct ending ending_of(Z3_context z, const struct moment *moment)
{
	const struct level *left = &moment->left;
	const struct psw *psw = &left->psw;
	const unsigned host[HOST_PARTS] = { [HOST_POLLS] = moment->polls,
		                            [HOST_OUTPUTS] = moment->outputs,
		                            [HOST_OUTPUT] = moment->output,
		                            [HOST_TRANSFERS] = moment->transfers };
	struct ending ending = { .on = { .flow = FLOW_END,
		                         .outcome = moment->outcome,
		                         .psw = { word_term(z, psw->status), word_term(z, psw->pc),
		                                  word_term(z, psw->base), word_term(z, psw->bound),
		                                  word_term(z, psw->timer) },
		                         .value = word_term(z, moment->status) } };
	for (unsigned i = 0; i < REGISTERS; i++)
		ending.cpu.registers[i] = word_term(z, left->registers[i]);
	for (unsigned i = 0; i < OWN_WORDS; i++)
		ending.cpu.own[i] = word_term(z, own_unknown(left, i));
	for (unsigned i = 0; i < HOST_PARTS; i++)
		ending.cpu.host.parts[i] = word_term(z, host[i]);
	return ending;
}

/* Memory as it is when the VMM has ended. */
static void judge_memory(struct judgement *judgement, const struct values *values,
                         const char *where, const struct moment *moment,
                         const struct bare *expected, uint32_t from, uint32_t to)
{
	for (uint32_t at = from; at != to; at++)
		if (at < moment->now.memory.size)
			agree_in(judgement, values, MEMORY, where,
			         bare_byte(values->z, expected, word_term(values->z, at)),
			         bits_term(values->z, 8, moment->memory[at]));
}

/* What is expected of the bare machine, and of the VMM with it, is what has come. */
static void judge_agreements(struct judgement *judgement, struct prover *prover,
                             struct values *values, const char *where, const struct moment *moment,
                             const struct bare *expected, uint32_t address)
{
	Z3_context z = values->z;
	const struct ending ending = ending_of(z, moment);
	Z3_ast nothing = Z3_mk_const_array(z, Z3_mk_bv_sort(z, 32), bits_term(z, 8, 0));
	const struct surroundings surroundings = {
		.prover = prover,
		.image = judgement->image,
		.origin = word_term(z, moment->origin),
		.size = word_term(z, moment->now.memory.size),
		.guest = { word_term(z, 0), word_term(z, 0), nothing, nothing },
	};
	struct agreements agreements =
	        agreements_of(&surroundings, &ending, expected, word_term(z, 0));
	add_word(values, "own_bound_0", own_unknown(&moment->left, TRAP_NEW_PSW / 4 + 3));
	for (unsigned i = 0; i < agreements.count; i++) {
		const struct agreement *agreement = &agreements.list[i];
		if (strcmp(agreement->name, MEMORY) != 0)
			agree_in(judgement, values, agreement->name, where, agreement->bare,
			         agreement->virtual);
	}
	uint32_t base = moment->now.cpu.psw.base;
	judge_memory(judgement, values, where, moment, expected, 0, TRAP_AREA_END);
	judge_memory(judgement, values, where, moment, expected, base + address,
	             base + address + sizeof(struct psw));
}

/* Has the model do with numbers what the bare machine has done. */
static void judge_model(struct judgement *judgement, struct prover *prover, struct values *values,
                        const char *where, const struct moment *moment, struct symbolic_exit *exit)
{
	Z3_context z = values->z;
	const struct trap *trap = &moment->trap;
	uint32_t a = trap->word >> 16 & 0xF;
	uint32_t address =
	        (a == 0 ? 0 : moment->now.cpu.registers[a]) + immediate_of(trap->word, LETTER_i);
	exit->resumption.now = bare_of(z, &moment->now, address);
	exit->trap = (struct symbolic_trap){ word_term(z, trap->cause), word_term(z, trap->value),
		                             word_term(z, trap->word) };
	case_begin(prover);
	unsigned before = prover->assumed.count;
	exit_act(prover, exit);
	if (judge_assumptions(judgement, values, where, moment, &moment->now, prover, before))
		judge_agreements(judgement, prover, values, where, moment, &exit->expected,
		                 address);
}

void judge_exit(struct judgement *judgement, const struct moment *moment)
{
	const struct exit_kind *kind = kind_of(judgement, moment);
	if (kind == NULL || is_paged_moment(moment)) {
		judgement->paged++;
		return;
	}
	if (!is_looked_at(judgement, &judgement->exits[kind - judgement->kinds][moment->outcome],
	                  class_of_exit(moment)))
		return;
	struct prover prover = prover_open();
	struct symbolic_exit exit = any_exit(&prover, judgement->image, kind);
	bool is_over = kind->cause == CAUSE_TIMER;
	const struct machine state = state_of(moment, is_over), *since = &state;
	struct values values = values_of(prover.z, moment, is_over);
	add_word(&values, "word", moment->trap.word);
	char where[64];
	name_exit(where, sizeof where, kind);
	judge_form(judgement, &values, where,
	           is_over ? &exit.resumption.resumed : &exit.resumption.now, since);
	if (judge_assumptions(judgement, &values, where, moment, since, &prover, 0)) {
		judge_entry(judgement, &values, where, moment, &exit);
		judge_model(judgement, &prover, &values, where, moment, &exit);
	}
	prover_close(&prover);
}
