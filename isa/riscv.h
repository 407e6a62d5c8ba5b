/* PG32's instructions as RISC-V's, word for word. Pure functions over riscv.def.
 *
 * A relocatable object of PG32 is one of RISC-V, so that GNU's linker can link it: an instruction
 * is written as its counterpart of riscv.def where that has room for its operands, and else as an
 * escape, which the linker passes through. Escapes are in the space of RISC-V's compressed
 * instructions (the two low bits are not both set), which RV32EM has not:
 *
 *   bits   31      26 25                        2 1        0
 *         [ opcode   | the word below the opcode | opcode's ]
 *         [ 5:0      |                           | quarter  ]
 *
 * The quarters 0, 1 and 2 are the opcodes 00 to 3F, 40 to 7F, and 80 to 9F with E0 to FF; there is
 * no escape for the groups A to D. */
#ifndef PG32_ISA_RISCV_H
#define PG32_ISA_RISCV_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/instruction.h"

/* Where the immediate of a counterpart lies: for relocations. */
enum riscv_format {
	RISCV_R,
	RISCV_SHIFT,
	RISCV_I,
	RISCV_S,
	RISCV_B,
	RISCV_U,
	RISCV_J,
	RISCV_FORMATS
};

enum riscv_format riscv_format_of(enum operation operation);

/* The counterpart of an encodable instruction; false where it has no room for the immediate. */
bool riscv_encode(const struct instruction *instruction, uint32_t *riscv);

/* The instruction whose counterpart this is, of PG32 or of a profile; false where there is none. */
bool riscv_decode(uint32_t riscv, struct instruction *instruction);

/* Why a word that is no counterpart is none, and what would help, for people: "a compressed
 * instruction: compile with -march=rv32em -mabi=ilp32e". */
const char *riscv_refusal(uint32_t riscv);

/* Whether a word is in the space of escapes, the escape of a word whose opcode is not of the groups
 * A to D, and back. */
bool is_riscv_escape(uint32_t riscv);
uint32_t riscv_escape(uint32_t word);
uint32_t riscv_unescape(uint32_t riscv);

#endif
