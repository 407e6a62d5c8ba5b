/* Comparison and negation of 64 bits. */
#include "programs/lib/helper.h"

int __cmpdi2(int64_t left, int64_t right)
{
	return left < right ? 0 : left == right ? 1 : 2;
}

int __ucmpdi2(uint64_t left, uint64_t right)
{
	return left < right ? 0 : left == right ? 1 : 2;
}

int64_t __negdi2(int64_t value)
{
	return (int64_t)(0 - (uint64_t)value);
}
