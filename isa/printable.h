/* Text of unknown origin (names in an image, a line of a source) as a terminal may show it. */
#ifndef PG32_ISA_PRINTABLE_H
#define PG32_ISA_PRINTABLE_H

#include <stdbool.h>
#include <stddef.h>

/* The most that one character becomes, with the 0 behind it. */
enum { PRINTABLE_SIZE = 5 };

/* Takes the first character off text, which has so many bytes left, at least one, and puts into
 * shown what stands for it: itself, or for a byte that is none to show \x and two digits. Those are
 * the control characters (line ends and tabs too), what is not UTF-8, and the characters that turn
 * the direction of a line or are not seen, so that nobody reads another line than there is. Returns
 * how many bytes it took. */
size_t printable_take(const char *text, size_t length, char shown[PRINTABLE_SIZE]);

/* Whether all of a text stands for itself. */
bool is_printable(const char *text);

/* Writes what stands for the text, cut where size is too small; returns the length of the whole. */
size_t printable_text(char *to, size_t size, const char *text);

#endif
