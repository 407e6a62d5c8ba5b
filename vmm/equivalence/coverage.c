/* Cells of coverage, and which of them there are: derived from the definition's rows. */
#include "vmm/equivalence/coverage.h"

#include <string.h>

#include "isa/formats.h"
#include "machine/run/names.h"
#include "vmm/equivalence/compare.h"

enum { ROW_MALFORMED = OPERATIONS, ROW_MALFORMED_PRIVILEGED = OPERATIONS + 1 };
enum { MOST_MISSING = 8 };

static unsigned instruction_cell(unsigned row, bool user, enum outcome end)
{
	return (row * 2 + user) * COVERAGE_ENDS + end;
}

static unsigned cause_cell(unsigned cause, bool user, enum outcome end)
{
	return INSTRUCTION_CELLS + (cause * 2 + user) * COVERAGE_ENDS + end;
}

static unsigned level_cell(unsigned level, unsigned cause, bool user)
{
	return INSTRUCTION_CELLS + CAUSE_CELLS + (level * CAUSES + cause) * 2 + user;
}

static unsigned edge_cell(unsigned edge)
{
	return INSTRUCTION_CELLS + CAUSE_CELLS + LEVEL_CELLS + edge;
}

static unsigned value_cell(unsigned value)
{
	return INSTRUCTION_CELLS + CAUSE_CELLS + LEVEL_CELLS + EDGES + value;
}

static unsigned instant_cell(unsigned instant)
{
	return INSTRUCTION_CELLS + CAUSE_CELLS + LEVEL_CELLS + EDGES + VALUE_CELLS + instant;
}

static bool is_set(const struct coverage *coverage, unsigned cell)
{
	return (coverage->cells[cell / 8] >> cell % 8 & 1) != 0;
}

static void set(struct coverage *coverage, unsigned cell)
{
	coverage->cells[cell / 8] |= (uint8_t)(1u << cell % 8);
}

