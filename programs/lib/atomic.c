/* What GCC calls for atomic operations. There is one processor, and an ordinary program takes no
 * interrupts: nothing comes between. A kernel that takes them has functions of its own. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define ADD(a, b) ((a) + (b))
#define SUBTRACT(a, b) ((a) - (b))
#define AND(a, b) ((a) & (b))
#define OR(a, b) ((a) | (b))
#define XOR(a, b) ((a) ^ (b))
#define NAND(a, b) (~((a) & (b)))

/* A function by a name that GCC keeps for itself. */
#define FUNCTION(type, name, symbol, ...)       \
	type name(__VA_ARGS__) __asm__(symbol); \
	type name(__VA_ARGS__)

/* The values before and after, by both families of names. */
#define OPERATION(bytes, type, name, OPERATE)                                         \
	FUNCTION(type, fetch_##name##bytes, "__atomic_fetch_" #name "_" #bytes,       \
	         volatile type *place, type value, int order)                         \
	{                                                                             \
		type before = *place;                                                 \
		(void)order;                                                          \
		*place = (type)OPERATE(before, value);                                \
		return before;                                                        \
	}                                                                             \
	FUNCTION(type, name##_fetch##bytes, "__atomic_" #name "_fetch_" #bytes,       \
	         volatile type *place, type value, int order)                         \
	{                                                                             \
		type after = (type)OPERATE(*place, value);                            \
		(void)order;                                                          \
		return *place = after;                                                \
	}                                                                             \
	FUNCTION(type, fetch_and_##name##bytes, "__sync_fetch_and_" #name "_" #bytes, \
	         volatile type *place, type value)                                    \
	{                                                                             \
		return fetch_##name##bytes(place, value, 0);                          \
	}                                                                             \
	FUNCTION(type, name##_and_fetch##bytes, "__sync_" #name "_and_fetch_" #bytes, \
	         volatile type *place, type value)                                    \
	{                                                                             \
		return name##_fetch##bytes(place, value, 0);                          \
	}

#define EXCHANGE(bytes, type)                                                                    \
	FUNCTION(type, load##bytes, "__atomic_load_" #bytes, const volatile type *place,         \
	         int order)                                                                      \
	{                                                                                        \
		(void)order;                                                                     \
		return *place;                                                                   \
	}                                                                                        \
	FUNCTION(void, store##bytes, "__atomic_store_" #bytes, volatile type *place, type value, \
	         int order)                                                                      \
	{                                                                                        \
		(void)order;                                                                     \
		*place = value;                                                                  \
	}                                                                                        \
	FUNCTION(type, exchange##bytes, "__atomic_exchange_" #bytes, volatile type *place,       \
	         type value, int order)                                                          \
	{                                                                                        \
		type before = *place;                                                            \
		(void)order;                                                                     \
		*place = value;                                                                  \
		return before;                                                                   \
	}                                                                                        \
	FUNCTION(bool, compare_exchange##bytes, "__atomic_compare_exchange_" #bytes,             \
	         volatile type *place, type *expected, type value, bool is_weak, int order,      \
	         int order_of_failure)                                                           \
	{                                                                                        \
		type before = *place;                                                            \
		(void)is_weak;                                                                   \
		(void)order;                                                                     \
		(void)order_of_failure;                                                          \
		if (before != *expected) {                                                       \
			*expected = before;                                                      \
			return false;                                                            \
		}                                                                                \
		*place = value;                                                                  \
		return true;                                                                     \
	}                                                                                        \
	FUNCTION(type, val_compare_and_swap##bytes, "__sync_val_compare_and_swap_" #bytes,       \
	         volatile type *place, type expected, type value)                                \
	{                                                                                        \
		type before = *place;                                                            \
		if (before == expected)                                                          \
			*place = value;                                                          \
		return before;                                                                   \
	}                                                                                        \
	FUNCTION(bool, bool_compare_and_swap##bytes, "__sync_bool_compare_and_swap_" #bytes,     \
	         volatile type *place, type expected, type value)                                \
	{                                                                                        \
		return val_compare_and_swap##bytes(place, expected, value) == expected;          \
	}                                                                                        \
	FUNCTION(type, lock_test_and_set##bytes, "__sync_lock_test_and_set_" #bytes,             \
	         volatile type *place, type value)                                               \
	{                                                                                        \
		return exchange##bytes(place, value, 0);                                         \
	}                                                                                        \
	FUNCTION(void, lock_release##bytes, "__sync_lock_release_" #bytes, volatile type *place) \
	{                                                                                        \
		*place = 0;                                                                      \
	}

#define SIZE(bytes, type)                     \
	EXCHANGE(bytes, type)                 \
	OPERATION(bytes, type, add, ADD)      \
	OPERATION(bytes, type, sub, SUBTRACT) \
	OPERATION(bytes, type, and, AND)      \
	OPERATION(bytes, type, or, OR)        \
	OPERATION(bytes, type, xor, XOR)      \
	OPERATION(bytes, type, nand, NAND)

SIZE(1, uint8_t)
SIZE(2, uint16_t)
SIZE(4, uint32_t)
SIZE(8, uint64_t)

/* The same of any size. */

FUNCTION(void, load, "__atomic_load", size_t size, const void *place, void *value, int order)
{
	(void)order;
	memcpy(value, place, size);
}

FUNCTION(void, store, "__atomic_store", size_t size, void *place, const void *value, int order)
{
	(void)order;
	memcpy(place, value, size);
}

FUNCTION(void, exchange, "__atomic_exchange", size_t size, void *place, const void *value,
         void *before, int order)
{
	unsigned char *bytes = place, *old = before;
	const unsigned char *new = value;

	(void)order;
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = new[i];

		old[i] = bytes[i];
		bytes[i] = byte;
	}
}

FUNCTION(bool, compare_exchange, "__atomic_compare_exchange", size_t size, void *place,
         void *expected, const void *value, int order, int order_of_failure)
{
	(void)order;
	(void)order_of_failure;
	if (memcmp(place, expected, size) != 0) {
		memcpy(expected, place, size);
		return false;
	}
	memcpy(place, value, size);
	return true;
}

FUNCTION(bool, is_lock_free, "__atomic_is_lock_free", size_t size, const volatile void *place)
{
	(void)size;
	(void)place;
	return true;
}
