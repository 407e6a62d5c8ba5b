/* Operations with constants: the compiler has its own ways for each. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#define EACH(apply)                                                                               \
	apply(1) apply(2) apply(3) apply(5) apply(7) apply(8) apply(10) apply(12) apply(100)      \
	        apply(127) apply(128) apply(255) apply(256) apply(1000) apply(2047) apply(2048)   \
	                apply(2049) apply(4095) apply(4096) apply(4097) apply(32767) apply(32768) \
	                        apply(32769) apply(65535) apply(65536) apply(65537)               \
	                                apply(1000000007) apply(2147483647)

static __attribute__((noinline)) uint32_t with_constants(int32_t x)
{
	uint32_t sum = 0;
	uint32_t u = (uint32_t)x;

#define APPLY(n)                                                                            \
	sum = sum * 31 + u / n##u + u % n##u + u * n##u + (u + n##u) + (u - n##u);          \
	sum = sum * 31 + (uint32_t)(x / n) + (uint32_t)(x % n) + (uint32_t)(x / -n) +       \
	      (uint32_t)(x % -n);                                                           \
	sum = sum * 31 + (u & n##u) + (u | n##u) + (u ^ n##u) + (x < n) + 2u * (u < n##u) + \
	      4u * (x == n) + 8u * (x > -n);
	EACH(APPLY)
#undef APPLY
	return sum;
}

static __attribute__((noinline)) uint64_t with_wide_constants(int64_t x)
{
	uint64_t sum = 0;
	uint64_t u = (uint64_t)x;

#define APPLY(n)                                                                                   \
	sum = sum * 31 + u / n##u + u % n##u + u * n##u + (uint64_t)(x / -n) + (uint64_t)(x % n) + \
	      (x < n);
	EACH(APPLY)
#undef APPLY
	return sum;
}

int main(void)
{
	static const int32_t values[] = { 0,  1,      -1,    2,         -2,
		                          99, -12345, 65536, INT32_MAX, INT32_MIN + 1 };

	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		printf("%08" PRIx32 " ", with_constants(values[i]));
		printf("%016" PRIx64 "\n",
		       with_wide_constants((int64_t)((uint64_t)values[i] * UINT64_C(0x123456789))));
	}
	return 0;
}
