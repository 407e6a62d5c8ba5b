/* The interpreter: the definition's own privileged instructions, over the shadow. */
#include "vmm/vmm.h"

enum outcome interpret(struct vm *vm, uint32_t word, struct trap *trap)
{
	return execute_privileged(&vm->guest, word, trap);
}
