/* Signed division of 64 bits: it rounds toward zero, the remainder has the dividend's sign. */
#include <stddef.h>

#include "programs/lib/helper.h"

static uint64_t magnitude(int64_t value)
{
	return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int64_t __divmoddi4(int64_t dividend, int64_t divisor, int64_t *remainder)
{
	uint64_t rest;
	uint64_t quotient = __udivmoddi4(magnitude(dividend), magnitude(divisor), &rest);

	if (remainder)
		*remainder = (int64_t)(dividend < 0 ? 0 - rest : rest);
	return (int64_t)((dividend < 0) != (divisor < 0) ? 0 - quotient : quotient);
}

int64_t __divdi3(int64_t dividend, int64_t divisor)
{
	return __divmoddi4(dividend, divisor, NULL);
}

int64_t __moddi3(int64_t dividend, int64_t divisor)
{
	int64_t remainder;

	__divmoddi4(dividend, divisor, &remainder);
	return remainder;
}
