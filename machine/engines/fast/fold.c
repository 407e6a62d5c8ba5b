/* Operators on constants: the reference engine's own arithmetic. */
#include "machine/core/values.h"
#include "machine/engines/fast/rows.h"

uint32_t apply_operator(enum value_kind kind, uint32_t a, uint32_t b)
{
	switch (kind) {
#define OPERATOR(name, class) \
	case VALUE_##name:    \
		return (uint32_t)name(a, b);
#include "machine/engines/fast/operators.def"
	case VALUE_RA:
	case VALUE_RB:
	case VALUE_IMM:
	case VALUE_PC:
	case VALUE_CONST:
	case VALUE_LOAD:
	case VALUE_LOAD_PSW:
	case VALUE_UNKNOWN:
		break;
	}
	return 0;
}
