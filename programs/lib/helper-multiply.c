/* The lower 64 bits of a product. */
#include "programs/lib/helper.h"

int64_t __muldi3(int64_t left, int64_t right)
{
	uint32_t left_low = low_word((uint64_t)left), left_high = high_word((uint64_t)left);
	uint32_t right_low = low_word((uint64_t)right), right_high = high_word((uint64_t)right);
	uint64_t low = (uint64_t)left_low * right_low;
	uint32_t high = high_word(low) + left_low * right_high + left_high * right_low;

	return (int64_t)two_words(high, low_word(low));
}
