/* Words worked out by hand from section 2 of the manual, at least one an instruction. The
 * comment beside each gives its digits by field; nothing here is computed from isa/. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"

/* The address that all of these are disassembled at. */
enum { HERE = 0x1000 };

static const struct golden {
	uint32_t word;
	const char *text;
	struct instruction fields; /* operation, d, a, b, immediate */
} golden[] = {
	/* Group 1, R: op op d a b 0 0 0. */
	{ 0x10123000, "add ra, sp, gp", { OPERATION_add, 1, 2, 3, 0 } },      /* 10 1 2 3 000 */
	{ 0x11456000, "sll tp, t0, t1", { OPERATION_sll, 4, 5, 6, 0 } },      /* 11 4 5 6 000 */
	{ 0x12789000, "slt t2, s0, s1", { OPERATION_slt, 7, 8, 9, 0 } },      /* 12 7 8 9 000 */
	{ 0x13ABC000, "sltu a0, a1, a2", { OPERATION_sltu, 10, 11, 12, 0 } }, /* 13 A B C 000 */
	{ 0x14DEF000, "xor a3, a4, a5", { OPERATION_xor, 13, 14, 15, 0 } },   /* 14 D E F 000 */
	{ 0x15F01000, "srl a5, zero, ra", { OPERATION_srl, 15, 0, 1, 0 } },   /* 15 F 0 1 000 */
	{ 0x16000000, "or zero, zero, zero", { OPERATION_or, 0, 0, 0, 0 } },  /* 16 0 0 0 000 */
	{ 0x17FFF000, "and a5, a5, a5", { OPERATION_and, 15, 15, 15, 0 } },   /* 17 F F F 000 */
	{ 0x18A0B000, "sub a0, zero, a1", { OPERATION_sub, 10, 0, 11, 0 } },  /* 18 A 0 B 000 */
	{ 0x1D987000, "sra s1, s0, t2", { OPERATION_sra, 9, 8, 7, 0 } },      /* 1D 9 8 7 000 */

	/* Group 2, R. */
	{ 0x20ABC000, "mul a0, a1, a2", { OPERATION_mul, 10, 11, 12, 0 } },       /* 20 A B C 000 */
	{ 0x21ABC000, "mulh a0, a1, a2", { OPERATION_mulh, 10, 11, 12, 0 } },     /* 21 A B C 000 */
	{ 0x22ABC000, "mulhsu a0, a1, a2", { OPERATION_mulhsu, 10, 11, 12, 0 } }, /* 22 A B C 000 */
	{ 0x23ABC000, "mulhu a0, a1, a2", { OPERATION_mulhu, 10, 11, 12, 0 } },   /* 23 A B C 000 */
	{ 0x24321000, "div gp, sp, ra", { OPERATION_div, 3, 2, 1, 0 } },          /* 24 3 2 1 000 */
	{ 0x25321000, "divu gp, sp, ra", { OPERATION_divu, 3, 2, 1, 0 } },        /* 25 3 2 1 000 */
	{ 0x26321000, "rem gp, sp, ra", { OPERATION_rem, 3, 2, 1, 0 } },          /* 26 3 2 1 000 */
	{ 0x27321000, "remu gp, sp, ra", { OPERATION_remu, 3, 2, 1, 0 } },        /* 27 3 2 1 000 */

	/* Group 3, I: op op d a i i i i; -16 is FFF0, -32768 is 8000, 32767 is 7FFF. */
	{ 0x3022FFF0, "addi sp, sp, -16", { OPERATION_addi, 2, 2, 0, -16 } },
	{ 0x31A5001F, "slli a0, t0, 31", { OPERATION_slli, 10, 5, 0, 31 } }, /* 1F is 31 */
	{ 0x32128000, "slti ra, sp, -32768", { OPERATION_slti, 1, 2, 0, -32768 } },
	{ 0x33127FFF, "sltiu ra, sp, 32767", { OPERATION_sltiu, 1, 2, 0, 32767 } },
	{ 0x34A5FFFF, "xori a0, t0, -1", { OPERATION_xori, 10, 5, 0, -1 } }, /* not */
	{ 0x35A50010, "srli a0, t0, 16", { OPERATION_srli, 10, 5, 0, 16 } },
	{ 0x36A50100, "ori a0, t0, 256", { OPERATION_ori, 10, 5, 0, 256 } },
	{ 0x37A500FF, "andi a0, t0, 255", { OPERATION_andi, 10, 5, 0, 255 } },
	{ 0x3DFE0000, "srai a5, a4, 0", { OPERATION_srai, 15, 14, 0, 0 } },

	/* Group 4, J: op op d i i i i i; the upper 20 bits are written as they stand. */
	{ 0x40A12345, "lui a0, 0x12345", { OPERATION_lui, 10, 0, 0, 0x12345 } },
	{ 0x40AFFFFF, "lui a0, 0xfffff", { OPERATION_lui, 10, 0, 0, -1 } },
	{ 0x41580000, "auipc t0, 0x80000", { OPERATION_auipc, 5, 0, 0, -0x80000 } },
	{ 0x42100004, "jal ra, 0x1010", { OPERATION_jal, 1, 0, 0, 4 } },    /* 0x1000 + 4 * 4 */
	{ 0x420FFFFF, "jal zero, 0xffc", { OPERATION_jal, 0, 0, 0, -1 } },  /* 0x1000 - 4 */
	{ 0x43010000, "jalr zero, 0(ra)", { OPERATION_jalr, 0, 1, 0, 0 } }, /* 43 0 1 0000: ret */

	/* Group 5, B: op op b a i i i i; b comes first in the word, second in the text. */
	{ 0x50BA0002, "beq a0, a1, 0x1008", { OPERATION_beq, 0, 10, 11, 2 } },
	{ 0x510AFFFF, "bne a0, zero, 0xffc", { OPERATION_bne, 0, 10, 0, -1 } },
	{ 0x54120000, "blt sp, ra, 0x1000", { OPERATION_blt, 0, 2, 1, 0 } },
	{ 0x55127FFF, "bge sp, ra, 0x20ffc", { OPERATION_bge, 0, 2, 1, 32767 } }, /* + 0x1FFFC */
	/* 0x1000 - 0x20000 = -0x1F000, modulo 2^32. */
	{ 0x56128000, "bltu sp, ra, 0xfffe1000", { OPERATION_bltu, 0, 2, 1, -32768 } },
	{ 0x57F00001, "bgeu zero, a5, 0x1004", { OPERATION_bgeu, 0, 0, 15, 1 } },

	/* Group 6, I. */
	{ 0x60A20001, "lb a0, 1(sp)", { OPERATION_lb, 10, 2, 0, 1 } },
	{ 0x61A2FFFE, "lh a0, -2(sp)", { OPERATION_lh, 10, 2, 0, -2 } },
	{ 0x62A20008, "lw a0, 8(sp)", { OPERATION_lw, 10, 2, 0, 8 } },
	{ 0x64A20000, "lbu a0, 0(sp)", { OPERATION_lbu, 10, 2, 0, 0 } },
	{ 0x65A28000, "lhu a0, -32768(sp)", { OPERATION_lhu, 10, 2, 0, -32768 } },

	/* Group 7, S: op op b a i i i i. */
	{ 0x70A20001, "sb a0, 1(sp)", { OPERATION_sb, 0, 2, 10, 1 } },
	{ 0x71A2FFFE, "sh a0, -2(sp)", { OPERATION_sh, 0, 2, 10, -2 } },
	{ 0x7210000C, "sw ra, 12(zero)", { OPERATION_sw, 0, 0, 1, 12 } },

	/* Group 8. */
	{ 0x80000007, "syscall 7", { OPERATION_syscall, 0, 0, 0, 7 } },
	{ 0x8000FFFF, "syscall -1", { OPERATION_syscall, 0, 0, 0, -1 } },
	{ 0x81000000, "break", { OPERATION_break, 0, 0, 0, 0 } },

	/* Group F. */
	{ 0xF0000020, "lpsw 32(zero)", { OPERATION_lpsw, 0, 0, 0, 32 } },
	{ 0xF10AFFEC, "spsw -20(a0)", { OPERATION_spsw, 0, 10, 0, -20 } }, /* 14 is 20, FFEC -20 */
	{ 0xF2A00012, "in a0, 18(zero)", { OPERATION_in, 10, 0, 0, 18 } },
	{ 0xF3A50010, "out a0, 16(t0)", { OPERATION_out, 0, 5, 10, 16 } },
	{ 0xF4000000, "wait", { OPERATION_wait, 0, 0, 0, 0 } },
	{ 0xF50A0000, "halt a0", { OPERATION_halt, 0, 10, 0, 0 } }, /* F5 0 A 0000 */
	{ 0xF6000000, "tlbi", { OPERATION_tlbi, 0, 0, 0, 0 } },
};

