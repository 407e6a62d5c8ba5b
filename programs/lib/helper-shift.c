/* Shifts of 64 bits by 0 to 63, in words: written with 64-bit shifts they would call themselves. */
#include "programs/lib/helper.h"

int64_t __ashldi3(int64_t value, int amount)
{
	uint32_t low = low_word((uint64_t)value), high = high_word((uint64_t)value);

	if (amount == 0)
		return value;
	if (amount >= 32)
		return (int64_t)two_words(low << (amount - 32), 0);
	return (int64_t)two_words(high << amount | low >> (32 - amount), low << amount);
}

int64_t __lshrdi3(int64_t value, int amount)
{
	uint32_t low = low_word((uint64_t)value), high = high_word((uint64_t)value);

	if (amount == 0)
		return value;
	if (amount >= 32)
		return (int64_t)two_words(0, high >> (amount - 32));
	return (int64_t)two_words(high >> amount, low >> amount | high << (32 - amount));
}

int64_t __ashrdi3(int64_t value, int amount)
{
	uint32_t low = low_word((uint64_t)value);
	int32_t high = (int32_t)high_word((uint64_t)value);

	if (amount == 0)
		return value;
	if (amount >= 32)
		return (int64_t)two_words((uint32_t)(high >> 31),
		                          (uint32_t)(high >> (amount - 32)));
	return (int64_t)two_words((uint32_t)(high >> amount),
	                          low >> amount | (uint32_t)high << (32 - amount));
}
