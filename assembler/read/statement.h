/* What the parser collects of a statement, and doing it. */
#ifndef PG32_ASSEMBLER_STATEMENT_H
#define PG32_ASSEMBLER_STATEMENT_H

#include "assembler/read/reader.h"

void set_statement(struct reader *reader, enum statement_kind kind, struct name *name,
                   uint32_t location);
void add_operand(struct reader *reader, struct operand operand);
struct operand type_operand(struct name *name, uint32_t location);

/* The dot: in a list of data it is the place of the item, not of the list. */
struct expression *make_item_place(struct reader *reader, uint32_t location);

/* %name(operand); NULL after an error. */
struct expression *make_named_part(struct assembler *assembler, uint32_t location,
                                   struct name *name, struct expression *operand);

/* Does what the statement says. */
void execute(struct reader *reader);

#endif
