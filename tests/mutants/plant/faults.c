/* Finds what can be wrong in a source: operators, comparisons, constants, conditions, statements
 * left out. Each becomes a switch in the text, so that one build has them all. */
#include "tests/mutants/plant/faults.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"

enum { MOST = 4000 };

/* What an operator becomes, as an expression of fault_l and fault_r. A sum may be of pointers, and
 * what a difference becomes has to be one, too. */
static const struct operator
{
	const char *sign;
	unsigned looseness; /* 3 binds closest */
	const char *other, *name;
}
operators[] = {
	{ "*", 3, "fault_l + fault_r", "+" },
	{ "/", 3, "fault_l * fault_r", "*" },
	{ "%", 3, "fault_l", "nothing" },
	{ "+", 4, "fault_l - fault_r", "-" },
	{ "-", 4, "fault_l - fault_r + 1", "- less one" },
	{ "<<", 5, "fault_l >> fault_r", ">>" },
	{ ">>", 5, "fault_l << fault_r", "<<" },
	{ "<", 6, "fault_l <= fault_r", "<=" },
	{ "<=", 6, "fault_l < fault_r", "<" },
	{ ">", 6, "fault_l >= fault_r", ">=" },
	{ ">=", 6, "fault_l > fault_r", ">" },
	{ "==", 7, "fault_l != fault_r", "!=" },
	{ "!=", 7, "fault_l == fault_r", "==" },
	{ "&", 8, "fault_l | fault_r", "|" },
	{ "^", 9, "fault_l | fault_r", "|" },
	{ "|", 10, "fault_l & fault_r", "&" },
	{ "&&", 11, NULL, NULL },
	{ "||", 12, NULL, NULL },
};

enum { RANK_CONSTANT, TIGHTEST = 3, LOOSEST = 12, RANK_DECIDES, RANK_CONDITION, RANK_STATEMENT };

static const char ends[] = "; , ? : { } = += -= *= /= %= &= |= ^= <<= >>=";
static const char leaders[] = "return else do case goto";

static bool is_cast(const struct token *tokens, unsigned closing)
{
	unsigned opening = tokens[closing].partner;
	return token_is(&tokens[closing], ")") && token_is_type(&tokens[opening + 1]) &&
	       (opening == 0 || !token_is(&tokens[opening - 1], "sizeof"));
}

/* Whether the token closes the condition of a statement. */
static bool closes_control(const struct token *tokens, unsigned i)
{
	unsigned opening = tokens[i].partner;
	return token_is(&tokens[i], ")") && opening > 0 &&
	       token_is_of(&tokens[opening - 1], "if while for switch");
}

/* Whether an operand ends here, so that an operator behind it has two. */
static bool ends_operand(const struct token *tokens, unsigned i)
{
	const struct token *token = &tokens[i];
	switch (token->kind) {
	case KIND_NUMBER:
	case KIND_TEXT:
		return true;
	case KIND_WORD:
		return !token_is_type(token) && !token_is_of(token, leaders) &&
		       !token_is(token, "sizeof") &&
		       (i == 0 || !token_is_of(&tokens[i - 1], "struct enum union"));
	case KIND_SIGN:
		break;
	}
	return token_is(token, "]") ||
	       (token_is(token, ")") && !is_cast(tokens, i) && !closes_control(tokens, i));
}

static const struct operator* operator_at(const struct token *tokens, unsigned i)
{
	if (tokens[i].kind != KIND_SIGN || i == 0 || !ends_operand(tokens, i - 1))
		return NULL;
	for (size_t k = 0; k < sizeof operators / sizeof *operators; k++)
		if (token_is(&tokens[i], operators[k].sign))
			return &operators[k];
	return NULL;
}

/* The text of a macro, or a function, that a token belongs to. */
static bool are_together(const struct token *tokens, unsigned a, unsigned b)
{
	return tokens[a].directive == tokens[b].directive;
}

/* Whether an operand goes no further than this token. */
static bool stops(const struct token *tokens, unsigned i, unsigned looseness)
{
	const struct operator* operator= operator_at(tokens, i);
	if (operator!= NULL)
		return operator->looseness> looseness;
	return token_is_of(&tokens[i], ends) || token_is_of(&tokens[i], leaders) ||
	       closes_control(tokens, i);
}

/* The first token of what is left of an operator of this looseness. */
static unsigned left_of(const struct source *source, unsigned at, unsigned looseness)
{
	const struct token *tokens = source->tokens;
	unsigned i = at;
	while (i > 0 && are_together(tokens, i - 1, at) && !stops(tokens, i - 1, looseness)) {
		unsigned partner = tokens[i - 1].partner;
		if (partner > i - 1) /* what opens is not ours */
			break;
		if (tokens[at].directive != 0 && !tokens[i - 1].is_code && partner == i - 1 &&
		    token_is(&tokens[i - 2], "define"))
			break;
		i = partner;
	}
	return i;
}

