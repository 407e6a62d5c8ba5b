/* The functions that compiled code calls for what the machine has no instruction for, by the
 * names and types that GCC gives them. si is a word, di two. */
#ifndef PG32_LIB_HELPER_H
#define PG32_LIB_HELPER_H

#include <stdint.h>

int64_t __muldi3(int64_t left, int64_t right);
int64_t __divdi3(int64_t dividend, int64_t divisor);
int64_t __moddi3(int64_t dividend, int64_t divisor);
int64_t __divmoddi4(int64_t dividend, int64_t divisor, int64_t *remainder);
uint64_t __udivdi3(uint64_t dividend, uint64_t divisor);
uint64_t __umoddi3(uint64_t dividend, uint64_t divisor);
uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *remainder);

int64_t __ashldi3(int64_t value, int amount);
int64_t __ashrdi3(int64_t value, int amount);
int64_t __lshrdi3(int64_t value, int amount);
int64_t __negdi2(int64_t value);
/* 0, 1 or 2 for less, equal and greater. */
int __cmpdi2(int64_t left, int64_t right);
int __ucmpdi2(uint64_t left, uint64_t right);

/* Leading and trailing zeros (undefined for 0), one bits, their parity, the number of the lowest
 * one bit counted from 1, copies of the sign bit, bytes in reverse. */
int __clzsi2(uint32_t value);
int __clzdi2(uint64_t value);
int __ctzsi2(uint32_t value);
int __ctzdi2(uint64_t value);
int __popcountsi2(uint32_t value);
int __popcountdi2(uint64_t value);
int __paritysi2(uint32_t value);
int __paritydi2(uint64_t value);
int __ffssi2(uint32_t value);
int __ffsdi2(uint64_t value);
int __clrsbsi2(int32_t value);
int __clrsbdi2(int64_t value);
uint32_t __bswapsi2(uint32_t value);
uint64_t __bswapdi2(uint64_t value);

/* Arithmetic that traps (break) on overflow, for -ftrapv. */
int32_t __addvsi3(int32_t left, int32_t right);
int32_t __subvsi3(int32_t left, int32_t right);
int32_t __mulvsi3(int32_t left, int32_t right);
int32_t __negvsi2(int32_t value);
int32_t __absvsi2(int32_t value);
int64_t __addvdi3(int64_t left, int64_t right);
int64_t __subvdi3(int64_t left, int64_t right);
int64_t __mulvdi3(int64_t left, int64_t right);
int64_t __negvdi2(int64_t value);
int64_t __absvdi2(int64_t value);

/* The halves of two words. */
static inline uint32_t low_word(uint64_t value)
{
	return (uint32_t)value;
}

static inline uint32_t high_word(uint64_t value)
{
	return (uint32_t)(value >> 32);
}

static inline uint64_t two_words(uint32_t high, uint32_t low)
{
	return (uint64_t)high << 32 | low;
}

#endif
