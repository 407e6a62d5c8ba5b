/* The classification for programs (JSON) and for papers (LaTeX). */
#include "spec/theorems/report.h"

#include <inttypes.h>
#include <jansson.h>

static json_t *answer_json(enum answer answer)
{
	return answer == ANSWER_UNKNOWN ? json_null() : json_boolean(answer == ANSWER_YES);
}

static json_t *answers_json(const enum answer answers[CLAIMS])
{
	json_t *object = json_object();
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		json_object_set_new(object, claim_rows[claim].key, answer_json(answers[claim]));
	return object;
}

static json_t *state_json(const struct concrete_state *state)
{
	const struct psw *psw = &state->psw;
	json_t *registers = json_array();
	for (unsigned i = 0; i < REGISTERS; i++)
		json_array_append_new(registers, json_integer(state->registers[i]));
	json_t *memory = json_object();
	for (uint32_t at = 0; at + 4 <= state->memory_size; at += 4) {
		char name[16];
		uint32_t word = read_word(state->memory + at);
		snprintf(name, sizeof name, "%" PRIu32, at);
		if (word != 0)
			json_object_set_new(memory, name, json_integer(word));
	}
	return json_pack("{s:{s:I,s:I,s:I,s:I,s:I},s:o,s:I,s:I,s:b,s:o}", "psw", "status",
	                 (json_int_t)psw->status, "pc", (json_int_t)psw->pc, "base",
	                 (json_int_t)psw->base, "bound", (json_int_t)psw->bound, "timer",
	                 (json_int_t)psw->timer, "registers", registers, "clock",
	                 (json_int_t)state->clock, "memory_size", (json_int_t)state->memory_size,
	                 "console_requests", state->is_requesting, "memory", memory);
}

static json_t *witnesses_json(const struct classification *class)
{
	json_t *object = json_object();
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		const struct witness *witness = &class->witnesses[claim];
		if (witness->is_replayable)
			json_object_set_new(object, claim_rows[claim].key,
			                    json_pack("{s:I,s:[o,o]}", "word",
			                              (json_int_t)witness->word, "states",
			                              state_json(&witness->states[0]),
			                              state_json(&witness->states[1])));
	}
	return object;
}

void print_json(FILE *out, const struct theorems *theorems)
{
	json_t *classes = json_array();
	for (size_t i = 0; i < CLASSES; i++) {
		const struct classification *class = &theorems->classes[i];
		json_array_append_new(
		        classes, json_pack("{s:s,s:I,s:b,s:b,s:s,s:o,s:o,s:o}", "name", class->name,
		                           "words", (json_int_t) class->words, "privileged",
		                           is_classified_privileged(class), "sensitive",
		                           is_sensitive_class(class), "class", class_text(class),
		                           "claims", answers_json(class->answers),
		                           "without_its_trap", answers_json(class->ungated),
		                           "witnesses", witnesses_json(class)));
	}
	json_t *all = json_pack("{s:b,s:b,s:b,s:b,s:b,s:b,s:o}", "decided", theorems->is_decided,
	                        "partition", theorems->is_partition, "theorem_1", theorems->first,
	                        "theorem_2_instructions", theorems->first, "theorem_3",
	                        theorems->third, "theorem_3_footnote_5",
	                        theorems->third_in_user_mode, "instructions", classes);
	json_dumpf(all, out, JSON_INDENT(1));
	putc('\n', out);
	json_decref(all);
}

static const char *mark(bool yes)
{
	return yes ? "$\\bullet$" : "";
}

void print_latex(FILE *out, const struct theorems *theorems)
{
	static const enum claim columns[] = { CLAIM_CONTROL,  CLAIM_LOCATION, CLAIM_MODE,
		                              CLAIM_RESOURCE, CLAIM_USER,     CLAIM_SUPERVISOR };
	fputs("\\begin{tabular}{lrccccccc}\n\\hline\n"
	      "instruction & words & privileged & control & location & mode & resource & user & "
	      "supervisor \\\\\n\\hline\n",
	      out);
	for (size_t i = 0; i < CLASSES; i++) {
		const struct classification *class = &theorems->classes[i];
		fprintf(out, "\\texttt{%s} & %" PRIu64 " & %s", class->name, class->words,
		        mark(is_classified_privileged(class)));
		for (size_t j = 0; j < sizeof columns / sizeof *columns; j++)
			fprintf(out, " & %s", mark(class->answers[columns[j]] != ANSWER_NO));
		fputs(" \\\\\n", out);
	}
	fputs("\\hline\n\\end{tabular}\n", out);
}
