/* Division of 64 bits, by the machine's division of 32.
 *
 * It is long division in digits of 16 bits where the divisor has one word, and one estimated
 * digit of 32 bits where it has two. */
#include <stddef.h>

#include "programs/lib/helper.h"

/* Divides high:low by the divisor, where high < divisor and the divisor's top bit is set. Each
 * half of the quotient is estimated from the divisor's upper 16 bits, at most 2 too large. */
static uint32_t divide_normalized(uint32_t high, uint32_t low, uint32_t divisor,
                                  uint32_t *remainder)
{
	uint32_t top = divisor >> 16, bottom = divisor & 0xFFFF;
	uint32_t quotient = 0;

	for (int i = 0; i < 2; i++) {
		uint32_t digit = high / top;
		uint32_t rest = (high % top) << 16 | low >> 16;
		uint32_t product = digit * bottom;

		if (rest < product) {
			digit--;
			rest += divisor;
			/* Once rest has carried it is larger than any product. */
			if (rest >= divisor && rest < product) {
				digit--;
				rest += divisor;
			}
		}
		high = rest - product;
		low <<= 16;
		quotient = quotient << 16 | digit;
	}
	*remainder = high;
	return quotient;
}

static uint64_t divide_by_word(uint64_t dividend, uint32_t divisor, uint64_t *remainder)
{
	uint32_t high = high_word(dividend), low = low_word(dividend);
	uint32_t quotient_high = high / divisor;
	uint32_t rest = high % divisor;

	if (rest == 0) {
		*remainder = low % divisor;
		return two_words(quotient_high, low / divisor);
	}

	int shift = __clzsi2(divisor);
	uint64_t shifted = two_words(rest, low) << shift;
	uint32_t quotient_low =
	        divide_normalized(high_word(shifted), low_word(shifted), divisor << shift, &rest);

	*remainder = rest >> shift;
	return two_words(quotient_high, quotient_low);
}

/* The divisor has two words, so the quotient has one. It is estimated from the divisor's upper
 * 32 bits with half the dividend, which never overflows, and is then at most 1 too large. */
static uint64_t divide_by_two_words(uint64_t dividend, uint64_t divisor, uint64_t *remainder)
{
	int shift = __clzsi2(high_word(divisor));
	uint32_t ignored;
	uint32_t quotient = divide_normalized(high_word(dividend >> 1), low_word(dividend >> 1),
	                                      high_word(divisor << shift), &ignored);

	quotient = (uint32_t)((uint64_t)quotient << shift >> 31);
	if (quotient != 0)
		quotient--;
	*remainder = dividend - (uint64_t)__muldi3((int64_t)divisor, quotient);
	if (*remainder >= divisor) {
		*remainder -= divisor;
		quotient++;
	}
	return quotient;
}

uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *remainder)
{
	uint64_t ignored;
	uint64_t *rest = remainder ? remainder : &ignored;

	if (divisor == 0) {
		*rest = dividend; /* as the machine divides words by zero */
		return UINT64_MAX;
	}
	if (high_word(divisor) != 0)
		return divide_by_two_words(dividend, divisor, rest);
	if (high_word(dividend) != 0)
		return divide_by_word(dividend, low_word(divisor), rest);
	*rest = low_word(dividend) % low_word(divisor);
	return low_word(dividend) / low_word(divisor);
}

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor)
{
	return __udivmoddi4(dividend, divisor, NULL);
}

uint64_t __umoddi3(uint64_t dividend, uint64_t divisor)
{
	uint64_t remainder;

	__udivmoddi4(dividend, divisor, &remainder);
	return remainder;
}
