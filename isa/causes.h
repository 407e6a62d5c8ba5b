/* The causes of traps. */
#ifndef PG32_ISA_CAUSES_H
#define PG32_ISA_CAUSES_H

enum cause {
	CAUSE_NONE = 0,
#define CAUSE(NAME, number, text, value, hint) CAUSE_##NAME = (number),
#include "isa/causes.def"
	CAUSES
};

#endif