/* The row of a word: asked of every instruction. */
static unsigned row_of(uint32_t word)
{
	static const struct {
		uint32_t unused; /* bits that are zero in an instruction */
		bool has_row;
		uint8_t row;
	} opcodes[UINT8_MAX + 1] = {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	[opcode] = { UNUSED_##format, true, OPERATION_##mnemonic },
#include "isa/pg32.def"
	};
	uint8_t opcode = word_opcode(word);
	if (opcodes[opcode].has_row && (word & opcodes[opcode].unused) == 0)
		return opcodes[opcode].row;
	return is_privileged(word) ? ROW_MALFORMED_PRIVILEGED : ROW_MALFORMED;
}

static void watch_values(struct watch *watch, const struct step *step)
{
	unsigned values[CLASSES_OF_A_STEP];
	unsigned count = values_find(step, watch->has_before ? &watch->before : NULL, values);
	bool instants[INSTANT_CELLS];
	unsigned pending = sources_pending(&watch->pair->bare);
	unsigned begun = pending & ~watch->pending;
	for (unsigned i = 0; i < count; i++)
		set(watch->coverage, value_cell(values[i]));
	watch->pending = pending;
	watch->before = step->psw;
	watch->has_before = true;
	if (begun == 0 || step->outcome == OUTCOME_TRAPPED)
		return;
	instants_find(begun, instants);
	for (unsigned instant = 0; instant < INSTANT_CELLS; instant++)
		if (instants[instant])
			set(watch->coverage, instant_cell(instant));
}

/* A step of the bare machine. */
static void watch_step(void *observer, const struct step *step)
{
	struct watch *watch = observer;
	bool user = (step->psw.status & STATUS_USER) != 0;
	if (step->fetched)
		set(watch->coverage, instruction_cell(row_of(step->word), user, step->outcome));
	if (step->outcome == OUTCOME_TRAPPED)
		set(watch->coverage, cause_cell(step->trap.cause, user, step->delivery));
	watch_values(watch, step);
}

/* The causes of traps that the VMM of a level has passed on: a bit for each. */
static uint32_t causes_passed_on(const uint32_t counts[COUNTS], const uint32_t before[COUNTS])
{
	uint32_t causes = 0;
	for (unsigned cause = 1; cause < CAUSES; cause++)
		causes |= (uint32_t)(counts[cause] != before[cause]) << cause;
	return causes;
}

/* The lowest bit, which is taken away; there is one. */
static unsigned take_lowest(uint64_t *bits)
{
	unsigned lowest = (unsigned)__builtin_ctzll(*bits);
	*bits &= *bits - 1;
	return lowest;
}

/* An exit that was handled. */
static void watch_exit(void *observer, const struct pair *pair)
{
	struct watch *watch = observer;
	bool user = (pair->before.psw.status & STATUS_USER) != 0;
	for (unsigned level = 0; level < pair->levels && level < LEVELS; level++) {
		uint64_t causes =
		        causes_passed_on(pair->level_counts[level], pair->level_before[level]) &
		        ~watch->causes[level][user];
		watch->causes[level][user] |= causes;
		while (causes != 0)
			set(watch->coverage, level_cell(level, take_lowest(&causes), user));
	}
	if (pair->hybrid || pair->direct)
		return;
	uint64_t edges = edges_find(pair, watch->edges, &watch->reflected);
	watch->edges |= edges;
	while (edges != 0)
		set(watch->coverage, edge_cell(take_lowest(&edges)));
}

void coverage_watch(struct watch *watch, struct coverage *coverage, struct pair *pair)
{
	*watch = (struct watch){ .coverage = coverage, .pair = pair };
	pair->observe = watch_step;
	pair->observe_exit = watch_exit;
	pair->observer = watch;
}

void coverage_add(struct coverage *coverage, const struct coverage *other)
{
	for (unsigned i = 0; i < COVERAGE_BYTES; i++)
		coverage->cells[i] |= other->cells[i];
}

/* Whether an instruction can end so in this mode. */
static bool instruction_can(unsigned row, bool user, enum outcome end)
{
	uint32_t traits = row < OPERATIONS ? operation_rows[row].traits : 0;
	bool traps = row >= OPERATIONS, always = traps;
	if (row < OPERATIONS) {
		always = (traits & TRAIT_TRAPS) != 0 || ((traits & TRAIT_PRIVILEGED) != 0 && user);
		traps = always || (traits & TRAITS_MAY_MEMORY_TRAP) != 0;
	}
	switch (end) {
	case OUTCOME_COMPLETED:
		return !always && (traits & TRAIT_HALTS) == 0;
	case OUTCOME_TRAPPED:
		return traps;
	case OUTCOME_HALTED:
		return !always && (traits & TRAIT_HALTS) != 0;
	case OUTCOME_IDLE:
		return !always && (traits & TRAIT_WAITS) != 0;
	case OUTCOME_MALFORMED:
		return !always && (traits & TRAIT_SETS_PSW) != 0;
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
	case OUTCOME_DOUBLE_TRAP:
		break;
	}
	return false;
}

/* Whether the delivery of a trap can end so. */
static bool cause_can(unsigned cause, bool user, enum outcome end)
{
	return cause != CAUSE_NONE && (cause != CAUSE_PRIVILEGED || user) &&
	       (end == OUTCOME_COMPLETED || end == OUTCOME_MALFORMED || end == OUTCOME_DOUBLE_TRAP);
}

/* The innermost level that the campaign has, less one: every program there has a trap. */
static unsigned last_level(const struct coverage *coverage)
{
	unsigned last = 0;
	for (unsigned level = 0; level < LEVELS; level++)
		for (unsigned cause = 1; cause < CAUSES; cause++)
			if (is_set(coverage, level_cell(level, cause, false)) ||
			    is_set(coverage, level_cell(level, cause, true)))
				last = level;
	return last;
}

/* Whether the VMM of this level can pass on such a trap: the innermost one as the bare machine
 * delivers it; the others, whose guests are VMMs, all that those get to see. */
static bool level_can(unsigned level, unsigned last, unsigned cause, bool user)
{
	if (level == last)
		return cause_can(cause, user, OUTCOME_COMPLETED);
	return level < last && cause != CAUSE_NONE && cause != CAUSE_DEVICE;
}

static const char *row_name(unsigned row)
{
	if (row < OPERATIONS)
		return operation_rows[row].mnemonic;
	return row == ROW_MALFORMED ? "no instruction" : "no instruction of group F";
}

static const char *end_text(enum outcome end)
{
	if (end == OUTCOME_COMPLETED)
		return "completed";
	return end == OUTCOME_TRAPPED ? "trapped" : outcome_text(end);
}

static const char *mode_text(bool user)
{
	return user ? "user" : "supervisor";
}

/* Counts the cells of a group, and prints some of those that are not reached. */
struct tally {
	const struct coverage *coverage;
	const char *prefix;
	FILE *file;
	unsigned possible, reached;
};

static bool miss(struct tally *tally, unsigned cell)
{
	bool reached = is_set(tally->coverage, cell);
	tally->possible++;
	tally->reached += reached;
	return !reached && tally->possible - tally->reached <= MOST_MISSING;
}

static void finish(struct tally *tally, const char *what)
{
	unsigned missing = tally->possible - tally->reached;
	if (missing > MOST_MISSING)
		fprintf(tally->file, "%s  not reached: %u more\n", tally->prefix,
		        missing - MOST_MISSING);
	fprintf(tally->file, "%scoverage: %u of %u %s\n", tally->prefix, tally->reached,
	        tally->possible, what);
	tally->possible = tally->reached = 0;
}

static void print_instructions(struct tally *tally)
{
	for (unsigned i = 0; i < INSTRUCTION_CELLS; i++) {
		unsigned row = i / 2 / COVERAGE_ENDS;
		bool user = i / COVERAGE_ENDS % 2 != 0;
		enum outcome end = i % COVERAGE_ENDS;
		if (instruction_can(row, user, end) &&
		    miss(tally, instruction_cell(row, user, end)))
			fprintf(tally->file, "%s  not reached: %s, %s mode, %s\n", tally->prefix,
			        row_name(row), mode_text(user), end_text(end));
	}
	finish(tally, "cells of instruction x mode x outcome");
}

static void print_causes(struct tally *tally)
{
	for (unsigned i = 0; i < CAUSE_CELLS; i++) {
		unsigned cause = i / 2 / COVERAGE_ENDS;
		bool user = i / COVERAGE_ENDS % 2 != 0;
		enum outcome end = i % COVERAGE_ENDS;
		if (cause_can(cause, user, end) && miss(tally, cause_cell(cause, user, end)))
			fprintf(tally->file, "%s  not reached: %s, %s mode, delivery: %s\n",
			        tally->prefix, cause_text((enum cause)cause), mode_text(user),
			        end_text(end));
	}
	finish(tally, "cells of cause x mode x delivery");
}

static void print_levels(struct tally *tally)
{
	unsigned last = last_level(tally->coverage);
	for (unsigned i = 0; i < LEVEL_CELLS; i++) {
		unsigned level = i / 2 / CAUSES, cause = i / 2 % CAUSES;
		bool user = i % 2 != 0;
		if (level_can(level, last, cause, user) &&
		    miss(tally, level_cell(level, cause, user)))
			fprintf(tally->file,
			        "%s  not reached: %s, %s mode, passed on at level %u\n",
			        tally->prefix, cause_text((enum cause)cause), mode_text(user),
			        level + 1);
	}
	finish(tally, "cells of cause x mode x level");
}

/* The hybrid VMM goes other ways. */
static bool has_edges(const struct coverage *coverage)
{
	unsigned edge = 0;
	while (edge < EDGES && !is_set(coverage, edge_cell(edge)))
		edge++;
	return edge < EDGES;
}

static void print_edges(struct tally *tally)
{
	for (unsigned edge = 0; edge < EDGES; edge++)
		if (miss(tally, edge_cell(edge)))
			fprintf(tally->file, "%s  not reached: %s\n", tally->prefix,
			        edge_text((enum edge)edge));
	finish(tally, "edges of the VMM's core");
}

static void print_values(struct tally *tally)
{
	char text[VALUE_TEXT];
	for (unsigned value = 0; value < VALUE_CELLS; value++)
		if (miss(tally, value_cell(value)))
			fprintf(tally->file, "%s  not reached: %s\n", tally->prefix,
			        value_text(value, text));
	finish(tally, "classes of values");
	for (unsigned instant = 0; instant < INSTANT_CELLS; instant++)
		if (miss(tally, instant_cell(instant)))
			fprintf(tally->file, "%s  not reached: %s\n", tally->prefix,
			        instant_text(instant, text));
	finish(tally, "pairs of events at one instant");
}

void coverage_print(const struct coverage *coverage, const char *prefix, FILE *file)
{
	struct tally tally = { .coverage = coverage, .prefix = prefix, .file = file };
	print_instructions(&tally);
	print_causes(&tally);
	print_levels(&tally);
	if (has_edges(coverage))
		print_edges(&tally);
	print_values(&tally);
}
