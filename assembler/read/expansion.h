/* Repeated text: bodies that are kept as they are written and read again with their parameters
 * replaced. */
#ifndef PG32_ASSEMBLER_EXPANSION_H
#define PG32_ASSEMBLER_EXPANSION_H

#include "assembler/read/reader.h"
#include "assembler/text/parameter.h"

/* Lines of the source, to be read again. */
struct body {
	struct span text;
	const char *file;
	unsigned first_line, lines;
};

/* Reads statements up to the directive that ends what the statement began; those of the same family
 * inside are balanced. False after an error. */
bool read_body(struct assembler *assembler, const struct statement *statement, struct body *body);

/* A text that grows; what does not fit into its limit is left out and remembered. */
struct expansion {
	char *text;
	size_t size, capacity;
	uint64_t copies;  /* how many bodies it has */
	bool is_unclosed; /* the body that is added has no more ')' */
	bool is_too_large;
};

/* Adds a body with \name and &name replaced by the values, \@ by the counter and \(text) by the
 * text. */
void expand(struct expansion *expansion, const struct span *body,
            const struct parameters *parameters, uint64_t counter);

/* Adds a body as it is. */
void repeat(struct expansion *expansion, const struct span *body);

/* Whether so many bytes, read as often as the text around them is, are more than anyone means. */
bool is_absurd(const struct reader *reader, uint64_t count, uint64_t size);

/* Reads the expansion of a body next, and takes it over. What says what it is, for messages. */
void enter_expansion(struct assembler *assembler, const struct statement *statement,
                     struct expansion *expansion, const struct body *body, const char *what);

#endif
