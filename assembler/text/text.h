/* Small readers of text: escapes in strings, and operands that are words rather than expressions.
 */
#ifndef PG32_ASSEMBLER_TEXT_H
#define PG32_ASSEMBLER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/text/span.h"
#include "machine/front/memory.h"

/* The first byte that length characters of a string stand for, and how many they are that do.
 * Returns NULL, or what is wrong with them. */
const char *unescape(const char *text, size_t length, uint8_t *byte, size_t *used);

/* The byte of the character constant that a text begins with, and how many characters that is; the
 * quote after it may be missing. Returns NULL, or what is wrong. */
const char *read_character(const char *text, size_t length, uint8_t *byte, size_t *used);

/* Takes from the beginning of a text: blanks; a character if it is next; a word up to a blank or
 * comma, or a string in quotes (without them); a name; a number. A word or name may be empty. */
void skip_blanks(struct span *text);
bool take_character(struct span *text, char character);
struct span take_word(struct span *text);
struct span take_name(struct span *text);
bool take_number(struct span *text, uint32_t *number);

/* Whether a character may be part of a name. */
bool is_word_character(char character);

/* The length of the comment between slashes and asterisks that a text begins with; 0: none. */
size_t comment_length(struct span text);

/* A text of the same length with blanks in place of its comments, in the arena if it has any. */
struct span without_comments(struct arena *arena, struct span text);

/* A text as GNU as hands it to macros: blanks are left where they part words or stand before a
 * string, and a character constant is its number. The copy is in the arena; its location is the
 * text's. */
struct span plain_text(struct arena *arena, struct span text);

/* The location of the rest of a plain text in the text that it was made of. */
uint32_t plain_location(struct arena *arena, struct span text, const struct span *rest);

/* An argument at the beginning of a plain text, up to a comma or to a blank that is not in
 * parentheses. Quotes around it are taken off. */
struct span take_argument(struct span *text);

/* The first character of a word, in UTF-8, that nobody sees; 0: there is none. */
uint32_t unseen_character(const char *word, size_t length);

/* Whether the span is this word. */
bool span_is(struct span span, const char *word);

#endif
