/* PG32's instructions and RISC-V's are each other's counterparts. The words of RISC-V are those
 * that GNU's assembler writes, the words of PG32 are worked out by hand as in golden.c; nothing in
 * the table is computed from isa/. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/formats.h"
#include "isa/riscv.h"

static const struct pair {
	uint32_t riscv, pg32;
	const char *text;
} pairs[] = {
	{ 0x003100B3, 0x10123000, "add ra, sp, gp" },
	{ 0x00629233, 0x11456000, "sll tp, t0, t1" },
	{ 0x009423B3, 0x12789000, "slt t2, s0, s1" },
	{ 0x00C5B533, 0x13ABC000, "sltu a0, a1, a2" },
	{ 0x00F746B3, 0x14DEF000, "xor a3, a4, a5" },
	{ 0x001057B3, 0x15F01000, "srl a5, zero, ra" },
	{ 0x00006033, 0x16000000, "or zero, zero, zero" },
	{ 0x00F7F7B3, 0x17FFF000, "and a5, a5, a5" },
	{ 0x40B00533, 0x18A0B000, "sub a0, zero, a1" },
	{ 0x407454B3, 0x1D987000, "sra s1, s0, t2" },
	{ 0x02C58533, 0x20ABC000, "mul a0, a1, a2" },
	{ 0x02C59533, 0x21ABC000, "mulh a0, a1, a2" },
	{ 0x02C5A533, 0x22ABC000, "mulhsu a0, a1, a2" },
	{ 0x02C5B533, 0x23ABC000, "mulhu a0, a1, a2" },
	{ 0x021141B3, 0x24321000, "div gp, sp, ra" },
	{ 0x021151B3, 0x25321000, "divu gp, sp, ra" },
	{ 0x021161B3, 0x26321000, "rem gp, sp, ra" },
	{ 0x021171B3, 0x27321000, "remu gp, sp, ra" },
	{ 0xFF010113, 0x3022FFF0, "addi sp, sp, -16" },
	{ 0x01F29513, 0x31A5001F, "slli a0, t0, 31" },
	{ 0x7FF5A513, 0x32AB07FF, "slti a0, a1, 2047" },
	{ 0x8005B513, 0x33ABF800, "sltiu a0, a1, -2048" },
	{ 0xFFF5C513, 0x34ABFFFF, "xori a0, a1, -1" },
	{ 0x0015D513, 0x35AB0001, "srli a0, a1, 1" },
	{ 0x0FF5E513, 0x36AB00FF, "ori a0, a1, 255" },
	{ 0x00F5F513, 0x37AB000F, "andi a0, a1, 15" },
	{ 0x4105D513, 0x3DAB0010, "srai a0, a1, 16" },
	{ 0x12345537, 0x40A12345, "lui a0, 0x12345" },
	{ 0xFFFFF517, 0x41AFFFFF, "auipc a0, 0xfffff" },
	{ 0x7FD7F0EF, 0x4211FFFF, "jal ra, 0x7fffc further" },
	{ 0x8000056F, 0x42AC0000, "jal a0, 0x100000 back" },
	{ 0x0010006F, 0x42000200, "jal zero, 2048 further" },
	{ 0xFFC500E7, 0x431AFFFC, "jalr ra, -4(a0)" },
	{ 0x80B50063, 0x50BAFC00, "beq a0, a1, 4096 back" },
	{ 0x7EB51EE3, 0x51BA03FF, "bne a0, a1, 4092 further" },
	{ 0x00B54863, 0x54BA0004, "blt a0, a1, 16 further" },
	{ 0xFEB558E3, 0x55BAFFFC, "bge a0, a1, 16 back" },
	{ 0x00B560E3, 0x56BA0200, "bltu a0, a1, 2048 further" },
	{ 0x80B570E3, 0x57BAFE00, "bgeu a0, a1, 2048 back" },
	{ 0x00110503, 0x60A20001, "lb a0, 1(sp)" },
	{ 0x00211503, 0x61A20002, "lh a0, 2(sp)" },
	{ 0x00412503, 0x62A20004, "lw a0, 4(sp)" },
	{ 0xFFF14503, 0x64A2FFFF, "lbu a0, -1(sp)" },
	{ 0xFFE15503, 0x65A2FFFE, "lhu a0, -2(sp)" },
	{ 0x00B100A3, 0x70B20001, "sb a1, 1(sp)" },
	{ 0xFEB11F23, 0x71B2FFFE, "sh a1, -2(sp)" },
	{ 0x7EB12FA3, 0x72B207FF, "sw a1, 2047(sp)" },
};

/* What two words of RISC-V are in PG32, which has one; and the custom opcodes, worked out by hand
 * from the drawing in riscv.def. */
