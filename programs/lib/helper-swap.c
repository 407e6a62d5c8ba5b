/* Bytes in reverse. */
#include "programs/lib/helper.h"

/* The middle bytes are moved by a mask that the compiler does not take for a swap: it would call
 * this function for it. */
uint32_t __bswapsi2(uint32_t value)
{
	uint32_t halves = value << 16 | value >> 16;

	return (halves & UINT32_C(0x00FF00FF)) << 8 | (halves >> 8 & UINT32_C(0x00FF00FF));
}

uint64_t __bswapdi2(uint64_t value)
{
	return two_words(__bswapsi2(low_word(value)), __bswapsi2(high_word(value)));
}