enum { GOLDEN = sizeof golden / sizeof golden[0] };

static bool same_fields(const struct instruction *one, const struct instruction *other)
{
	return one->operation == other->operation && one->d == other->d && one->a == other->a &&
	       one->b == other->b && one->immediate == other->immediate;
}

Test(golden, every_instruction_is_here)
{
	bool seen[OPERATIONS] = { false };
	for (int i = 0; i < GOLDEN; i++)
		seen[golden[i].fields.operation] = true;
	for (int operation = 0; operation < OPERATIONS; operation++)
		cr_expect(seen[operation], "no golden word for %s",
		          operation_rows[operation].mnemonic);
}

Test(golden, fields_encode_to_the_word)
{
	for (int i = 0; i < GOLDEN; i++) {
		cr_expect(is_encodable(&golden[i].fields), "%s", golden[i].text);
		cr_expect_eq(encode(&golden[i].fields), golden[i].word, "%s: %08X", golden[i].text,
		             encode(&golden[i].fields));
	}
}

Test(golden, word_decodes_to_the_fields)
{
	for (int i = 0; i < GOLDEN; i++) {
		struct instruction fields = { .operation = OPERATIONS };
		cr_expect(decode(PROFILE_pg32, golden[i].word, &fields), "%s", golden[i].text);
		cr_expect(same_fields(&fields, &golden[i].fields), "%s", golden[i].text);
	}
}

