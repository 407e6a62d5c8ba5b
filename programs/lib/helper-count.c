/* Counting bits, by halves: the machine has no instruction for it. */
#include "programs/lib/helper.h"

int __clzsi2(uint32_t value)
{
	int zeros = 0;

	for (int half = 16; half > 0; half /= 2) {
		if (value >> (32 - half) == 0) {
			value <<= half;
			zeros += half;
		}
	}
	return zeros;
}

int __clzdi2(uint64_t value)
{
	uint32_t high = high_word(value);

	return high != 0 ? __clzsi2(high) : 32 + __clzsi2(low_word(value));
}

/* The lowest one bit alone has one bits below it where the value has zeros. */
int __ctzsi2(uint32_t value)
{
	return __popcountsi2((value & (0 - value)) - 1);
}

int __ctzdi2(uint64_t value)
{
	uint32_t low = low_word(value);

	return low != 0 ? __ctzsi2(low) : 32 + __ctzsi2(high_word(value));
}

/* Sums of neighbours: of bits, of pairs, of digits; the product adds the bytes up. */
int __popcountsi2(uint32_t value)
{
	value -= value >> 1 & UINT32_C(0x55555555);
	value = (value & UINT32_C(0x33333333)) + (value >> 2 & UINT32_C(0x33333333));
	value = (value + (value >> 4)) & UINT32_C(0x0F0F0F0F);
	return (int)(value * UINT32_C(0x01010101) >> 24);
}

int __popcountdi2(uint64_t value)
{
	return __popcountsi2(low_word(value)) + __popcountsi2(high_word(value));
}

int __paritysi2(uint32_t value)
{
	return __popcountsi2(value) & 1;
}

int __paritydi2(uint64_t value)
{
	return __paritysi2(low_word(value) ^ high_word(value));
}

int __ffssi2(uint32_t value)
{
	return value == 0 ? 0 : __ctzsi2(value) + 1;
}

int __ffsdi2(uint64_t value)
{
	return value == 0 ? 0 : __ctzdi2(value) + 1;
}

int __clrsbsi2(int32_t value)
{
	uint32_t different = (uint32_t)(value ^ value >> 31);

	return different == 0 ? 31 : __clzsi2(different) - 1;
}

int __clrsbdi2(int64_t value)
{
	int32_t high = (int32_t)high_word((uint64_t)value);
	uint32_t sign = (uint32_t)(high >> 31);

	if ((uint32_t)high != sign)
		return __clrsbsi2(high);

	uint32_t different = low_word((uint64_t)value) ^ sign;
	return different == 0 ? 63 : 31 + __clzsi2(different);
}
