/* Which symbols count: those that code and data refer to must exist. */
#ifndef PG32_ASSEMBLER_REFERENCE_H
#define PG32_ASSEMBLER_REFERENCE_H

struct expression;
struct unit;

/* The expression counts: what its symbols name must exist. */
void mark_references(const struct expression *expression);

/* At the end of a unit: what counts for an assigned symbol that does counts too. */
void settle_references(struct unit *unit);

#endif