/* The last token of what is right of it. */
static unsigned right_of(const struct source *source, unsigned at, unsigned looseness)
{
	const struct token *tokens = source->tokens;
	unsigned i = at;
	while (i + 1 < source->count && are_together(tokens, i + 1, at) &&
	       !stops(tokens, i + 1, looseness)) {
		if (tokens[i + 1].partner < i + 1)
			break;
		i = tokens[i + 1].partner;
	}
	return i;
}

static unsigned add_fault(struct faults *faults, unsigned token, const char *format, ...)
        __attribute__((format(printf, 3, 4)));
static unsigned add_fault(struct faults *faults, unsigned token, const char *format, ...)
{
	struct fault *fault = &faults->list[faults->count++];
	if (faults->count >= MOST)
		exit(EXIT_FAULT);
	*fault = (struct fault){ .number = faults->next++, .token = token };
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(fault->change, sizeof fault->change, format, arguments);
	va_end(arguments);
	return fault->number;
}

static struct edit *add_edit(struct faults *faults, unsigned from, unsigned to, unsigned rank)
{
	struct edit *edit = &faults->edits[faults->edit_count++];
	*edit = (struct edit){ .from = from, .to = to, .rank = rank };
	return edit;
}

/* Which of two operands decides is left out. */
static void find_logical(struct faults *faults, const struct source *source, unsigned i,
                         unsigned from, unsigned to)
{
	bool is_and = token_is(&source->tokens[i], "&&");
	unsigned left = add_fault(faults, i, "left of %s: left out", is_and ? "&&" : "||");
	unsigned right = add_fault(faults, i, "right of %s: left out", is_and ? "&&" : "||");
	const char *format = is_and ? "(FAULT(%u) || (" : "(!FAULT(%u) && (";
	for (unsigned side = 0; side < 2; side++) {
		struct edit *edit = add_edit(faults, side == 0 ? from : i + 1,
		                             side == 0 ? i - 1 : to, is_and ? 11 : LOOSEST);
		snprintf(edit->open, CODE_ROOM, format, side == 0 ? left : right);
		strcpy(edit->close, "))");
	}
}

static void find_operator(struct faults *faults, const struct source *source, unsigned i)
{
	const struct operator* operator= operator_at(source->tokens, i);
	if (operator== NULL)
		return;
	unsigned from = left_of(source, i, operator->looseness);
	unsigned to = right_of(source, i, operator->looseness - 1);
	if (operator->other == NULL) {
		find_logical(faults, source, i, from, to);
		return;
	}
	unsigned number = add_fault(faults, i, "%s: %s", operator->sign, operator->name);
	struct edit *edit = add_edit(faults, from, to, operator->looseness);
	edit->at = i;
	strcpy(edit->open, "({ __auto_type fault_l = (");
	strcpy(edit->between, "); __auto_type fault_r = (");
	snprintf(edit->close, CODE_ROOM, "); FAULT(%u) ? %s : fault_l %s fault_r; })",
	         number, operator->other, operator->sign);
}

/* One operand: ! and ~. */
static void find_negation(struct faults *faults, const struct source *source, unsigned i)
{
	if (!token_is_of(&source->tokens[i], "! ~"))
		return;
	unsigned to = right_of(source, i, TIGHTEST - 1);
	bool is_not = token_is(&source->tokens[i], "!");
	unsigned number = add_fault(faults, i, "%s: left out", is_not ? "!" : "~");
	struct edit *edit = add_edit(faults, i, to, TIGHTEST - 1);
	edit->at = i;
	strcpy(edit->between, "(");
	strcpy(edit->open, "({ __auto_type fault_r = ");
	snprintf(edit->close, CODE_ROOM, "); FAULT(%u) ? fault_r : %sfault_r; })", number,
	         is_not ? "!" : "~");
}

/* A name that is a constant's. */
static bool is_constant_name(const struct token *tokens, unsigned i)
{
	const struct token *token = &tokens[i];
	if (token->kind != KIND_WORD || token->length < 3 ||
	    token_is_of(token, "NULL REQUEST FIELD") || token_is_of(&tokens[i + 1], "( ##") ||
	    token_is_of(&tokens[i - 1], "## # . -> goto"))
		return false;
	for (size_t k = 0; k < token->length; k++)
		if (!isupper((unsigned char)token->text[k]) &&
		    !isdigit((unsigned char)token->text[k]) && token->text[k] != '_')
			return false;
	return true;
}

static void find_constant(struct faults *faults, const struct source *source, unsigned i)
{
	const struct token *tokens = source->tokens;
	unsigned to = i;
	if (token_is_of(&tokens[i], "true false")) {
		struct edit *edit = add_edit(faults, i, i, RANK_CONSTANT);
		unsigned number = add_fault(faults, i, "%.*s: the other", (int)tokens[i].length,
		                            tokens[i].text);
		snprintf(edit->open, CODE_ROOM, "(FAULT(%u) != ", number);
		strcpy(edit->close, ")");
		return;
	}
	if (token_is_of(&tokens[i], "UINT32_C UINT64_C"))
		to = tokens[i + 1].partner;
	else if (tokens[i].kind != KIND_NUMBER && !is_constant_name(tokens, i))
		return;
	if (i > 1 && token_is(&tokens[i - 1], "(") && token_is(&tokens[i - 2], "while"))
		return;
	unsigned shown = to == i ? i : i + 2;
	unsigned number = add_fault(faults, i, "%.*s: one more", (int)tokens[shown].length,
	                            tokens[shown].text);
	struct edit *edit = add_edit(faults, i, to, RANK_CONSTANT);
	strcpy(edit->open, "(");
	snprintf(edit->close, CODE_ROOM, " + FAULT(%u))", number);
}

