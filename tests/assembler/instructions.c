/* Instructions and pseudo-instructions make the words of the manual, worked out by hand. */
#include <criterion/criterion.h>

#include "support.h"

TestSuite(instructions, .init = enter_directory, .fini = leave_directory);

Test(instructions, every_format)
{
	expect_words("add a0, a1, a2\n"
	             "addi sp, sp, -16\n"
	             "slli t0, t1, 31\n"
	             "lui a0, 0xabcde\n"
	             "jal ra, 0x1000\n"
	             "beq a0, a1, 0x1000\n"
	             "lw s0, -4(s1)\n"
	             "sw a5, 32767(gp)\n"
	             "lpsw 0x20(zero)\n"
	             "syscall -32768\n"
	             "halt a0\n"
	             "wait\n",
	             WORDS(0x10ABC000, 0x3022FFF0, 0x3156001F, 0x40AABCDE, 0x421FFFFC, 0x50BAFFFB,
	                   0x6289FFFC, 0x72F37FFF, 0xF0000020, 0x80008000, 0xF50A0000, 0xF4000000));
}

Test(instructions, the_rest_of_each_group)
{
	expect_words("sub a0,a0,a1; mul a0,a0,a1; mulhsu t2,tp,s0; remu a5,a4,a3\n"
	             "srai a0,a0,1; sltiu a0,a0,-1; auipc a0,1; jalr ra,8(a0)\n"
	             "bltu a0,a1,.; bgeu a0,a1,.+8; lbu a0,0(a0); lhu a0,0(a0); sb a0,0(a1)\n"
	             "sh a0,2(a1); break; spsw 0(a0); in a0,0x10(zero); out a0,0x10(zero)\n",
	             WORDS(0x18AAB000, 0x20AAB000, 0x22748000, 0x27FED000, 0x3DAA0001, 0x33AAFFFF,
	                   0x41A00001, 0x431A0008, 0x56BA0000, 0x57BA0002, 0x64AA0000, 0x65AA0000,
	                   0x70AB0000, 0x71AB0002, 0x81000000, 0xF10A0000, 0xF2A00010, 0xF3A00010));
}

Test(instructions, registers_by_every_name)
{
	expect_words("add r10, x11, a2\n"
	             "add fp, s0, r8\n"
	             "add zero, x0, r0\n"
	             "add x15, r15, a5\n",
	             WORDS(0x10ABC000, 0x10888000, 0x10000000, 0x10FFF000));
}

Test(instructions, constants_take_one_word_where_they_fit)
{
	expect_words("li a0, 0\nli a0, -1\nli a0, 0xffffffff\nli a0, 32767\nli a0, -32768\n",
	             WORDS(0x30A00000, 0x30A0FFFF, 0x30A0FFFF, 0x30A07FFF, 0x30A08000));
	expect_words("li a0, 0x8000\nli a0, 0x12345000\nli a0, 0x80000000\nli a0, 0xfffff000\n",
	             WORDS(0x40A00008, 0x40A12345, 0x40A80000, 0x30A0F000));
}

Test(instructions, constants_of_two_words_carry_into_the_upper)
{
	expect_words("li a0, 0x12345678\n", WORDS(0x40A12345, 0x30AA0678));
	expect_words("li a0, 0x12345fff\n", WORDS(0x40A12346, 0x30AAFFFF));
	expect_words("li a0, 0x7fffffff\n", WORDS(0x40A80000, 0x30AAFFFF));
	expect_words("li a0, -32769\n", WORDS(0x40AFFFF8, 0x30AAFFFF));
}

Test(instructions, a_constant_that_is_defined_later_takes_two_words)
{
	expect_words("li a0, LATER\n.equ LATER, 5\n", WORDS(0x40A00000, 0x30AA0005));
}

Test(instructions, addresses)
{
	expect_words("la a0, here\nhere: lla a1, here+0x800\n",
	             WORDS(0x40A00001, 0x30AA0008, 0x40B00002, 0x30BBF808));
	expect_words(
	        "lui a0, %hi(x)\naddi a0, a0, %lo(x)\nlw a1, %lo(x+4)(a0)\n.equ x, 0x12345ffc\n",
	        WORDS(0x40A12346, 0x30AAFFFC, 0x62BA0000));
}

Test(instructions, distances_from_the_instruction)
{
	expect_words("1: auipc a0, %pcrel_hi(x)\naddi a0, a0, %pcrel_lo(1b)\n.equ x, 0x4321\n",
	             WORDS(0x41A00003, 0x30AA0321));
	expect_words("nop\nauipc a0, %pcrel_hi(x)\n.equ x, 0x1803\n",
	             WORDS(0x30000000, 0x41A00000));
	expect_words("nop\n1: auipc a0, %pcrel_hi(x)\nlw a0, %pcrel_lo(1b)(a0)\nx:\n",
	             WORDS(0x30000000, 0x41A00000, 0x62AA0008));
}

