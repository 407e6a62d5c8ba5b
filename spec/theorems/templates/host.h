/* An instruction of the host, read from its bytes. The emitter is not asked. */
#ifndef PG32_SPEC_THEOREMS_HOST_H
#define PG32_SPEC_THEOREMS_HOST_H

#include <stdbool.h>
#include <stdint.h>

enum host_name {
#define HOST(name, map, opcode, low, digit, operands, width, memory, meaning) HOST_##name,
#include "spec/theorems/templates/host.def"
	HOST_NAMES
};

enum host_map { MAP_ONE, MAP_TWO, MAP_VEX };

enum host_operands {
	HAS_R_RM,
	HAS_R_RM_IZ,
	HAS_V,
	HAS_RM,
	HAS_RM_IZ,
	HAS_RM_IB,
	HAS_O_IZ,
	HAS_IZ,
	HAS_IB,
	HAS_TO,
	HAS_NONE
};

enum host_width { WIDTH_NONE, WIDTH_BYTE, WIDTH_HALF, WIDTH_WORD, WIDTH_WIDE, WIDTH_FULL };

struct host_row {
	const char *name;
	enum host_map map;
	uint8_t opcode, low;
	int digit; /* -1: none */
	enum host_operands operands;
	enum host_width width, memory;
};

extern const struct host_row host_rows[HOST_NAMES];

struct host_instruction {
	enum host_name name;
	uint64_t at, next;   /* its address, and the one behind it */
	unsigned bits;       /* of its operands */
	unsigned place_bits; /* of what may be in memory; 0: none, or it is not read or written */
	bool has_rex;        /* so byte registers 4 to 7 are what the others of these numbers are */
	unsigned reg, third; /* registers */
	unsigned low;        /* the opcode's low bits */
	int32_t immediate;   /* or the distance */
	/* What may be in memory: a register; or base, index and displacement. Without both the
	 * displacement is behind the instruction. */
	bool is_memory, has_base, has_index;
	unsigned rm, base, index;
	int32_t displacement;
};

/* Reads the instruction whose bytes these are, at most so many, as it runs at this address. False
 * where the model has no such instruction. */
bool host_decode(struct host_instruction *instruction, const uint8_t *bytes, unsigned count,
                 uint64_t at);

#endif
