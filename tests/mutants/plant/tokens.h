/* A C source as the planter reads it: tokens, and the gaps before them, which together are the
 * text. */
#ifndef PG32_TESTS_MUTANTS_PLANT_TOKENS_H
#define PG32_TESTS_MUTANTS_PLANT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum kind { KIND_WORD, KIND_NUMBER, KIND_TEXT, KIND_SIGN };

struct token {
	const char *gap, *text; /* space and comments, then the token */
	size_t gap_length, length;
	unsigned line;
	enum kind kind;
	unsigned partner;   /* of a bracket the other one; else itself */
	unsigned directive; /* counted; 0: it is in none */
	bool is_code;       /* it is executed, and may be changed */
};

struct source {
	const char *path;
	char *text;
	struct token *tokens; /* the last one is empty, its gap the end of the text */
	unsigned count;       /* without it */
};

/* Reads a file; a line and exit status 66 where that cannot be. */
void source_read(struct source *source, const char *path);
void source_release(struct source *source);

bool token_is(const struct token *token, const char *text);
/* Whether it is one of these, which are separated by spaces. */
bool token_is_of(const struct token *token, const char *texts);
/* A word that a type begins with. */
bool token_is_type(const struct token *token);

#endif
