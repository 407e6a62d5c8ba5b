/* Which blocks are judged: the classes of operands, and what surrounds an instruction. */
#ifndef PG32_SPEC_THEOREMS_CLASSES_H
#define PG32_SPEC_THEOREMS_CLASSES_H

#include "isa/operations.h"
#include "spec/theorems/templates/template.h"

/* What a case has blocks of. */
enum family_kind {
	FAMILY_ROW,       /* the row's instruction, with operands of each class */
	FAMILY_NONE,      /* words that are no instruction */
	FAMILY_SEQUENCES, /* some instructions behind one another */
	FAMILY_WAYS       /* the ways into code and out of it */
};

struct family {
	char name[48];
	enum family_kind kind;
	enum operation operation;
	enum circumstance circumstance;
};

enum { MOST_FAMILIES = CIRCUMSTANCES * ALL_OPERATIONS + 4 };

/* All of them; returns how many. */
unsigned list_families(struct family families[MOST_FAMILIES]);

/* The words of a block, and where it is. */
struct words {
	uint32_t profile;
	uint32_t pc;
	uint32_t list[TEMPLATE_WORDS];
	unsigned count;
};

/* Gives each block of the family to the function, until that returns false. */
struct visitor {
	bool (*visit)(struct visitor *visitor, const struct words *words);
};
void visit_family(const struct family *family, struct visitor *visitor);

#endif