static const struct pair read_only[] = {
	{ 0x00000073, 0x80000000, "ecall" },
	{ 0x00100073, 0x81000000, "ebreak" },
	{ 0x0FF0000F, 0x30000000, "fence iorw, iorw" },
	{ 0x0330000F, 0x30000000, "fence rw, rw" },
	{ 0x0000100F, 0x30000000, "fence.i" },
	{ 0x0205000B, 0xF00A0020, "lpsw 32(a0)" },
	{ 0x0000100B, 0xF1000000, "spsw 0(zero)" },
	{ 0x0085278B, 0xF2FA0008, "in a5, 8(a0)" },
	{ 0x00F5360B, 0xF3FA000C, "out a5, 12(a0)" },
	{ 0x0000400B, 0xF4000000, "wait" },
	{ 0x0205400B, 0xF50A0000, "halt a0" },
	{ 0x0600400B, 0xF6000000, "tlbi" },
	{ 0x0123402B, 0x80001234, "syscall 0x1234" },
	{ 0xFFFFF02B, 0x8000FFFF, "syscall -1" },
};

static void try_pair(const struct pair *pair)
{
	struct instruction instruction;
	cr_assert(riscv_decode(pair->riscv, &instruction), "%s is refused", pair->text);
	cr_expect_eq(encode(&instruction), pair->pg32, "%s: %08x", pair->text,
	             encode(&instruction));
}

Test(riscv, golden_words_of_both_sides)
{
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		struct instruction instruction;
		uint32_t riscv = 0;
		try_pair(&pairs[i]);
		cr_assert(decode(PROFILE_pg32, pairs[i].pg32, &instruction));
		cr_expect(riscv_encode(&instruction, &riscv), "%s", pairs[i].text);
		cr_expect_eq(riscv, pairs[i].riscv, "%s: %08x", pairs[i].text, riscv);
	}
}

Test(riscv, golden_words_of_what_only_one_side_has)
{
	for (size_t i = 0; i < sizeof read_only / sizeof read_only[0]; i++)
		try_pair(&read_only[i]);
}

/* The golden table has every instruction that RISC-V has. */
Test(riscv, every_instruction_has_its_golden_word)
{
	for (int operation = 0; operation < OPERATIONS; operation++) {
		bool is_found = false;
		for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
			is_found |= word_opcode(pairs[i].pg32) == operation_rows[operation].opcode;
		for (size_t i = 0; i < sizeof read_only / sizeof read_only[0]; i++)
			is_found |=
			        word_opcode(read_only[i].pg32) == operation_rows[operation].opcode;
		cr_expect(is_found, "%s", operation_rows[operation].mnemonic);
	}
}

/* The next of a sequence that visits words without a pattern. */
static uint32_t next_word(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state ^ *state >> 15;
}

/* Whatever is read as an instruction is written as one that is read as the same. */
Test(riscv, what_is_read_is_written_alike)
{
	uint32_t state = 1, found = 0;
	for (int i = 0; i < 3000000; i++) {
		struct instruction before, after;
		/* Without the upper bit of any register field, half of the time. */
		uint32_t riscv = next_word(&state), again = 0;
		riscv &= i % 2 == 0 ? ~UINT32_C(0x01080800) : UINT32_MAX;
		if (!riscv_decode(riscv, &before))
			continue;
		found++;
		cr_assert(is_encodable(&before), "%08x", riscv);
		cr_assert(riscv_encode(&before, &again), "%08x", riscv);
		cr_assert(riscv_decode(again, &after), "%08x becomes %08x", riscv, again);
		cr_assert_eq(encode(&before), encode(&after), "%08x becomes %08x", riscv, again);
	}
	cr_expect_gt(found, 50000, "%u", found);
}