/* What is asked is always so, or never. */
static void find_condition(struct faults *faults, const struct source *source, unsigned i)
{
	const struct token *tokens = source->tokens;
	bool is_loop = token_is(&tokens[i], "while");
	if (token_is(&tokens[i], "?")) {
		unsigned from = left_of(source, i, LOOSEST);
		unsigned number = add_fault(faults, i, "?: the other");
		struct edit *edit = add_edit(faults, from, i - 1, RANK_DECIDES);
		snprintf(edit->open, CODE_ROOM, "(FAULT(%u) != !!(", number);
		strcpy(edit->close, "))");
		return;
	}
	if (!is_loop && !token_is(&tokens[i], "if"))
		return;
	unsigned from = i + 2, to = tokens[i + 1].partner - 1;
	if (is_loop && from == to)
		return;
	struct edit *edit = add_edit(faults, from, to, RANK_CONDITION);
	unsigned never = add_fault(faults, i, "%s: never", is_loop ? "while" : "if");
	if (is_loop) {
		snprintf(edit->open, CODE_ROOM, "!FAULT(%u) && (", never);
		strcpy(edit->close, ")");
		return;
	}
	unsigned always = add_fault(faults, i, "if: always");
	snprintf(edit->open, CODE_ROOM, "!FAULT(%u) && (FAULT(%u) || (", never, always);
	strcpy(edit->close, "))");
}

/* Whether a statement begins here that is no declaration, and is all that a condition decides on
 * neither. */
static bool begins_statement(const struct source *source, unsigned i)
{
	const struct token *tokens = source->tokens;
	if (i == 0 || !token_is_of(&tokens[i - 1], "; { } else do :"))
		return false;
	if (token_is(&tokens[i - 1], ":") && i > 1 && !tokens[i - 2].is_code)
		; /* behind case: */
	else if (token_is(&tokens[i - 1], ":") && !(i > 2 && token_is_of(&tokens[i - 3], "; { }")))
		return false;
	if (token_is_of(&tokens[i], "goto break continue * ++ --"))
		return true;
	if (token_is(&tokens[i], "return"))
		return token_is(&tokens[i + 1], ";");
	if (tokens[i].kind != KIND_WORD || token_is_type(&tokens[i]) ||
	    token_is_of(&tokens[i], "if while for switch case default do else sizeof typedef enum"))
		return false;
	return token_is_of(&tokens[i + 1], "( -> . [ = += -= *= /= %= &= |= ^= <<= >>= ++ --");
}

/* Whether what is around a token is a block, or the text of a macro. */
static bool is_in_block(const struct source *source, unsigned at)
{
	const struct token *tokens = source->tokens;
	unsigned i = at;
	while (i > 0 && are_together(tokens, i - 1, at)) {
		unsigned partner = tokens[i - 1].partner;
		if (partner > i - 1)
			return token_is(&tokens[i - 1], "{") &&
			       (i == 1 || token_is_of(&tokens[i - 2], ") else do ; { }") ||
			        token_is(&tokens[i - 2], ":"));
		i = partner;
	}
	return tokens[at].directive != 0;
}

static void find_statement(struct faults *faults, const struct source *source, unsigned i)
{
	const struct token *tokens = source->tokens;
	if (!begins_statement(source, i) || !is_in_block(source, i))
		return;
	unsigned end = i;
	while (end < source->count && are_together(tokens, end, i) &&
	       !token_is(&tokens[end], ";")) {
		if (tokens[end].partner < end || token_is(&tokens[end], "{"))
			return;
		end = tokens[end].partner + 1;
	}
	if (!token_is(&tokens[end], ";") || !are_together(tokens, end, i))
		return;
	struct edit *edit = add_edit(faults, i, end, RANK_STATEMENT);
	unsigned number =
	        add_fault(faults, i, "%.*s: left out", (int)tokens[i].length, tokens[i].text);
	snprintf(edit->open, CODE_ROOM, "if (FAULT(%u)) ; else ", number);
}

void faults_find(struct faults *faults, const struct source *source)
{
	faults->list = calloc(MOST, sizeof *faults->list);
	faults->edits = calloc(MOST, sizeof *faults->edits);
	if (faults->list == NULL || faults->edits == NULL)
		exit(EXIT_FAULT);
	for (unsigned i = 1; i < source->count; i++) {
		if (!source->tokens[i].is_code)
			continue;
		find_constant(faults, source, i);
		find_operator(faults, source, i);
		find_negation(faults, source, i);
		find_condition(faults, source, i);
		find_statement(faults, source, i);
	}
}
