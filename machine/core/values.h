/* What the values of isa/pg32.def mean in C that are computed from others, whatever the machine. */
#ifndef PG32_MACHINE_CORE_VALUES_H
#define PG32_MACHINE_CORE_VALUES_H

#include "isa/operations.h"
#include "machine/core/arithmetic.h"

#define CONST(n) UINT32_C(n)
#define ADD(a, b) ((a) + (b))
#define SUB(a, b) ((a) - (b))
#define AND(a, b) ((a) & (b))
#define OR(a, b) ((a) | (b))
#define XOR(a, b) ((a) ^ (b))
#define SLL(a, b) ((a) << ((b)&31))
#define SRL(a, b) ((a) >> ((b)&31))
#define SRA(a, b) shift_right_arithmetic(a, b)
#define EQ(a, b) ((a) == (b))
#define NE(a, b) ((a) != (b))
#define LT(a, b) less_signed(a, b)
#define GE(a, b) (!less_signed(a, b))
#define LTU(a, b) ((a) < (b))
#define GEU(a, b) ((a) >= (b))
#define MUL(a, b) ((a) * (b))
#define MULH(a, b) multiply_high(a, b)
#define MULHSU(a, b) multiply_high_signed_unsigned(a, b)
#define MULHU(a, b) multiply_high_unsigned(a, b)
#define DIV(a, b) divide(a, b)
#define DIVU(a, b) divide_unsigned(a, b)
#define REM(a, b) remainder_signed(a, b)
#define REMU(a, b) remainder_unsigned(a, b)
#define IF(condition, a, b) ((condition) ? (a) : (b))

#endif
