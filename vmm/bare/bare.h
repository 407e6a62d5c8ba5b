/* What entry.s offers, and the pieces of the VMM on PG32 among themselves. */
#ifndef PG32_VMM_BARE_BARE_H
#define PG32_VMM_BARE_BARE_H

#include "vmm/vmm.h"

/* Where traps go: of a guest that ran paged, and of any other. */
void vmm_exit_paged(void);
void vmm_exit(void);

/* Resumes the guest: its registers and the real PSW. */
_Noreturn void vmm_resume(void);

/* Makes the machine check-stop as for a trap in a trap's handler. */
_Noreturn void vmm_double_trap(void);

/* What entry.s and the host's tools need of the C code, which is compiled as one program. */
#define ENTRY __attribute__((externally_visible))

/* Boots the first module of the table as the guest, and runs it. */
ENTRY _Noreturn void vmm_main(const struct boot_table *table);

/* Handles the exit that the trap area holds, and resumes the guest. Hot, or the compiler takes what
 * does not return for what seldom runs. */
ENTRY __attribute__((hot, noinline)) _Noreturn void vmm_dispatch(void);

/* The same for a guest that ran paged. */
ENTRY _Noreturn void vmm_dispatch_paged(void);

/* Runs a guest that has booted. With vmm_dispatch it is what makes a VMM trap and emulate
 * (direct.c) or hybrid (hybrid.c). */
_Noreturn void vmm_start(void);

ENTRY extern const uint32_t vmm_layout[];

/* Where the image begins; the stack grows down from there to the vm. */
#ifndef IMAGE_BEGIN
#define IMAGE_BEGIN PAGE_SIZE
#endif

enum { VM_ADDRESS = 0x40, STACK_SIZE = 0x400 };

/* The one virtual machine, in page 0. Its address is a constant, so that what an exit reads and
 * writes of it needs no register to point there. */
#define THE_VM ((struct vm *)VM_ADDRESS)

_Static_assert((int)VM_ADDRESS >= (int)TRAP_AREA_END, "the vm is beside the trap area");
_Static_assert(VM_ADDRESS + sizeof(struct vm) + STACK_SIZE <= IMAGE_BEGIN, "page 0 holds them");

#endif
