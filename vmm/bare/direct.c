/* vmm.elf: every exit is emulated or reflected, and the guest resumed. */
#include "vmm/bare/bare.h"

_Noreturn void vmm_start(struct vm *the_vm)
{
	(void)the_vm;
	vmm_resume();
}

_Noreturn void vmm_dispatch(struct vm *the_vm)
{
	dispatch(the_vm, (const struct exit *)TRAP_OLD_PSW);
	vmm_resume();
}
