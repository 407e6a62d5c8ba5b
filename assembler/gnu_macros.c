/* Writes PG32's own instructions as macros of GNU's assembler: for asm in C, and for assembly that
 * GNU's assembler is to read. */
#include <stdio.h>

#include "isa/formats.h"
#include "isa/instruction.h"

static bool is_custom(unsigned opcode)
{
	return opcode == 0x0B || opcode == 0x2B || opcode == 0x5B || opcode == 0x7B;
}

/* What the macro of a format is, with the operands that PG32's assembler has for it. */
static void print_macro(const char *mnemonic, enum format format, unsigned opcode, unsigned funct3,
                        unsigned funct7)
{
	switch (format) {
	case FORMAT_ADDRESS:
		printf(".macro %s address:vararg\n\t.insn i 0x%x, %u, x0, \\address\n", mnemonic,
		       opcode, funct3);
		break;
	case FORMAT_LOAD:
		printf(".macro %s rd, address:vararg\n\t.insn i 0x%x, %u, \\rd, \\address\n",
		       mnemonic, opcode, funct3);
		break;
	case FORMAT_STORE:
		printf(".macro %s rb, address:vararg\n\t.insn s 0x%x, %u, \\rb, \\address\n",
		       mnemonic, opcode, funct3);
		break;
	case FORMAT_NUMBER:
		printf(".macro %s number:vararg\n\t.insn u 0x%x, x0, (\\number) & 0xfffff\n",
		       mnemonic, opcode);
		break;
	case FORMAT_REGISTER:
		printf(".macro %s ra\n\t.insn r 0x%x, %u, %u, x0, \\ra, x0\n", mnemonic, opcode,
		       funct3, funct7);
		break;
	case FORMAT_RESULT:
		printf(".macro %s rd\n\t.insn r 0x%x, %u, %u, \\rd, x0, x0\n", mnemonic, opcode,
		       funct3, funct7);
		break;
	case FORMAT_NONE:
		printf(".macro %s\n\t.insn r 0x%x, %u, %u, x0, x0, x0\n", mnemonic, opcode, funct3,
		       funct7);
		break;
	/* RISC-V has these. */
	case FORMAT_RRR:
	case FORMAT_RRI:
	case FORMAT_SHIFT:
	case FORMAT_UPPER:
	case FORMAT_JUMP:
	case FORMAT_BRANCH:
	case FORMATS:
		return;
	}
	puts(".endm");
}

int main(void)
{
	puts("# PG32's instructions for GNU's assembler, generated from isa/.\n"
	     ".ifndef PG32_GNU_INC\n"
	     ".equ PG32_GNU_INC, 1");
#define RISCV(mnemonic, riscv_format, opcode, funct3, funct7)                               \
	if (is_custom(opcode))                                                              \
		print_macro(#mnemonic, operation_rows[OPERATION_##mnemonic].format, opcode, \
		            funct3, funct7);
#include "isa/riscv.def"
	/* A symbol that the converter knows: assembler/image/mapping.h. */
	puts(".macro .isa name\n.set \"$isa.\\name\", 0\n.endm");
	puts(".endif");
	return ferror(stdout) != 0;
}