Test(golden, word_disassembles_to_the_text)
{
	for (int i = 0; i < GOLDEN; i++) {
		char text[DISASSEMBLY_SIZE];
		cr_expect_str_eq(disassemble(PROFILE_pg32, golden[i].word, HERE, text),
		                 golden[i].text);
	}
}

/* Words that are one bit or one digit away from an instruction. */
static const uint32_t illegal[] = {
	0x00000000,                         /* memory that was never written */
	0xFFFFFFFF,                         /* erased memory */
	0x10123001,                         /* add with something in its last digit */
	0x10123100,                         /* add, third last */
	0x19123000,                         /* group 1 has no 9 */
	0x28123000,                         /* group 2 ends at 7 */
	0x31A50020,                         /* slli by 32 */
	0x35A5FFFF,                         /* srli by -1 */
	0x3DA50100,                         /* srai by 256 */
	0x44000000,                         /* group 4 ends at 3 */
	0x52BA0002,                         /* 52 and 53 are no branches */
	0x53BA0002, 0x58BA0002, 0x63A20000, /* a load has no 3 */
	0x66A20000, 0x73A20000, 0x80100007, /* syscall with a register */
	0x80010007, 0x81000001,             /* break with a number */
	0x82000000, 0x90000000, 0xA0000000, 0xB0000000, 0xC0000000, 0xD0000000, 0xE0000000,
	0xF0100020, /* lpsw with something in d */
	0xF1100020, 0xF4000001, 0xF4010000, 0xF51A0000, 0xF50A0001, 0xF6000001, 0xF7000000,
};

Test(golden, a_word_beside_an_instruction_is_illegal)
{
	for (size_t i = 0; i < sizeof illegal / sizeof illegal[0]; i++) {
		struct instruction fields;
		cr_expect_not(decode(PROFILE_pg32, illegal[i], &fields), "%08X", illegal[i]);
	}
}

Test(golden, an_illegal_word_disassembles_to_data)
{
	char text[DISASSEMBLY_SIZE];
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x00000000, HERE, text), ".word 0x0");
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x10123001, HERE, text), ".word 0x10123001");
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0xFFFFFFFF, HERE, text), ".word 0xffffffff");
}

/* The target wraps around the address space; the text stays inside its size. */
Test(golden, the_longest_text_fits)
{
	char text[DISASSEMBLY_SIZE];
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x55008000, 0, text),
	                 "bge zero, zero, 0xfffe0000");
	cr_expect_lt(strlen(text), DISASSEMBLY_SIZE);
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x42080000, 0, text), "jal zero, 0xffe00000");
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x42080000, 0x200000, text), "jal zero, 0x0");
	cr_expect_str_eq(disassemble(PROFILE_pg32, 0x4207FFFF, 0xFFFFFFFC, text),
	                 "jal zero, 0x1ffff8");
}
