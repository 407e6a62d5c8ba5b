/* The classification and the verdicts for programs: JSON. */
#include "spec/theorems/report/report.h"

#include <inttypes.h>
#include <jansson.h>

static const char *const theorem_keys[THEOREMS] = {
	[THEOREM_1] = "theorem1",
	[THEOREM_2] = "theorem2",
	[THEOREM_3] = "theorem3",
	[THEOREM_3_BOTH_USER] = "theorem3_both_user",
};

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

static json_t *kinds_json(const enum answer answers[CLAIMS])
{
	json_t *array = json_array();
	for (size_t i = 0; i < KINDS; i++)
		if (answers[kinds[i]] != ANSWER_NO)
			json_array_append_new(array, json_string(claim_rows[kinds[i]].key));
	return array;
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
	json_t *held = json_array();
	for (unsigned i = 0; i < state->held_count; i++)
		json_array_append_new(held, json_pack("{s:I,s:I}", "address",
		                                      (json_int_t)state->held[i].address, "entry",
		                                      (json_int_t)state->held[i].entry));
	return json_pack("{s:{s:I,s:I,s:I,s:I,s:I},s:o,s:I,s:I,s:b,s:o,s:o}", "psw", "status",
	                 (json_int_t)psw->status, "pc", (json_int_t)psw->pc, "base",
	                 (json_int_t)psw->base, "bound", (json_int_t)psw->bound, "timer",
	                 (json_int_t)psw->timer, "registers", registers, "clock",
	                 (json_int_t)state->clock, "memory_size", (json_int_t)state->memory_size,
	                 "console_requests", state->is_requesting, "held", held, "memory", memory);
}

static json_t *witnesses_json(const struct classification *class)
{
	json_t *object = json_object();
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		const struct witness *witness = witness_of(class, claim);
		if (witness->is_replayable)
			json_object_set_new(object, claim_rows[claim].key,
			                    json_pack("{s:I,s:[o,o]}", "word",
			                              (json_int_t)witness->word, "states",
			                              state_json(&witness->states[0]),
			                              state_json(&witness->states[1])));
	}
	return object;
}

static json_t *class_json(const struct classification *class)
{
	return json_pack("{s:s,s:s,s:I,s:b,s:b,s:s,s:o,s:o,s:o,s:o}", "name", class->name,
	                 "profile", profile_rows[class->subject.profile].name, "words",
	                 (json_int_t) class->words, "privileged", is_classified_privileged(class),
	                 "sensitive", is_sensitive_class(class), "class", class_text(class),
	                 "kinds", kinds_json(class->answers), "claims",
	                 answers_json(class->answers), "without_its_trap",
	                 answers_json(class->ungated), "witnesses", witnesses_json(class));
}

/* A machine's verdicts, and the names of the instructions by which they fail. */
static json_t *profile_json(const struct theorems *theorems, enum profile profile)
{
	json_t *object = json_object(), *at_fault = json_object();
	bool has_own = flaw_of(profile) != OPERATIONS;
	const struct classification *class = &theorems->rows[flaw_of(profile)];
	enum answer answers[CLAIMS];
	answers_at_fault(theorems, profile, answers);
	json_object_set_new(object, "profile", json_string(profile_rows[profile].name));
	json_object_set_new(object, "machine", json_string(profile_rows[profile].machine));
	json_object_set_new(object, "instruction",
	                    has_own ? json_string(class->name) : json_null());
	json_object_set_new(object, "kinds", kinds_json(answers));
	for (enum theorem theorem = 0; theorem < THEOREMS; theorem++) {
		json_object_set_new(object, theorem_keys[theorem],
		                    json_boolean(holds(theorems, profile, theorem)));
		json_t *names = json_array();
		for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
			if (is_counterexample(class, theorem))
				json_array_append_new(names, json_string(class->name));
		json_object_set_new(at_fault, theorem_keys[theorem], names);
	}
	json_object_set_new(object, "at_fault", at_fault);
	return object;
}

static bool are_decided(const struct theorems *theorems, enum profile profile)
{
	const struct classification *class;
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		if (!is_decided(class))
			return false;
	return true;
}

void print_json(FILE *out, const struct theorems *theorems)
{
	json_t *classes = json_array(), *profiles = json_array();
	bool decided = true;
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		if (theorems->rows[operation].name != NULL)
			json_array_append_new(classes, class_json(&theorems->rows[operation]));
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		if (!is_asked_for(theorems, profile))
			continue;
		decided &= are_decided(theorems, profile);
		for (enum operation i = 0; i < OPERATIONS && profile >= FIRST_PAGING_PROFILE; i++)
			json_array_append_new(classes,
			                      class_json(classification_of(theorems, profile, i)));
		json_array_append_new(classes, class_json(&theorems->undefined[profile]));
		json_array_append_new(profiles, profile_json(theorems, profile));
	}
	json_t *all =
	        json_pack("{s:b,s:b,s:o,s:o}", "decided", decided, "partition",
	                  theorems->is_partition, "profiles", profiles, "instructions", classes);
	json_dumpf(all, out, JSON_INDENT(1));
	putc('\n', out);
	json_decref(all);
}
