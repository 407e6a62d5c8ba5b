/* The VMM's start on PG32: it takes the memory between itself and the boot table for its guest. */
#include "vmm/bare/bare.h"
#include "vmm/port.h"

#include "isa/architecture.h" /* by its own names */
#include <pg32.h>

/* With which statuses the VMM halts when it cannot run its guest. */
enum { STATUS_NO_GUEST = 60, STATUS_BAD_GUEST = 61 };

extern uint8_t _end[]; /* the end of the image */

static uint32_t shadow[BUFFER_PAGES][TABLE_ENTRIES] __attribute__((aligned(PAGE_SIZE)));

static void print(const char *text)
{
	while (*text != 0)
		write_port(PORT_CONSOLE_OUTPUT, (uint8_t)*text++);
}

static _Noreturn void refuse(const char *reason, uint32_t status)
{
	print("vmm: cannot boot a guest: ");
	print(reason);
	print("\n");
	halt(status);
}

/* Takes traps from here on. */
static void set_new_psw(void)
{
	struct psw *new_psw = (struct psw *)TRAP_NEW_PSW;
	*new_psw = (struct psw){ .pc = (uint32_t)vmm_exit, .bound = memory_size() };
}

_Noreturn void vmm_dispatch_paged(void)
{
	if (dispatch_fill(THE_VM, (const struct exit *)TRAP_OLD_PSW))
		vmm_resume();
	vmm_dispatch();
}

_Noreturn void vmm_main(const struct boot_table *table)
{
	struct file files[BOOT_MODULES];
	uint32_t origin = ((uint32_t)_end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
	uint32_t top = (uint32_t)table;
	if (table->count == 0)
		refuse("name a kernel after the VMM", STATUS_NO_GUEST);
	if (top <= origin)
		refuse("no memory is left for it", STATUS_BAD_GUEST);
	for (uint32_t i = 0; i < table->count; i++)
		files[i] = (struct file){ (const uint8_t *)table->modules[i].address,
			                  table->modules[i].size };
	set_new_psw();
	struct memory memory = { (uint8_t *)origin, top - origin };
	enum boot_error error = vm_create(THE_VM, memory, origin,
	                                  (struct shadow_pages){ shadow[0], (uint32_t)shadow },
	                                  &files[0], &files[1], table->count - 1);
	if (error != BOOT_OK)
		refuse(boot_error_text(error), STATUS_BAD_GUEST);
	vmm_start();
}
