/* Pointers to nested functions. GCC has the program write such a function's beginning on its stack,
 * in RISC-V's instructions:
 *
 *   lui t2, %hi(frame) · lui t0, %hi(function) · addi t2, t2, %lo(frame) · jr %lo(function)(t0)
 *
 * The first is none of PG32's, since its last three digits are not zero and addresses below
 * NESTED_LIMIT are no immediates: it traps, and the handler does what the four would have. An
 * object that has such pointers asks for the name below. */
#include "isa/architecture.h"
#include "programs/lib/trap.h"

/* Where the registers are that the handler needs and the program keeps: in page 0, behind what
 * traps and boot use. */
enum { SAVED_A0 = 0x40, SAVED_A1 = 0x44 };

/* Bits of the four words that say what they are. */
enum { LUI_T2 = 0x3B7, LUI_T0 = 0x2B7, ADDI_T2 = 0x38393, JR_T0 = 0x28067 };

#define PC_OF_TRAP (TRAP_OLD_PSW + 4)

/* Goes on in the nested function, or to __trap_is_none. */
__attribute__((naked)) void __pointers_to_nested_functions(void)
{
	__asm__("	sw	a0, %[a0](zero)\n"
	        "	sw	a1, %[a1](zero)\n"
	        "	lw	t0, %[cause](zero)\n"
	        "	li	t2, %[illegal]\n"
	        "	bne	t0, t2, 1f\n"
	        "	lw	a0, %[pc](zero)\n"
	        "	lw	a1, 0(a0)\n"
	        "	slli	a1, a1, 20\n"
	        "	li	t2, %[lui_t2] << 20\n"
	        "	bne	a1, t2, 1f\n"
	        "	lw	a1, 4(a0)\n"
	        "	slli	a1, a1, 20\n"
	        "	li	t2, %[lui_t0] << 20\n"
	        "	bne	a1, t2, 1f\n"
	        "	lw	a1, 8(a0)\n"
	        "	slli	t0, a1, 12\n"
	        "	li	t2, %[addi_t2] << 12\n"
	        "	bne	t0, t2, 1f\n"
	        "	lw	t0, 12(a0)\n"
	        "	slli	t0, t0, 12\n"
	        "	li	t2, %[jr_t0] << 12\n"
	        "	bne	t0, t2, 1f\n"
	        "	srai	a1, a1, 20\n"
	        "	lw	t2, 0(a0)\n"
	        "	srli	t2, t2, 12\n"
	        "	slli	t2, t2, 12\n"
	        "	add	t2, t2, a1\n"
	        "	lw	t0, 4(a0)\n"
	        "	lw	a1, 12(a0)\n"
	        "	srli	t0, t0, 12\n"
	        "	slli	t0, t0, 12\n"
	        "	srai	a1, a1, 20\n"
	        "	add	t0, t0, a1\n"
	        "	sw	t0, %[pc](zero)\n"
	        "	lw	a0, %[a0](zero)\n"
	        "	lw	a1, %[a1](zero)\n"
	        "	lpsw	%[psw](zero)\n"
	        "1:	tail	__trap_is_none_of_nested_functions\n"
	        :
	        : [a0] "i"(SAVED_A0), [a1] "i"(SAVED_A1), [cause] "i"(TRAP_CAUSE),
	          [illegal] "i"(CAUSE_ILLEGAL), [pc] "i"(PC_OF_TRAP), [psw] "i"(TRAP_OLD_PSW),
	          [lui_t2] "i"(LUI_T2), [lui_t0] "i"(LUI_T0), [addi_t2] "i"(ADDI_T2),
	          [jr_t0] "i"(JR_T0));
}
