/* What an object leaves to the linker: the relocations of its pieces, and the words of its code as
 * RISC-V's. */
#ifndef PG32_ASSEMBLER_RELOCATION_H
#define PG32_ASSEMBLER_RELOCATION_H

#include <stddef.h>
#include <stdint.h>

struct assembler;
struct piece;
struct symbol;
struct unit;

/* A relocation of the RISC-V ABI: the address of a symbol or, where that is NULL, of a piece, or of
 * neither, plus the addend. */
struct relocation {
	const struct piece *in;
	uint32_t offset;
	unsigned type;
	const struct symbol *symbol;
	const struct piece *piece;
	int64_t addend;
};

struct relocations {
	struct relocation *items; /* from malloc; piece after piece */
	size_t count, capacity;
	/* Instructions whose immediate of 16 bits is the address: no relocation of RISC-V says so,
	 * and what converts the linked program puts it in. */
	struct relocation *immediates;
	size_t immediate_count, immediate_capacity;
};

/* Turns the unit's code into words of RISC-V and escapes, puts what is known into code and data,
 * and lists the rest. What cannot be left to a linker is an error. */
struct relocations relocate(struct assembler *assembler, struct unit *unit);

#endif
