/* Cells of coverage, and which of them there are: derived from the definition's rows. */
#include "tests/equivalence/coverage.h"

#include <string.h>

#include "machine/run/trace.h"
#include "tests/equivalence/compare.h"

enum { ROW_MALFORMED = OPERATIONS, ROW_MALFORMED_PRIVILEGED = OPERATIONS + 1 };

static unsigned instruction_cell(unsigned row, bool user, enum outcome end)
{
	return (row * 2 + user) * COVERAGE_ENDS + end;
}

static unsigned cause_cell(unsigned cause, bool user, enum outcome end)
{
	return INSTRUCTION_CELLS + (cause * 2 + user) * COVERAGE_ENDS + end;
}

static bool is_set(const struct coverage *coverage, unsigned cell)
{
	return (coverage->cells[cell / 8] >> cell % 8 & 1) != 0;
}

static void set(struct coverage *coverage, unsigned cell)
{
	coverage->cells[cell / 8] |= (uint8_t)(1u << cell % 8);
}

static unsigned row_of(uint32_t word)
{
	struct instruction instruction;
	if (decode(PROFILE_pg32, word, &instruction))
		return instruction.operation;
	return is_privileged(word) ? ROW_MALFORMED_PRIVILEGED : ROW_MALFORMED;
}

void coverage_observe(void *observer, const struct step *step)
{
	struct coverage *coverage = observer;
	bool user = (step->psw.status & STATUS_USER) != 0;
	if (step->fetched)
		set(coverage, instruction_cell(row_of(step->word), user, step->outcome));
	if (step->outcome == OUTCOME_TRAPPED)
		set(coverage, cause_cell(step->trap.cause, user, step->delivery));
}

void coverage_add(struct coverage *coverage, const struct coverage *other)
{
	for (unsigned i = 0; i < COVERAGE_BYTES; i++)
		coverage->cells[i] |= other->cells[i];
}

/* Whether an instruction can end so in this mode. */
static bool instruction_can(unsigned row, bool user, enum outcome end)
{
	bool traps = row >= OPERATIONS, always = traps, privileged = false;
	if (row < OPERATIONS) {
		const char *semantics = operation_rows[row].semantics;
		privileged = operation_rows[row].opcode >> 4 == 0xF;
		always = strstr(semantics, "TRAP(") != NULL || (privileged && user);
		traps = always || strstr(semantics, "LOAD_") != NULL ||
		        strstr(semantics, "STORE_") != NULL;
	}
	switch (end) {
	case OUTCOME_COMPLETED:
		return !always && row != OPERATION_halt;
	case OUTCOME_TRAPPED:
		return traps;
	case OUTCOME_HALTED:
		return row == OPERATION_halt && !user;
	case OUTCOME_IDLE:
		return row == OPERATION_wait && !user;
	case OUTCOME_MALFORMED:
		return row == OPERATION_lpsw && !user;
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_DOUBLE_TRAP:
		break;
	}
	return false;
}

/* Whether the delivery of a trap can end so. */
static bool cause_can(unsigned cause, bool user, enum outcome end)
{
	return (cause != CAUSE_PRIVILEGED || user) &&
	       (end == OUTCOME_COMPLETED || end == OUTCOME_MALFORMED || end == OUTCOME_DOUBLE_TRAP);
}

static const char *row_name(unsigned row)
{
	if (row < OPERATIONS)
		return operation_rows[row].mnemonic;
	return row == ROW_MALFORMED ? "no instruction" : "no instruction of group F";
}

struct tally {
	unsigned possible, reached;
};

static void print_tally(const struct tally *tally, const char *what, const char *prefix, FILE *file)
{
	fprintf(file, "%scoverage: %u of %u cells of %s\n", prefix, tally->reached, tally->possible,
	        what);
}

static void print_missing(const char *name, bool user, const char *end, const char *prefix,
                          FILE *file)
{
	fprintf(file, "%s  not reached: %s, %s mode, %s\n", prefix, name,
	        user ? "user" : "supervisor", end);
}

void coverage_print(const struct coverage *coverage, const char *prefix, FILE *file)
{
	struct tally instructions = { 0, 0 }, causes = { 0, 0 };
	for (unsigned i = 0; i < COVERAGE_ROWS * 2 * COVERAGE_ENDS; i++) {
		unsigned row = i / 2 / COVERAGE_ENDS;
		bool user = i / COVERAGE_ENDS % 2 != 0, reached;
		enum outcome end = i % COVERAGE_ENDS;
		if (!instruction_can(row, user, end))
			continue;
		reached = is_set(coverage, instruction_cell(row, user, end));
		instructions.possible++;
		instructions.reached += reached;
		if (!reached)
			print_missing(row_name(row), user, outcome_text(end), prefix, file);
	}
	for (unsigned i = 2 * COVERAGE_ENDS; i < CAUSES * 2 * COVERAGE_ENDS; i++) {
		unsigned cause = i / 2 / COVERAGE_ENDS;
		bool user = i / COVERAGE_ENDS % 2 != 0, reached;
		enum outcome end = i % COVERAGE_ENDS;
		if (!cause_can(cause, user, end))
			continue;
		reached = is_set(coverage, cause_cell(cause, user, end));
		causes.possible++;
		causes.reached += reached;
		if (!reached)
			print_missing(cause_text((enum cause)cause), user, outcome_text(end),
			              prefix, file);
	}
	print_tally(&instructions, "instruction x mode x outcome", prefix, file);
	print_tally(&causes, "cause x mode x delivery", prefix, file);
}
