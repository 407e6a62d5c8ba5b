/* Reads the rows as trees. What is not named here is left to the reference engine. */
#include "machine/engines/fast/rows.h"

#include <stddef.h>

#define LEAF(the_kind) (&(const struct value){ .kind = (the_kind) })
#define NODE(the_kind, a, b) \
	(&(const struct value){ .kind = (the_kind), .left = (a), .right = (b) })
#define LOAD(count, extends, address)                \
	(&(const struct value){ .kind = VALUE_LOAD,  \
	                        .left = (address),   \
	                        .constant = (count), \
	                        .is_signed = (extends) })
#define UNKNOWN LEAF(VALUE_UNKNOWN)

/* Values. */
#define RA LEAF(VALUE_RA)
#define RB LEAF(VALUE_RB)
#define IMM LEAF(VALUE_IMM)
#define PC LEAF(VALUE_PC)
#define CONST(n) (&(const struct value){ .kind = VALUE_CONST, .constant = UINT32_C(n) })
#define ADD(a, b) NODE(VALUE_ADD, a, b)
#define SUB(a, b) NODE(VALUE_SUB, a, b)
#define AND(a, b) NODE(VALUE_AND, a, b)
#define OR(a, b) NODE(VALUE_OR, a, b)
#define XOR(a, b) NODE(VALUE_XOR, a, b)
#define SLL(a, b) NODE(VALUE_SLL, a, b)
#define SRL(a, b) NODE(VALUE_SRL, a, b)
#define SRA(a, b) NODE(VALUE_SRA, a, b)
#define MUL(a, b) NODE(VALUE_MUL, a, b)
#define MULH(a, b) NODE(VALUE_MULH, a, b)
#define MULHSU(a, b) NODE(VALUE_MULHSU, a, b)
#define MULHU(a, b) NODE(VALUE_MULHU, a, b)
#define DIV(a, b) NODE(VALUE_DIV, a, b)
#define DIVU(a, b) NODE(VALUE_DIVU, a, b)
#define REM(a, b) NODE(VALUE_REM, a, b)
#define REMU(a, b) NODE(VALUE_REMU, a, b)
#define EQ(a, b) NODE(VALUE_EQ, a, b)
#define NE(a, b) NODE(VALUE_NE, a, b)
#define LT(a, b) NODE(VALUE_LT, a, b)
#define GE(a, b) NODE(VALUE_GE, a, b)
#define LTU(a, b) NODE(VALUE_LTU, a, b)
#define GEU(a, b) NODE(VALUE_GEU, a, b)
#define LOAD_BYTE(address) LOAD(1, true, address)
#define LOAD_HALF(address) LOAD(2, true, address)
#define LOAD_WORD(address) LOAD(4, false, address)
#define LOAD_BYTE_UNSIGNED(address) LOAD(1, false, address)
#define LOAD_HALF_UNSIGNED(address) LOAD(2, false, address)
#define INPUT(port) UNKNOWN
#define LOAD_PSW(address) NODE(VALUE_LOAD_PSW, address, NULL)
#define STATUS UNKNOWN
#define BASE UNKNOWN
#define BOUND UNKNOWN
#define TIMER UNKNOWN
#define CLOCK UNKNOWN
#define IN_USER_MODE UNKNOWN
#define IF(condition, a, b) UNKNOWN
#define REAL_ADDRESS(address) UNKNOWN
#define LOAD_PREVIOUS(address) UNKNOWN

/* Effects. */
#define SET_RD(the_value) .effect = EFFECT_SET_RD, .value = (the_value)
#define STORE(count, the_address, the_value) \
	.effect = EFFECT_STORE, .bytes = (count), .address = (the_address), .value = (the_value)
#define STORE_BYTE(address, value) STORE(1, address, value)
#define STORE_HALF(address, value) STORE(2, address, value)
#define STORE_WORD(address, value) STORE(4, address, value)
#define BRANCH_IF(condition, target) \
	.effect = EFFECT_BRANCH_IF, .value = (condition), .address = (target)
#define LINK_AND_JUMP(target) .effect = EFFECT_LINK_AND_JUMP, .address = (target)
#define LEAVE .effect = EFFECT_LEAVE
#define TRAP(the_cause, the_value) \
	.effect = EFFECT_TRAP, .cause = CAUSE_##the_cause, .value = (the_value)
#define SET_PSW(psw) .effect = EFFECT_SET_PSW, .value = (psw)
#define STORE_PSW(address) LEAVE
#define OUTPUT(port, value) LEAVE
#define WAIT() LEAVE
#define HALT(value) LEAVE
#define EMPTY_BUFFER() LEAVE
#define SET_STATUS(status) LEAVE
#define SET_BOUND(bound) LEAVE
#define SET_STATUS_AND_JUMP(status, target) LEAVE

const struct meaning meanings[ALL_OPERATIONS] = {
#define INSTRUCTION(mnemonic, format, opcode, semantics) [OPERATION_##mnemonic] = { semantics },
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	[OPERATION_##mnemonic] = { semantics },
#include "isa/flaws.def"
};

bool value_is_known(const struct value *value)
{
	return value == NULL || (value->kind != VALUE_UNKNOWN && value_is_known(value->left) &&
	                         value_is_known(value->right));
}

enum operator_class class_of(enum value_kind kind)
{
	static const enum operator_class classes[] = {
#define OPERATOR(name, class) [VALUE_##name] = CLASS_##class,
#include "machine/engines/fast/operators.def"
	};
	return classes[kind];
}
