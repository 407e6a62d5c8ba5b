/* Expressions: numbers, registers, variables, symbols, "+", "-", "*", "&", "[]", ".", "->",
 * comparisons, "&&" and "||"; and the commands of the debugger. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "machine/dap/dap.h"

enum { MOST_DEPTH = 32 };

struct reader {
	struct dap *dap;
	struct place_of_frame *place;
	const char *at;
	unsigned depth;
};

static bool read_sum(struct reader *reader, struct operand *result);
static bool read_all(struct reader *reader, struct operand *result);

static bool refuse(struct reader *reader, const char *what)
{
	dap_refuse(reader->dap, "%s at '%.40s'", what, reader->at);
	return false;
}

static void skip(struct reader *reader)
{
	reader->at += strspn(reader->at, " \t");
}

static bool take(struct reader *reader, const char *text)
{
	skip(reader);
	size_t length = strlen(text);
	if (strncmp(reader->at, text, length) != 0)
		return false;
	reader->at += length;
	return true;
}

static size_t name_length(const char *text)
{
	size_t length = 0;
	if (isdigit((unsigned char)*text))
		return 0;
	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length;
}

static struct operand word(uint32_t value)
{
	return (struct operand){ NULL, { NULL, 0, VALUE_KNOWN, value } };
}

static bool find_local(struct reader *reader, const char *name, struct operand *result)
{
	struct image_variable variables[MOST_LOCALS];
	size_t count = dap_locals(reader->place, variables);
	for (size_t i = 0; i < count; i++)
		if (strcmp(variables[i].name, name) == 0) {
			*result =
			        (struct operand){ reader->place->activation->image, variables[i] };
			return true;
		}
	return false;
}

static bool find_symbol(struct reader *reader, struct image *image, const char *name,
                        struct operand *result)
{
	uint32_t address;
	struct image_variable variable;
	(void)reader;
	if (image == NULL)
		return false;
	if (image_global(image, name, &variable)) {
		*result = (struct operand){ image, variable };
		return true;
	}
	if (!image_symbol_address(image, name, &address))
		return false;
	for (size_t i = 0; i < image_symbols(image); i++) {
		struct image_symbol symbol = image_symbol(image, i);
		bool is_object = symbol.kind == 'o' && symbol.address == address;
		if (!is_object || strcmp(symbol.name, name) != 0)
			continue;
		*result = (struct operand){ NULL, { NULL, 0, VALUE_IN_MEMORY, address } };
		return true;
	}
	*result = word(address);
	return true;
}

static bool read_name(struct reader *reader, struct operand *result)
{
	char name[256];
	bool is_register = take(reader, "$");
	size_t length = name_length(reader->at);
	const struct activation *activation = reader->place->activation;
	if (length == 0 || length >= sizeof name)
		return refuse(reader, "no value");
	memcpy(name, reader->at, length);
	name[length] = 0;
	int number = dap_register(name, length);
	if (!is_register &&
	    (find_local(reader, name, result) ||
	     find_symbol(reader, activation->image, name, result) ||
	     find_symbol(reader, session_image(&reader->dap->session, reader->place->level), name,
	                 result))) {
		reader->at += length;
		return true;
	}
	if (number < 0)
		return refuse(reader, "no such register, variable or symbol");
	reader->at += length;
	*result = (struct operand){ NULL, { NULL, 0, VALUE_IN_REGISTER, (uint32_t)number } };
	return true;
}

static bool read_primary(struct reader *reader, struct operand *result)
{
	skip(reader);
	if (take(reader, "(")) {
		if (!read_all(reader, result))
			return false;
		return take(reader, ")") || refuse(reader, "a ) is missing");
	}
	if (!isdigit((unsigned char)*reader->at))
		return read_name(reader, result);
	char *end;
	unsigned long long number = strtoull(reader->at, &end, 0);
	if (number > UINT32_MAX)
		return refuse(reader, "a number of more than 32 bits");
	reader->at = end;
	*result = word((uint32_t)number);
	return true;
}

static bool to_word(struct reader *reader, const struct operand *operand, uint32_t *value)
{
	return dap_word(reader->place, operand, value) ||
	       refuse(reader, "no word, or it is not there");
}

static bool read_member(struct reader *reader, struct operand *result)
{
	struct operand whole = *result;
	skip(reader);
	size_t length = name_length(reader->at);
	if (!dap_member(reader->place, &whole, reader->at, length, result))
		return refuse(reader, "no such member");
	reader->at += length;
	return true;
}

static bool read_postfix(struct reader *reader, struct operand *result)
{
	if (!read_primary(reader, result))
		return false;
	for (;;) {
		struct operand whole = *result, index;
		uint32_t number;
		if (take(reader, "->")) {
			if (!dap_element(reader->place, &whole, 0, result))
				return refuse(reader, "no pointer");
			if (!read_member(reader, result))
				return false;
		} else if (take(reader, ".")) {
			if (!read_member(reader, result))
				return false;
		} else if (take(reader, "[")) {
			if (!read_sum(reader, &index) || !to_word(reader, &index, &number))
				return false;
			if (!take(reader, "]"))
				return refuse(reader, "a ] is missing");
			if (!dap_element(reader->place, &whole, number, result))
				return refuse(reader, "no array");
		} else {
			return true;
		}
	}
}

static bool read_prefix(struct reader *reader, struct operand *result)
{
	struct operand inner;
	uint32_t value;
	if (++reader->depth > MOST_DEPTH)
		return refuse(reader, "too deep");
	bool is_fine;
	if (take(reader, "*")) {
		is_fine = read_prefix(reader, &inner);
		if (is_fine && !dap_element(reader->place, &inner, 0, result)) {
			is_fine = to_word(reader, &inner, &value);
			*result = (struct operand){ NULL, { NULL, 0, VALUE_IN_MEMORY, value } };
		}
	} else if (take(reader, "&")) {
		is_fine = read_prefix(reader, &inner);
		if (is_fine && inner.variable.where == VALUE_IN_REGISTER)
			is_fine = refuse(reader, "it is in a register");
		*result = word(inner.variable.value);
	} else if (take(reader, "-")) {
		is_fine = read_prefix(reader, &inner) && to_word(reader, &inner, &value);
		*result = word(is_fine ? 0 - value : 0);
	} else {
		is_fine = read_postfix(reader, result);
	}
	reader->depth--;
	return is_fine;
}

static bool read_sum(struct reader *reader, struct operand *result)
{
	if (++reader->depth > MOST_DEPTH)
		return refuse(reader, "too deep");
	bool is_fine = read_prefix(reader, result);
	while (is_fine) {
		struct operand right;
		uint32_t a, b;
		bool adds = take(reader, "+");
		if (!adds && !take(reader, "-"))
			break;
		is_fine = read_prefix(reader, &right) && to_word(reader, result, &a) &&
		          to_word(reader, &right, &b);
		if (is_fine)
			*result = word(adds ? a + b : a - b);
	}
	reader->depth--;
	return is_fine;
}

enum comparison { EQUAL, UNEQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE, COMPARISONS };

/* Two signs before one. */
static enum comparison take_comparison(struct reader *reader)
{
	static const char *const signs[COMPARISONS] = {
		[EQUAL] = "==",    [UNEQUAL] = "!=", [AT_MOST] = "<=",
		[AT_LEAST] = ">=", [BELOW] = "<",    [ABOVE] = ">",
	};
	enum comparison comparison = 0;
	while (comparison < COMPARISONS && !take(reader, signs[comparison]))
		comparison++;
	return comparison;
}

