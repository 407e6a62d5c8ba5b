/* Decoding, gating and counting around the rows, as machine/core does them, and the rows
 * themselves. That machine/core does the same is tested (tests/theorems/agreement.c), not proved.
 */
#include "spec/theorems/terms/rows.h"

#include <stddef.h>

#include "spec/theorems/terms/semantics.h"

#define INSTRUCTION(mnemonic, format, opcode, semantics)  \
	static void execute_##mnemonic(struct step *step) \
	{                                                 \
		semantics;                                \
	}
#include "isa/pg32.def"

#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	static void execute_##mnemonic(struct step *step)        \
	{                                                        \
		semantics;                                       \
	}
#include "isa/flaws.def"

const struct row rows[ALL_OPERATIONS] = {
#define INSTRUCTION(mnemonic, format, opcode, semantics)                          \
	[OPERATION_##mnemonic] = { #mnemonic,         FORMAT_##format,    opcode, \
		                   TRAITS_##mnemonic, execute_##mnemonic, NULL },
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text)                  \
	[OPERATION_##mnemonic] = { #mnemonic,         FORMAT_##format,    opcode, \
		                   TRAITS_##mnemonic, execute_##mnemonic, NULL },
#include "isa/flaws.def"
};

Z3_ast is_of_row(Z3_context z, Z3_ast word, const struct row *row)
{
	uint32_t fixed = UINT32_C(0xFF000000) | unused_of(row->format);
	Z3_ast part = Z3_mk_bvand(z, word, word_term(z, fixed));
	return Z3_mk_eq(z, part, word_term(z, (uint32_t)row->opcode << 24));
}

Z3_ast is_of_privileged_group(Z3_context z, Z3_ast word)
{
	Z3_ast group = Z3_mk_extract(z, 31, 28, word);
	return Z3_mk_eq(z, group, bits_term(z, 4, GROUP_PRIVILEGED));
}

Z3_ast is_undefined(Z3_context z, Z3_ast word, uint32_t profile)
{
	Z3_ast defined[OPERATIONS + 1];
	unsigned count = 0;
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		defined[count++] = is_of_row(z, word, &rows[operation]);
	if (flaw_of(profile) != OPERATIONS)
		defined[count++] = is_of_row(z, word, &rows[flaw_of(profile)]);
	return Z3_mk_not(z, Z3_mk_or(z, count, defined));
}

static Z3_ast register_field(Z3_context z, Z3_ast word, unsigned place)
{
	return place == 0 ? bits_term(z, 4, 0) : Z3_mk_extract(z, place + 3, place, word);
}

static Z3_ast immediate_field(Z3_context z, Z3_ast word, const struct letter_row *row)
{
	if (row->bits == 0)
		return word_term(z, 0);
	Z3_ast field = Z3_mk_extract(z, row->lowest + row->bits - 1u, row->lowest, word);
	return row->minimum < 0 ? Z3_mk_sign_ext(z, 32u - row->bits, field)
	                        : Z3_mk_zero_ext(z, 32u - row->bits, field);
}

/* The instruction as the rows have it: it completes, counts as one and goes on behind itself. */
static struct step begin(Z3_context z, const struct symbolic_state *state, Z3_ast word,
                         const struct row *row)
{
	const struct format_row *format = &format_rows[row == NULL ? FORMAT_NONE : row->format];
	struct step step = {
		.z = z,
		.row = row,
		.before = *state,
		.after = *state,
		.word = word,
		.d = register_field(z, word, format->d),
		.a = register_field(z, word, format->a),
		.b = register_field(z, word, format->b),
		.immediate = immediate_field(z, word, &letter_rows[format->immediate]),
		.cause = word_term(z, CAUSE_NONE),
		.value = word_term(z, 0),
		.replayable = Z3_mk_true(z),
		.size = window_size(z, state),
		.raised = Z3_mk_false(z),
		.by_mode = Z3_mk_false(z),
		.stopped = word_term(z, OUTCOME_COMPLETED),
		.elapsed = word_term(z, 1),
	};
	reach(&step.virtual, state->psw.pc);
	step.after.psw.pc = Z3_mk_bvadd(z, state->psw.pc, word_term(z, 4));
	return step;
}

static Z3_ast is_gated_word(Z3_context z, const struct symbolic_state *state, Z3_ast word)
{
	return both(z, is_user(z, state), is_of_privileged_group(z, word));
}

struct step take_step(Z3_context z, const struct symbolic_state *state, Z3_ast word,
                      const struct row *row, bool gated)
{
	struct step step = begin(z, state, word, row);
	if (row == NULL)
		raise_trap(&step, Z3_mk_true(z), CAUSE_ILLEGAL, word_term(z, 0));
	else
		row->semantics(&step);
	pass_symbolic_time(z, &step.after, step.elapsed, !step.loads_timer);

	/* The gate comes before all that the row does. */
	Z3_ast gate = gated ? is_gated_word(z, state, word) : Z3_mk_false(z);
	Z3_ast trapped = either(z, gate, step.raised);
	step.cause = Z3_mk_ite(z, gate, word_term(z, CAUSE_PRIVILEGED), step.cause);
	step.value = Z3_mk_ite(z, gate, word_term(z, 0), step.value);
	step.replayable = either(z, trapped, step.replayable);
	step.outcome = Z3_mk_ite(z, trapped, word_term(z, OUTCOME_TRAPPED), step.stopped);
	return step;
}
