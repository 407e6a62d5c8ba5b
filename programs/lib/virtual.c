/* What stands in tables of C++ where there is no function to call, and the guards of static objects
 * of functions that were compiled for more than one thread. */
#include <stdint.h>

#include "programs/lib/fatal.h"

#define FUNCTION(type, name, symbol, ...)       \
	type name(__VA_ARGS__) __asm__(symbol); \
	type name(__VA_ARGS__)

FUNCTION(_Noreturn void, call_pure, "__cxa_pure_virtual", void)
{
	__fatal("a pure virtual function was called");
}

FUNCTION(_Noreturn void, call_deleted, "__cxa_deleted_virtual", void)
{
	__fatal("a deleted virtual function was called");
}

/* The guard's first byte says that the object is there. */
FUNCTION(int, begin_object, "__cxa_guard_acquire", uint64_t *guard)
{
	return *(uint8_t *)guard == 0;
}

FUNCTION(void, end_object, "__cxa_guard_release", uint64_t *guard)
{
	*(uint8_t *)guard = 1;
}