static bool holds(enum comparison comparison, int64_t a, int64_t b)
{
	switch (comparison) {
	case EQUAL:
		return a == b;
	case UNEQUAL:
		return a != b;
	case AT_MOST:
		return a <= b;
	case AT_LEAST:
		return a >= b;
	case BELOW:
		return a < b;
	case ABOVE:
		return a > b;
	case COMPARISONS:
		break;
	}
	return false;
}

/* Whether its type has a sign. */
static bool has_sign(const struct operand *operand)
{
	return operand->image != NULL &&
	       image_type(operand->image, operand->variable.type).kind == TYPE_SIGNED;
}

/* Of words with a sign where one of the two is declared so. */
static bool read_comparison(struct reader *reader, struct operand *result)
{
	struct operand right;
	uint32_t a, b;
	if (!read_sum(reader, result))
		return false;
	enum comparison comparison = take_comparison(reader);
	if (comparison == COMPARISONS)
		return true;
	if (!read_sum(reader, &right) || !to_word(reader, result, &a) ||
	    !to_word(reader, &right, &b))
		return false;
	bool is_signed = has_sign(result) || has_sign(&right);
	*result = word(is_signed ? holds(comparison, (int32_t)a, (int32_t)b)
	                         : holds(comparison, a, b));
	return true;
}

