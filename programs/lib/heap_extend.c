/* The heap's region: from the program's end up to a distance below the stack.
 *
 *   program | _end   heap ->   limit | STACK_RESERVE, or half of what is free   <- stack | sp
 *
 * Nothing but this distance keeps a growing stack from the heap: a window has one bound. */
#include <stdint.h>

#include "programs/lib/platform.h"

enum { ALIGNMENT = 16, STACK_RESERVE = 256 * 1024 };

extern char _end[];

void *__heap_extend(size_t size)
{
	static uintptr_t top, limit;

	if (top == 0) {
		uintptr_t stack = (uintptr_t)__builtin_frame_address(0);

		top = ((uintptr_t)_end + ALIGNMENT - 1) & ~(uintptr_t)(ALIGNMENT - 1);
		limit = top;
		if (stack > top) {
			uintptr_t half = (stack - top) / 2;

			limit = stack - (half < STACK_RESERVE ? half : STACK_RESERVE);
		}
	}
	if (size > limit - top)
		return NULL;
	top += size;
	return (void *)(top - size);
}
