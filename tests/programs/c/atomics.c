/* Atomic operations of all sizes, by C11's and GCC's names. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

static _Atomic uint8_t byte = 250;
static _Atomic int16_t half = -5;
static _Atomic int32_t word = 7;
static _Atomic uint64_t pair = UINT64_C(0xFFFFFFFF);
static _Atomic(char *) pointer;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static volatile int plain = 100;
static volatile long long large = 1;
static volatile unsigned char small = 3;

static void show(long long value)
{
	printf("%lld byte %d half %d word %d pair %llx plain %d large %lld small %d\n", value, byte,
	       half, (int)word, (unsigned long long)pair, plain, large, small);
}

static void by_c11(void)
{
	static char text[] = "atomic";
	int32_t expected = 8;
	uint64_t expected_pair = 0;

	show(atomic_fetch_add(&byte, 10));
	show(atomic_fetch_sub(&half, 3));
	show(atomic_fetch_xor(&word, 15));
	show(atomic_fetch_or(&half, 0x100));
	show(atomic_fetch_and(&byte, 0x7F));
	show(atomic_compare_exchange_strong(&word, &expected, 20));
	show(atomic_compare_exchange_strong(&word, &expected, 21));
	show(expected);
	show((long long)atomic_fetch_add(&pair, 1));
	show(atomic_compare_exchange_weak(&pair, &expected_pair, 5));
	show((long long)expected_pair);
	show(atomic_compare_exchange_strong(&pair, &expected_pair, 5));
	show((long long)atomic_exchange(&pair, 9));
	atomic_store(&pointer, text);
	printf("%s", (char *)atomic_fetch_add(&pointer, 2));
	printf(" %s\n", (char *)pointer);
	show(atomic_flag_test_and_set(&flag));
	show(atomic_flag_test_and_set(&flag));
	atomic_flag_clear(&flag);
	show(atomic_flag_test_and_set(&flag));
	word++;
	--byte;
	word <<= 2;
	pair *= 3;
	show(atomic_is_lock_free(&word));
	atomic_thread_fence(memory_order_seq_cst);
}

static void by_gcc(void)
{
	int expected = 1;

	show(__sync_fetch_and_add(&plain, 5));
	show(__sync_add_and_fetch(&plain, 5));
	show(__sync_fetch_and_nand(&plain, 6));
	show(__sync_val_compare_and_swap(&plain, 1, 2));
	show(__sync_bool_compare_and_swap(&plain, plain, 40));
	show(__sync_lock_test_and_set(&plain, 41));
	__sync_lock_release(&plain);
	show(__sync_fetch_and_sub(&large, 3));
	show(__sync_or_and_fetch(&large, 1LL << 40));
	show(__sync_fetch_and_xor(&small, 255));
	show(__sync_and_and_fetch(&small, 0xF0));
	__sync_synchronize();
	show(__atomic_add_fetch(&plain, 3, __ATOMIC_SEQ_CST));
	show(__atomic_fetch_nand(&plain, 1, __ATOMIC_RELAXED));
	show(__atomic_compare_exchange_n(&plain, &expected, 5, 0, __ATOMIC_ACQUIRE,
	                                 __ATOMIC_RELAXED));
	show(expected);
	show(__atomic_load_n(&plain, __ATOMIC_ACQUIRE));
}

int main(void)
{
	by_c11();
	by_gcc();
	return 0;
}