/* Both are looked at, whatever the first is: nothing is changed by it. */
static bool read_all(struct reader *reader, struct operand *result)
{
	if (!read_comparison(reader, result))
		return false;
	for (;;) {
		struct operand right;
		uint32_t a, b;
		bool is_and = take(reader, "&&");
		if (!is_and && !take(reader, "||"))
			return true;
		if (!read_comparison(reader, &right) || !to_word(reader, result, &a) ||
		    !to_word(reader, &right, &b))
			return false;
		*result = word(is_and ? a != 0 && b != 0 : a != 0 || b != 0);
	}
}

bool dap_calculate(struct dap *dap, struct place_of_frame *place, const char *text,
                   struct operand *result)
{
	struct reader reader = { dap, place, text, 0 };
	if (!read_all(&reader, result))
		return false;
	skip(&reader);
	return *reader.at == 0 || refuse(&reader, "more than an expression");
}

bool dap_find_data(struct dap *dap, const json_t *arguments, unsigned *level, uint32_t *address,
                   uint32_t *size)
{
	const char *name = dap_string(arguments, "name");
	struct place_of_frame place;
	struct operand operand;
	int64_t frame = 0, number = 0, bytes = 0;
	dap_number(arguments, "frameId", 1, INT64_MAX, &frame);
	dap_number(arguments, "variablesReference", 1, INT64_MAX, &number);
	dap_number(arguments, "bytes", 1, PAGE_SIZE, &bytes);
	*size = bytes == 0 ? sizeof *address : (uint32_t)bytes;
	if (name == NULL)
		return dap_refuse(dap, "which data?") != NULL;
	if (dap_truth(arguments, "asAddress", false))
		return dap_take_reference(name, level, address) ||
		       dap_refuse(dap, "no such address") != NULL;
	if (number != 0) {
		if (!dap_find_variable(dap, number, name, &place, &operand))
			return dap_refuse(dap, "no such variable") != NULL;
	} else {
		if (frame == 0)
			frame = (int64_t)dap->debugger.search.level * MOST_FRAMES + 1;
		if (!dap_look_at_frame(dap, frame, &place) ||
		    !dap_calculate(dap, &place, name, &operand))
			return false;
	}
	*level = place.level;
	*address = operand.variable.value;
	if (operand.image != NULL && bytes == 0)
		*size = image_type(operand.image, operand.variable.type).size;
	if (operand.variable.where == VALUE_IN_REGISTER || operand.variable.where == VALUE_LOST)
		return dap_refuse(dap, "it is not in memory") != NULL;
	return (*size >= 1 && *size <= PAGE_SIZE) || dap_refuse(dap, "it has no size") != NULL;
}

static bool is_command(const char *text)
{
	size_t length = strcspn(text, " ");
#define COMMAND(function, name, arguments, about)                       \
	if (strlen(name) == length && strncmp(text, name, length) == 0) \
		return true;
#include "machine/debug/commands.def"
	return false;
}

/* A command may have moved, or looks at another level: the client is to look again. */
static json_t *run_command(struct dap *dap, const char *text)
{
	struct debugger *debugger = &dap->debugger;
	struct search *search = &debugger->search;
	uint64_t position = search->timeline.position;
	unsigned level = search->level;
	char *copy = strdup(text);
	if (copy == NULL)
		return dap_refuse(dap, "out of memory");
	dap_place_points(dap);
	reply_clear(&debugger->packets);
	debug_select_thread(debugger, 0);
	debug_command(debugger, copy);
	free(copy);
	dap_place_points(dap);
	if (search->timeline.position != position || search->level != level)
		dap->stop = "goto";
	return json_pack("{s:o, s:i}", "result",
	                 dap_text(debugger->packets.reply, debugger->packets.reply_size),
	                 "variablesReference", 0);
}

json_t *dap_evaluate(struct dap *dap, const json_t *arguments)
{
	const char *text = dap_string(arguments, "expression"),
	           *context = dap_string(arguments, "context");
	int64_t frame = (int64_t)dap->debugger.search.level * MOST_FRAMES + 1;
	struct place_of_frame place;
	struct operand operand;
	if (text == NULL)
		return dap_refuse(dap, "which expression?");
	if (context != NULL && strcmp(context, "repl") == 0 && is_command(text))
		return run_command(dap, text);
	if (json_object_get(arguments, "frameId") != NULL &&
	    !dap_number(arguments, "frameId", 1, INT64_MAX, &frame))
		return dap_refuse(dap, "no such frame");
	if (!dap_look_at_frame(dap, frame, &place) || !dap_calculate(dap, &place, text, &operand))
		return NULL;
	json_t *shown = dap_show(dap, &place, "", &operand);
	json_object_set(shown, "result", json_object_get(shown, "value"));
	json_object_del(shown, "value");
	json_object_del(shown, "name");
	return shown;
}
