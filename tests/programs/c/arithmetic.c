/* Integer arithmetic of all widths and signs, folded into a checksum an operation. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static uint64_t random_state = 88172645463325252u;

/* Numbers of all lengths, so that small and large operands meet. */
static uint64_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state >> (random_state & 63);
}

static uint64_t fold(uint64_t sum, uint64_t value)
{
	return (sum << 5 | sum >> 59) ^ value;
}

/* One function a type, so that the compiler cannot know the operands. */
#define DEFINE(type, name)                                                                 \
	static __attribute__((noinline)) uint64_t name(type a, type b, unsigned shift)     \
	{                                                                                  \
		const unsigned bits = sizeof(type) * 8;                                    \
		uint64_t sum = 0;                                                          \
		type least = (type)((type)(-1) < 0 ? (uint64_t)1 << (bits - 1) : 0);       \
                                                                                           \
		shift %= bits;                                                             \
		sum = fold(sum, (uint64_t)(type)((uint64_t)a + (uint64_t)b));              \
		sum = fold(sum, (uint64_t)(type)((uint64_t)a - (uint64_t)b));              \
		sum = fold(sum, (uint64_t)(type)((uint64_t)a * (uint64_t)b));              \
		if (b != 0 && !(a == least && b == (type)-1)) {                            \
			sum = fold(sum, (uint64_t)(type)(a / b));                          \
			sum = fold(sum, (uint64_t)(type)(a % b));                          \
		}                                                                          \
		sum = fold(sum, (uint64_t)(type)(a & b));                                  \
		sum = fold(sum, (uint64_t)(type)(a | b));                                  \
		sum = fold(sum, (uint64_t)(type)(a ^ b));                                  \
		sum = fold(sum, (uint64_t)(type)~a);                                       \
		sum = fold(sum, (uint64_t)(type)((uint64_t)a << shift));                   \
		sum = fold(sum, (uint64_t)(type)(a >> shift));                             \
		sum = fold(sum, (uint64_t)(a < b) | (uint64_t)(a <= b) << 1 |              \
		                        (uint64_t)(a == b) << 2 | (uint64_t)(a > 0) << 3 | \
		                        (uint64_t)!a << 4);                                \
		return sum;                                                                \
	}

DEFINE(int8_t, of_int8)
DEFINE(uint8_t, of_uint8)
DEFINE(int16_t, of_int16)
DEFINE(uint16_t, of_uint16)
DEFINE(int32_t, of_int32)
DEFINE(uint32_t, of_uint32)
DEFINE(int64_t, of_int64)
DEFINE(uint64_t, of_uint64)

int main(void)
{
	uint64_t sums[8] = { 0 };

	for (int i = 0; i < 2000; i++) {
		uint64_t a = next_random(), b = next_random();
		unsigned shift = (unsigned)i;

		sums[0] = fold(sums[0], of_int8((int8_t)a, (int8_t)b, shift));
		sums[1] = fold(sums[1], of_uint8((uint8_t)a, (uint8_t)b, shift));
		sums[2] = fold(sums[2], of_int16((int16_t)a, (int16_t)b, shift));
		sums[3] = fold(sums[3], of_uint16((uint16_t)a, (uint16_t)b, shift));
		sums[4] = fold(sums[4], of_int32((int32_t)a, (int32_t)b, shift));
		sums[5] = fold(sums[5], of_uint32((uint32_t)a, (uint32_t)b, shift));
		sums[6] = fold(sums[6], of_int64((int64_t)a, (int64_t)b, shift));
		sums[7] = fold(sums[7], of_uint64(a, b, shift));
	}
	for (int i = 0; i < 8; i++)
		printf("%016" PRIx64 "\n", sums[i]);
	return 0;
}
