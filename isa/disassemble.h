/* The text of an instruction. */
#ifndef PG32_ISA_DISASSEMBLE_H
#define PG32_ISA_DISASSEMBLE_H

#include <stdint.h>

enum { DISASSEMBLY_SIZE = 48 };

/* Writes the text of the instruction at this address, as the assembler of the profile (of
 * profiles.h) reads it, with branch and jump targets as absolute hex addresses; ".word 0x..." where
 * the word is no instruction. Returns text, which is NUL-terminated and needs DISASSEMBLY_SIZE
 * bytes. */
char *disassemble(uint32_t profile, uint32_t word, uint32_t address, char text[DISASSEMBLY_SIZE]);

#endif
