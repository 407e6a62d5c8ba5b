/* What -fstack-protector asks for. */
#include <stdint.h>

#include "programs/lib/fatal.h"

extern const uintptr_t __stack_chk_guard;
_Noreturn void __stack_chk_fail(void);

/* The zero byte ends a string that ran over its buffer. */
const uintptr_t __stack_chk_guard = (uintptr_t)0x5AC0DE00u;

_Noreturn void __stack_chk_fail(void)
{
	__fatal("stack smashed: a local array was written beyond its end");
}