Test(instructions, one_operand_less)
{
	expect_words("nop; mv a0,a1; not a0,a1; neg a0,a1; seqz a0,a1; snez a0,a1; sltz a0,a1\n"
	             "sgtz a0,a1; zext.b a0,a1; sext.h a0,a1; sext.b a0,a1; zext.h a0,a1\n",
	             WORDS(0x30000000, 0x30AB0000, 0x34ABFFFF, 0x18A0B000, 0x33AB0001, 0x13A0B000,
	                   0x12AB0000, 0x12A0B000, 0x37AB00FF, 0x31AB0010, 0x3DAA0010, 0x31AB0018,
	                   0x3DAA0018, 0x31AB0010, 0x35AA0010));
}

Test(instructions, the_other_way_round)
{
	expect_words(
	        "sgt a0,a1,a2; sgtu a0,a1,a2; bgt a0,a1,.; ble a0,a1,.; bgtu a0,a1,.\n"
	        "bleu a0,a1,.; beqz a0,.; bnez a0,.; blez a0,.; bgez a0,.; bltz a0,.; bgtz a0,.\n",
	        WORDS(0x12ACB000, 0x13ACB000, 0x54AB0000, 0x55AB0000, 0x56AB0000, 0x57AB0000,
	              0x500A0000, 0x510A0000, 0x55A00000, 0x550A0000, 0x540A0000, 0x54A00000));
}

Test(instructions, an_operation_with_a_constant_is_the_immediate_one)
{
	expect_words("add a0,a1,5; and a0,a1,-1; or a0,a1,7; xor a0,a1,1; slt a0,a1,2\n"
	             "sltu a0,a1,3; sll a0,a1,4; srl a0,a1,5; sra a0,a1,6\n",
	             WORDS(0x30AB0005, 0x37ABFFFF, 0x36AB0007, 0x34AB0001, 0x32AB0002, 0x33AB0003,
	                   0x31AB0004, 0x35AB0005, 0x3DAB0006));
}

Test(instructions, jumps_and_calls)
{
	expect_words("f: j f; jal f; call f; call t0, f; tail f; jr a0; jr 4(a0); ret\n",
	             WORDS(0x42000000, 0x421FFFFF, 0x421FFFFE, 0x425FFFFD, 0x420FFFFC, 0x430A0000,
	                   0x430A0004, 0x43010000));
	expect_words("jalr a5; jalr 4(a5); jalr t0, a5; jalr t0, a5, 4; jalr t0, 4(a5)\n"
	             "jalr zero, (a5)\n",
	             WORDS(0x431F0000, 0x431F0004, 0x435F0000, 0x435F0004, 0x435F0004, 0x430F0000));
}

Test(instructions, addresses_without_a_register)
{
	expect_words("lw a0, 0x14; sw a0, 0x40; in a0, 0x12; out a0, 0x10; lpsw 0x20; spsw 0\n"
	             "lw a0, (a1); sw a0, (a1); in a0, (a1); lw a0, -4\n",
	             WORDS(0x62A00014, 0x72A00040, 0xF2A00012, 0xF3A00010, 0xF0000020, 0xF1000000,
	                   0x62AB0000, 0x72AB0000, 0xF2AB0000, 0x62A0FFFC));
	expect_words("lw a0, x; sb a0, x, t0; lbu a1, 0x12345; x:\n",
	             WORDS(0x40A00001, 0x62AA0018, 0x40500001, 0x70A50018, 0x40B00012, 0x64BB0345));
}

Test(instructions, what_risc_v_compilers_write)
{
	expect_words("ecall; ebreak; fence; fence rw, rw; fence iorw, ow; fence.i\n",
	             WORDS(0x80000000, 0x81000000, 0x30000000, 0x30000000, 0x30000000, 0x30000000));
}

Test(instructions, a_symbol_may_be_named_like_a_register)
{
	expect_words("s1: call s1; la a0, s1; lui a0, %hi(s1); lw a0, s1\n",
	             WORDS(0x42100000, 0x40A00001, 0x30AA0000, 0x40A00001, 0x40A00001, 0x62AA0000));
}

Test(instructions, ends_of_every_range)
{
	expect_words("addi a0,a0,-32768; addi a0,a0,32767; addi a0,a0,0xffff8000; slli a0,a0,0\n"
	             "lui a0,0xfffff; lui a0,-0x80000; lui a0,0; syscall 32767\n",
	             WORDS(0x30AA8000, 0x30AA7FFF, 0x30AA8000, 0x31AA0000, 0x40AFFFFF, 0x40A80000,
	                   0x40A00000, 0x80007FFF));
	expect_words("beq a0,a1,0x20ffc; bne a0,a1,0x1004-131072; jal zero,0x201004; j "
	             "0x100c-0x200000\n",
	             WORDS(0x50BA7FFF, 0x51BA8000, 0x4207FFFF, 0x42080000));
}
