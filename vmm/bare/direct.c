/* vmm.elf: every exit is emulated or reflected, and the guest resumed. */
#include "vmm/bare/bare.h"

_Noreturn void vmm_start(void)
{
	vmm_resume();
}

_Noreturn void vmm_dispatch(void)
{
	dispatch(THE_VM, (const struct exit *)TRAP_OLD_PSW);
	vmm_resume();
}