/* An immediate's own range on RISC-V's side, by hand. */
static void range_of(enum riscv_format format, int32_t *minimum, int32_t *maximum)
{
	static const int32_t limits[RISCV_FORMATS][2] = {
		[RISCV_R] = { 0, 0 },
		[RISCV_SHIFT] = { 0, 31 },
		[RISCV_I] = { -2048, 2047 },
		[RISCV_S] = { -2048, 2047 },
		[RISCV_B] = { -1024, 1023 },
		[RISCV_U] = { -524288, 524287 },
		[RISCV_J] = { -262144, 262143 },
	};
	*minimum = limits[format][0];
	*maximum = limits[format][1];
}

static int after(int operation)
{
	return operation + 1 == OPERATIONS ? operation + 2 : operation + 1;
}

Test(riscv, every_immediate_comes_back_or_has_no_counterpart)
{
	for (int operation = 0; operation < ALL_OPERATIONS; operation = after(operation)) {
		const struct format_row *row = &format_rows[operation_rows[operation].format];
		int32_t minimum, maximum;
		range_of(riscv_format_of((enum operation)operation), &minimum, &maximum);
		for (int32_t i = immediate_minimum(row->immediate);
		     i <= immediate_maximum(row->immediate); i++) {
			struct instruction before = { .operation = (enum operation)operation,
				                      .d = row->d != 0 ? 9 : 0,
				                      .a = row->a != 0 ? 6 : 0,
				                      .b = row->b != 0 ? 15 : 0,
				                      .immediate = i };
			struct instruction back = { .operation = OPERATIONS };
			uint32_t riscv = 0;
			bool is_there = riscv_encode(&before, &riscv);
			cr_assert_eq(is_there, i >= minimum && i <= maximum, "%s %d",
			             operation_rows[operation].mnemonic, i);
			if (is_there &&
			    (!riscv_decode(riscv, &back) || encode(&back) != encode(&before)))
				cr_assert(false, "%s %d", operation_rows[operation].mnemonic, i);
		}
	}
}

Test(riscv, strangers_are_refused_by_what_they_are)
{
	static const struct {
		uint32_t word;
		const char *text;
	} strangers[] = {
		{ 0x00004501, "compressed" },    /* c.li a0, 0 */
		{ 0xC0002573, "control" },       /* rdcycle a0 */
		{ 0x30200073, "privileged" },    /* mret */
		{ 0x0005252F, "atomic" },        /* amoadd.w a0, zero, (a0) */
		{ 0x00052507, "floating" },      /* flw fa0, 0(a0) */
		{ 0x00C50533 | 16 << 7, "x15" }, /* add x26, a0, a2 */
		{ 0x00053503, "RV64" },          /* ld a0, 0(a0) */
		{ 0x0005051B, "RV64" },          /* addiw a0, a0, 0 */
		{ 0xFFFFFFFF, "no instruction" },
	};
	for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
		struct instruction instruction;
		cr_expect_not(riscv_decode(strangers[i].word, &instruction), "%08x",
		              strangers[i].word);
		cr_expect(strstr(riscv_refusal(strangers[i].word), strangers[i].text) != NULL,
		          "%08x: %s", strangers[i].word, riscv_refusal(strangers[i].word));
	}
}

/* A distance that is half a word has no counterpart: PG32 counts in words. */
Test(riscv, a_branch_to_half_a_word_is_refused)
{
	struct instruction instruction;
	cr_expect_not(riscv_decode(0x00B50163, &instruction)); /* beq a0, a1, 2 further */
	cr_expect_not(riscv_decode(0x0020006F, &instruction)); /* jal zero, 2 further */
}

Test(riscv, escapes_come_back_for_every_opcode)
{
	for (uint32_t opcode = 0; opcode < 256; opcode++) {
		if (opcode >= 0xA0 && opcode < 0xE0)
			continue;
		for (uint32_t bit = 1; bit <= 0x1000000; bit *= 2) {
			uint32_t word = opcode << 24 | (bit - 1);
			cr_assert(is_riscv_escape(riscv_escape(word)), "%08x", word);
			cr_assert_eq(riscv_unescape(riscv_escape(word)), word, "%08x", word);
		}
	}
	/* By hand: opcode F0 is quarter 2, index 30; 0x20 shifted by two is 0x80. */
	cr_expect_eq(riscv_escape(0xF0000020), 0xC0000082);
	cr_expect_eq(riscv_escape(0x30AB1234), 0xC2AC48D0);
	cr_expect_eq(riscv_escape(0), 0);
}
