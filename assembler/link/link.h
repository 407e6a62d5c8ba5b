/* Units become one image: which are linked, what their symbols mean, where everything lies. */
#ifndef PG32_ASSEMBLER_LINK_H
#define PG32_ASSEMBLER_LINK_H

#include <stdbool.h>
#include <stdint.h>

struct assembler;
struct name;
struct unit;

/* Reads a unit from a file and adds it to the run. */
struct unit *add_unit(struct assembler *assembler, const char *path, bool is_library);

/* Binds the symbols of all units to each other, taking libraries as they are needed. What stays
 * undefined is an error. */
void bind_symbols(struct assembler *assembler);

/* The same for an object: what stays undefined is for its linker, but for numeric labels. */
void bind_object(struct assembler *assembler);

/* Gives sections, pieces and the linker's symbols their addresses, and finds the entry. */
void lay_out(struct assembler *assembler);

/* Makes the symbols that the linker defines where no unit does: the ends of the parts. */
void define_linker_symbols(struct assembler *assembler);

/* Whether a missing function is one of the compiler's for floating-point numbers. */
bool is_floating_helper(const char *name);

/* The name of one of the unit's files as the image shows it. A library's goes without its
 * directory: an image does not depend on where the tools are. */
const char *shown_name(const struct unit *unit, const char *name);

#endif
