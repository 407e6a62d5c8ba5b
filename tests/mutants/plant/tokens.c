/* Reads C into tokens, and says which of them are executed. */
#include "tests/mutants/plant/tokens.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"

enum { ROOM = 1 << 17, DEPTH = 100 };

bool token_is(const struct token *token, const char *text)
{
	return token->length == strlen(text) && memcmp(token->text, text, token->length) == 0;
}

bool token_is_of(const struct token *token, const char *texts)
{
	while (*texts != 0) {
		size_t length = strcspn(texts, " ");
		if (token->length == length && memcmp(token->text, texts, length) == 0)
			return true;
		texts += length + (texts[length] == ' ');
	}
	return false;
}

bool token_is_type(const struct token *token)
{
	static const char types[] =
	        "struct enum union void bool char short int long unsigned const static";
	return token->kind == KIND_WORD &&
	       (token_is_of(token, types) ||
	        (token->length > 2 && memcmp(token->text + token->length - 2, "_t", 2) == 0));
}

/* Behind spaces and comments; a line that goes on is a space. *new_line: a line began. */
static const char *skip_gap(const char *at, bool *new_line)
{
	for (;;) {
		if (memcmp(at, "/*", 2) == 0) {
			const char *end = strstr(at + 2, "*/");
			at = end == NULL ? at + strlen(at) : end + 2;
		} else if (memcmp(at, "\\\n", 2) == 0) {
			at += 2;
		} else if (*at != 0 && isspace((unsigned char)*at)) {
			*new_line = *new_line || *at == '\n';
			at++;
		} else {
			return at;
		}
	}
}

static const char *skip_quoted(const char *at)
{
	char quote = *at++;
	while (*at != 0 && *at != quote)
		at += 1 + (*at == '\\' && at[1] != 0);
	return at + (*at != 0);
}

static const char *skip_token(const char *at, enum kind *kind)
{
	static const char signs[] =
	        "<<= >>= ... -> ++ -- << >> <= >= == != && || += -= *= /= %= &= |= ^= ##";
	if (isalnum((unsigned char)*at) || *at == '_') {
		*kind = isdigit((unsigned char)*at) ? KIND_NUMBER : KIND_WORD;
		while (isalnum((unsigned char)*at) || *at == '_')
			at++;
		return at;
	}
	*kind = *at == '"' || *at == '\'' ? KIND_TEXT : KIND_SIGN;
	if (*kind == KIND_TEXT)
		return skip_quoted(at);
	for (size_t length = 3; length > 1; length--)
		if (strnlen(at, length) == length &&
		    token_is_of(&(struct token){ .text = at, .length = length }, signs))
			return at + length;
	return at + 1;
}

static void split(struct source *source)
{
	const char *at = source->text, *counted = at;
	unsigned line = 1, directives = 0;
	bool new_line = true, in_directive = false;
	for (;;) {
		struct token *token = &source->tokens[source->count];
		*token = (struct token){ .gap = at, .partner = source->count };
		at = skip_gap(at, &new_line);
		token->text = at;
		token->gap_length = (size_t)(at - token->gap);
		if (*at == 0)
			return;
		for (; counted < at; counted++)
			line += *counted == '\n';
		token->line = line;
		if (new_line) {
			in_directive = *at == '#';
			directives += in_directive;
		}
		new_line = false;
		at = skip_token(at, &token->kind);
		token->length = (size_t)(at - token->text);
		token->directive = in_directive ? directives : 0;
		if (++source->count == ROOM - 1) {
			fprintf(stderr, "plant: %s: is too long\n", source->path);
			exit(EXIT_NO_INPUT);
		}
	}
}

static void pair_brackets(struct source *source)
{
	unsigned open[DEPTH], depth = 0;
	for (unsigned i = 0; i < source->count; i++) {
		struct token *token = &source->tokens[i];
		if (token->kind != KIND_SIGN || token->length != 1)
			continue;
		if (strchr("([{", *token->text) != NULL && depth < DEPTH) {
			open[depth++] = i;
		} else if (strchr(")]}", *token->text) != NULL && depth > 0) {
			token->partner = open[--depth];
			source->tokens[token->partner].partner = i;
		}
	}
}

static void mark(struct source *source, unsigned from, unsigned to, bool is_code)
{
	for (unsigned i = from; i < to; i++)
		source->tokens[i].is_code = is_code;
}

/* The end of the directive that begins here. */
static unsigned directive_end(const struct source *source, unsigned i)
{
	unsigned end = i;
	while (end < source->count && source->tokens[end].directive == source->tokens[i].directive)
		end++;
	return end;
}

