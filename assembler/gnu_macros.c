/* Writes PG32's own instructions as macros of GNU's assembler: for asm in C, and for assembly that
 * GNU's assembler is to read. */
#include <stdio.h>
#include <string.h>

#include "isa/formats.h"
#include "isa/riscv.h"

static bool is_custom(unsigned opcode)
{
	return opcode == 0x0B || opcode == 0x2B || opcode == 0x5B || opcode == 0x7B;
}

/* The parameters of a macro: its operands in their order. An immediate, and an address, is the
 * rest. */
static void print_parameters(const char *operands)
{
	const char *separator = " ";
	while (*operands != 0) {
		size_t length = strcspn(operands, ",");
		const struct letter_row *row = &letter_rows[letter_named(*operands)];
		bool is_address = memchr(operands, '(', length) != NULL;
		const char *name = is_address                   ? "address:vararg"
		                   : row->kind == KIND_REGISTER ? row->name
		                                                : "number:vararg";
		printf("%s%s", separator, name);
		separator = ", ";
		operands += length + (operands[length] == ',');
	}
}

/* What of an instruction is the macro's: its fields in the places that RISC-V's format has. */
static void print_instruction(enum riscv_format riscv, const struct format_row *format,
                              unsigned opcode, unsigned funct3, unsigned funct7)
{
	const char *d = format->d != 0 ? "\\rd" : "x0";
	const char *a = format->a != 0 ? "\\ra" : "x0";
	const char *b = format->b != 0 ? "\\rb" : "x0";
	bool has_address = strchr(format->operands, '(') != NULL;
	switch (riscv) {
	case RISCV_R:
		printf("r 0x%x, %u, %u, %s, %s, %s", opcode, funct3, funct7, d, a, b);
		break;
	case RISCV_I:
		printf("i 0x%x, %u, %s, %s%s", opcode, funct3, d, has_address ? "" : a,
		       has_address ? "\\address" : ", \\number");
		break;
	case RISCV_SHIFT:
		printf("i 0x%x, %u, %s, %s, (\\number) | %u", opcode, funct3, d, a, funct7 << 5);
		break;
	case RISCV_S:
		printf("s 0x%x, %u, %s, \\address", opcode, funct3, b);
		break;
	case RISCV_B:
		printf("b 0x%x, %u, %s, %s, \\number", opcode, funct3, a, b);
		break;
	case RISCV_U:
		printf("u 0x%x, %s, (\\number) & 0xfffff", opcode, d);
		break;
	case RISCV_J:
		printf("j 0x%x, %s, \\number", opcode, d);
		break;
	case RISCV_FORMATS:
		break;
	}
}

static void print_macro(enum operation operation, unsigned opcode, unsigned funct3, unsigned funct7)
{
	const struct operation_row *row = &operation_rows[operation];
	const struct format_row *format = &format_rows[row->format];
	printf(".macro %s", row->mnemonic);
	print_parameters(format->operands);
	printf("\n\t.insn ");
	print_instruction(riscv_format_of(operation), format, opcode, funct3, funct7);
	puts("\n.endm");
}

int main(void)
{
	puts("# PG32's instructions for GNU's assembler, generated from isa/.\n"
	     ".ifndef PG32_GNU_INC\n"
	     ".equ PG32_GNU_INC, 1");
#define RISCV(mnemonic, riscv_format, opcode, funct3, funct7) \
	if (is_custom(opcode))                                \
		print_macro(OPERATION_##mnemonic, opcode, funct3, funct7);
#include "isa/riscv.def"
	/* A symbol that the converter knows: assembler/image/mapping.h. */
	puts(".macro .isa name\n.set \"$isa.\\name\", 0\n.endm");
	puts(".endif");
	return ferror(stdout) != 0;
}
