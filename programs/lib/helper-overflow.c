/* Arithmetic that traps on overflow, for -ftrapv. */
#include <stdbool.h>

#include "programs/lib/helper.h"

static void trap_if(bool overflow)
{
	if (overflow)
		__builtin_trap();
}

int32_t __addvsi3(int32_t left, int32_t right)
{
	int32_t result;

	trap_if(__builtin_add_overflow(left, right, &result));
	return result;
}

int32_t __subvsi3(int32_t left, int32_t right)
{
	int32_t result;

	trap_if(__builtin_sub_overflow(left, right, &result));
	return result;
}

int32_t __mulvsi3(int32_t left, int32_t right)
{
	int32_t result;

	trap_if(__builtin_mul_overflow(left, right, &result));
	return result;
}

int32_t __negvsi2(int32_t value)
{
	return __subvsi3(0, value);
}

int32_t __absvsi2(int32_t value)
{
	return value < 0 ? __negvsi2(value) : value;
}

int64_t __addvdi3(int64_t left, int64_t right)
{
	int64_t result;

	trap_if(__builtin_add_overflow(left, right, &result));
	return result;
}

int64_t __subvdi3(int64_t left, int64_t right)
{
	int64_t result;

	trap_if(__builtin_sub_overflow(left, right, &result));
	return result;
}

int64_t __mulvdi3(int64_t left, int64_t right)
{
	int64_t result;

	trap_if(__builtin_mul_overflow(left, right, &result));
	return result;
}

int64_t __negvdi2(int64_t value)
{
	return __subvdi3(0, value);
}

int64_t __absvdi2(int64_t value)
{
	return value < 0 ? __negvdi2(value) : value;
}
