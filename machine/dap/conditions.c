/* Conditions of breakpoints, how often they were come to, and what they say. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "machine/dap/dap.h"

static const struct {
	const char *sign;
	enum hits hits;
} signs[] = {
	{ ">=", HITS_FROM }, { "<=", HITS_AT_MOST }, { "==", HITS_EQUAL }, { ">", HITS_ABOVE },
	{ "<", HITS_BELOW }, { "=", HITS_EQUAL },    { "%", HITS_EACH },   { "", HITS_FROM },
};

/* A number of hits, with a sign before it or none. */
static bool take_hits(const char *text, struct terms *terms)
{
	unsigned i = 0;
	struct failure failure;
	uint64_t number;
	char digits[16] = "";
	text += strspn(text, " \t");
	while (strncmp(text, signs[i].sign, strlen(signs[i].sign)) != 0)
		i++;
	text += strlen(signs[i].sign);
	text += strspn(text, " \t");
	size_t length = strcspn(text, " \t");
	if (length < sizeof digits)
		memcpy(digits, text, length);
	if (text[length + strspn(text + length, " \t")] != 0 ||
	    !read_number("hits", digits, 1, UINT32_MAX, &number, &failure))
		return false;
	terms->hits = signs[i].hits;
	terms->number = (uint32_t)number;
	return true;
}

/* A copy of a text of the item; NULL where it has none. */
static char *copy_of(const json_t *item, const char *name)
{
	const char *text = dap_string(item, name);
	return text == NULL || *text == 0 ? NULL : strdup(text);
}

bool dap_take_terms(struct dap *dap, const json_t *item, struct terms *terms)
{
	const char *hits = dap_string(item, "hitCondition");
	*terms = (struct terms){ .hits = HITS_ALL };
	if (hits != NULL && *hits != 0 && !take_hits(hits, terms))
		return dap_refuse(dap,
		                  "hits are a number, with >=, >, ==, <=, < or %% before it") !=
		       NULL;
	terms->condition = copy_of(item, "condition");
	terms->message = copy_of(item, "logMessage");
	return true;
}

void dap_free_terms(struct terms *terms)
{
	free(terms->condition);
	free(terms->message);
}

static bool are_enough(const struct terms *terms)
{
	switch (terms->hits) {
	case HITS_ALL:
		return true;
	case HITS_FROM:
		return terms->count >= terms->number;
	case HITS_ABOVE:
		return terms->count > terms->number;
	case HITS_AT_MOST:
		return terms->count <= terms->number;
	case HITS_BELOW:
		return terms->count < terms->number;
	case HITS_EQUAL:
		return terms->count == terms->number;
	case HITS_EACH:
		return terms->count % terms->number == 0;
	}
	return true;
}

/* The innermost frame of the level that has come to it. */
static bool look(struct dap *dap, unsigned level, struct place_of_frame *place)
{
	dap_forget_place(dap);
	debug_select_thread(&dap->debugger, 0);
	return dap_look_at_frame(dap, (int64_t)level * MOST_FRAMES + 1, place);
}

/* One that cannot be told is so, and is said: else the user would wait for ever. */
static bool is_so(struct dap *dap, const struct breakpoint *breakpoint)
{
	struct place_of_frame place;
	struct operand operand;
	uint32_t value;
	const char *condition = breakpoint->terms.condition;
	if (condition == NULL)
		return true;
	if (look(dap, breakpoint->point.level, &place) &&
	    dap_calculate(dap, &place, condition, &operand)) {
		if (dap_word(&place, &operand, &value))
			return value != 0;
		dap_refuse(dap, "no word, or it is not there");
	}
	dap_say(dap, "important", "the condition '%s': %s\n", condition, dap->problem);
	return true;
}

/* The value of an expression, between { and }, as text. */
static void write_value(struct dap *dap, FILE *file, struct place_of_frame *place, const char *text,
                        size_t length)
{
	struct operand operand;
	char *copy = strndup(text, length);
	if (copy == NULL)
		return;
	if (place == NULL || !dap_calculate(dap, place, copy, &operand)) {
		fprintf(file, "{%s: %s}", copy, dap->problem);
	} else {
		json_t *shown = dap_show(dap, place, "", &operand);
		const char *value = dap_string(shown, "value");
		fputs(value == NULL ? "?" : value, file);
		json_decref(shown);
	}
	free(copy);
}

/* Says the message, with the values of what is between { and }. */
static void say(struct dap *dap, const struct breakpoint *breakpoint)
{
	struct place_of_frame place;
	bool is_there = look(dap, breakpoint->point.level, &place);
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return;
	for (const char *at = breakpoint->terms.message; *at != 0;) {
		const char *end = *at == '{' ? strchr(at, '}') : NULL;
		if (end == NULL) {
			putc(*at++, file);
			continue;
		}
		write_value(dap, file, is_there ? &place : NULL, at + 1, (size_t)(end - at) - 1);
		at = end + 1;
	}
	putc('\n', file);
	if (fclose(file) == 0) {
		dap_flush_output(dap);
		dap_event(dap, "output",
		          json_pack("{s:s, s:o}", "category", "console", "output",
		                    dap_text(text, size)));
	}
	free(text);
}

bool dap_stops_at(struct dap *dap, const struct point *point)
{
	struct breakpoint *breakpoint =
	        (struct breakpoint *)(uintptr_t)dap_breakpoint_of(dap, point);
	struct breakpoint *first = dap->breakpoints;
	if (breakpoint == NULL)
		return true;
	while (first->id != breakpoint->id)
		first++;
	struct terms *terms = &first->terms;
	if (!is_so(dap, first))
		return false;
	terms->count++;
	if (!are_enough(terms))
		return false;
	if (terms->message == NULL)
		return true;
	say(dap, first);
	return false;
}
