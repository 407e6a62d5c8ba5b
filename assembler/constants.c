/* Writes the constants of the architecture as assembly text, for .include "pg32.inc". */
#include <stddef.h>
#include <stdio.h>

#include "isa/architecture.h"

struct constant {
	const char *name;
	uint32_t value;
};

static const struct constant constants[] = {
#define CONSTANT(NAME) { #NAME, (uint32_t)(NAME) },
#define WORD_OF_PSW(NAME, offset) { #NAME, (uint32_t)(offset) },
#include "isa/constants.def"
};

int main(void)
{
	puts("# The constants of PG32, generated from isa/.\n"
	     ".ifndef PG32_INC\n"
	     ".equ PG32_INC, 1");
	for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++)
		printf(".equ %s, 0x%x\n", constants[i].name, constants[i].value);
	puts(".endif");
	return ferror(stdout) != 0;
}