/* The text of a macro is executed, unless it is of constants alone. */
static void mark_macro(struct source *source, unsigned i, unsigned end)
{
	const struct token *tokens = source->tokens;
	unsigned body = i + 3;
	bool is_code = false;
	if (!token_is(&tokens[i + 1], "define") || body >= end)
		return;
	if (token_is(&tokens[body], "(") && tokens[body].gap_length == 0) {
		body = tokens[body].partner + 1;
		is_code = true;
	}
	for (unsigned at = body; at < end; at++)
		is_code = is_code || (tokens[at].kind == KIND_WORD &&
		                      islower((unsigned char)*tokens[at].text));
	mark(source, body, end, is_code);
}

/* What is executed of a row of a table: the value of a reset, the condition of a request. */
static void mark_row(struct source *source, unsigned i, unsigned commas)
{
	unsigned end = source->tokens[i + 1].partner, at = i + 2;
	for (; at < end && commas > 0; at++)
		commas -= token_is(&source->tokens[at], ",");
	mark(source, at, end, true);
}

static void mark_code(struct source *source)
{
	struct token *tokens = source->tokens;
	for (unsigned i = 0; i < source->count; i++) {
		if (tokens[i].directive != 0) {
			unsigned end = directive_end(source, i);
			mark_macro(source, i, end);
			i = end - 1;
		} else if (token_is(&tokens[i], "{")) {
			if (i == 0 || !token_is(&tokens[i - 1], ")")) {
				i = tokens[i].partner;
				continue;
			}
			for (unsigned at = i; at < tokens[i].partner; at++)
				tokens[at].is_code = tokens[at].directive == 0;
		} else if (token_is(&tokens[i], "REQUEST")) {
			mark_row(source, i, 1);
		} else if (token_is(&tokens[i], "FIELD")) {
			mark_row(source, i, 3);
		}
	}
}

/* Behind the first of these signs. */
static unsigned behind(const struct source *source, unsigned i, const char *sign)
{
	while (i < source->count && !token_is(&source->tokens[i], sign))
		i++;
	return i + 1;
}

/* The room of an array that is declared, or the place of an element that is listed. */
static bool is_constant_index(const struct token *tokens, unsigned i)
{
	if (i < 2 || !token_is(&tokens[i], "["))
		return false;
	if (token_is_of(&tokens[i - 1], "{ ,"))
		return true;
	return tokens[i - 1].kind == KIND_WORD && tokens[i - 2].kind == KIND_WORD &&
	       !token_is_of(&tokens[i - 2], "return else do case");
}

/* What has to be constant, and what is no expression. */
static void unmark_constants(struct source *source)
{
	struct token *tokens = source->tokens;
	for (unsigned i = 0; i < source->count; i++) {
		if (!tokens[i].is_code)
			continue;
		unsigned end = i;
		if ((token_is(&tokens[i], "static") && !token_is(&tokens[i + 1], "inline")) ||
		    (token_is(&tokens[i], "enum") && token_is(&tokens[i + 1], "{")))
			end = behind(source, i, ";");
		else if (token_is(&tokens[i], "case"))
			end = behind(source, i, ":");
		else if (token_is_of(&tokens[i], "_Static_assert __attribute__ __asm__"))
			end = behind(source, i, ";");
		else if (token_is_of(&tokens[i], "UINT32_C UINT64_C"))
			mark(source, i + 1, tokens[i + 1].partner + 1, false);
		else if (token_is(&tokens[i], "sizeof"))
			end = token_is(&tokens[i + 1], "(") ? tokens[i + 1].partner + 1 : i + 2;
		else if (is_constant_index(tokens, i))
			end = tokens[i].partner + 1;
		else if (token_is_of(&tokens[i], "# ##"))
			tokens[i - 1].is_code = tokens[i + 1].is_code = false;
		mark(source, i, end, false);
	}
}

static char *read_text(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(ROOM * 8);
	if (file == NULL || text == NULL) {
		fprintf(stderr, "plant: %s: %s\n", path, strerror(errno));
		exit(EXIT_NO_INPUT);
	}
	text[fread(text, 1, ROOM * 8 - 1, file)] = 0;
	fclose(file);
	return text;
}

void source_read(struct source *source, const char *path)
{
	*source = (struct source){ .path = path, .text = read_text(path) };
	source->tokens = calloc(ROOM, sizeof *source->tokens);
	if (source->tokens == NULL)
		exit(EXIT_FAULT);
	split(source);
	pair_brackets(source);
	mark_code(source);
	unmark_constants(source);
}

void source_release(struct source *source)
{
	free(source->tokens);
	free(source->text);
}
