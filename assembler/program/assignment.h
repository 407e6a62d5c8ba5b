/* Names that are given a value, or made another one of a symbol. */
#ifndef PG32_ASSEMBLER_ASSIGNMENT_H
#define PG32_ASSEMBLER_ASSIGNMENT_H

#include <stdbool.h>
#include <stdint.h>

struct assembler;
struct expression;
struct name;

/* Gives a name a value; is_variable: it may be assigned again. The value NULL is a failed one. */
void assign_symbol(struct assembler *assembler, struct name *name, uint32_t location,
                   const struct expression *value, bool is_variable);

/* Makes the name another one of a symbol that need not be defined. */
void refer_weakly(struct assembler *assembler, struct name *name, struct name *other,
                  uint32_t location);

#endif
