/* The arithmetic of the instructions where C's own has gaps: signs, shifts, division. */
#ifndef PG32_MACHINE_CORE_ARITHMETIC_H
#define PG32_MACHINE_CORE_ARITHMETIC_H

#include <stdint.h>

static inline uint32_t shift_right_arithmetic(uint32_t value, uint32_t count)
{
	uint32_t sign = 0 - (value >> 31);
	return ((value ^ sign) >> (count & 31)) ^ sign;
}

static inline uint32_t less_signed(uint32_t a, uint32_t b)
{
	return (int32_t)a < (int32_t)b;
}

static inline uint32_t multiply_high(uint32_t a, uint32_t b)
{
	return (uint32_t)((uint64_t)((int64_t)(int32_t)a * (int32_t)b) >> 32);
}

static inline uint32_t multiply_high_signed_unsigned(uint32_t a, uint32_t b)
{
	return (uint32_t)((uint64_t)((int64_t)(int32_t)a * (int64_t)b) >> 32);
}

static inline uint32_t multiply_high_unsigned(uint32_t a, uint32_t b)
{
	return (uint32_t)(((uint64_t)a * b) >> 32);
}

static inline uint32_t divide(uint32_t a, uint32_t b)
{
	if (b == 0)
		return UINT32_MAX;
	if (b == UINT32_MAX)
		return 0 - a; /* -2^31 / -1 does not fit a signed word */
	return (uint32_t)((int32_t)a / (int32_t)b);
}

static inline uint32_t divide_unsigned(uint32_t a, uint32_t b)
{
	return b == 0 ? UINT32_MAX : a / b;
}

static inline uint32_t remainder_signed(uint32_t a, uint32_t b)
{
	if (b == 0)
		return a;
	if (b == UINT32_MAX)
		return 0;
	return (uint32_t)((int32_t)a % (int32_t)b);
}

static inline uint32_t remainder_unsigned(uint32_t a, uint32_t b)
{
	return b == 0 ? a : a % b;
}

#endif
