/* The compiler's bit counting, byte swapping and overflow checks. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static __attribute__((noinline)) void of_word(uint32_t value)
{
	printf("%08" PRIx32 ": %d %d %d %d %d %08" PRIx32 " %04x\n", value,
	       value ? __builtin_clz(value) : 32, value ? __builtin_ctz(value) : 32,
	       __builtin_popcount(value), __builtin_parity(value), __builtin_ffs((int)value),
	       __builtin_bswap32(value), __builtin_bswap16((uint16_t)value));
}

static __attribute__((noinline)) void of_two_words(uint64_t value)
{
	printf("%016" PRIx64 ": %d %d %d %d %d %d %016" PRIx64 "\n", value,
	       value ? __builtin_clzll(value) : 64, value ? __builtin_ctzll(value) : 64,
	       __builtin_popcountll(value), __builtin_parityll(value),
	       __builtin_ffsll((long long)value), __builtin_clrsbll((long long)value),
	       __builtin_bswap64(value));
}

static __attribute__((noinline)) void overflows(int32_t a, int32_t b)
{
	int32_t sum, difference, product;
	int64_t wide;
	uint32_t natural;

	printf("%d", __builtin_add_overflow(a, b, &sum));
	printf("%d", __builtin_sub_overflow(a, b, &difference));
	printf("%d", __builtin_mul_overflow(a, b, &product));
	printf("%d", __builtin_mul_overflow(a * INT64_C(0x80000000), b * INT64_C(4), &wide));
	printf("%d", __builtin_add_overflow(a, b, &natural));
	printf(" %" PRId32 " %" PRId32 " %" PRId32 " %" PRId64 " %" PRIu32 "\n", sum, difference,
	       product, wide, natural);
}

int main(void)
{
	uint64_t value = 1;

	for (int i = 0; i < 40; i++) {
		of_word((uint32_t)(value >> 16));
		of_two_words(value << (i & 31) >> (i & 7) * 5);
		overflows((int32_t)(value >> 7), (int32_t)(value >> 40));
		value = value * UINT64_C(6364136223846793005) + 1442695040888963407u;
	}
	of_word(0);
	of_two_words(0);
	return 0;
}
