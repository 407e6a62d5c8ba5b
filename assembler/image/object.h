/* A relocatable object: an ELF file of RISC-V (RV32EM), as GNU's linker takes it. Code is in words
 * of RISC-V and escapes (isa/riscv.h), and mapping symbols say where. */
#ifndef PG32_ASSEMBLER_OBJECT_H
#define PG32_ASSEMBLER_OBJECT_H

struct assembler;

/* Writes the only unit as an object, or reports why not. */
void write_object(struct assembler *assembler);

#endif
