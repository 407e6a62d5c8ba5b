/* Traps: the kernel's one entrance. */
#include "programs/kernel/error.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/print.h"
#include "programs/kernel/scheduler.h"
#include "programs/kernel/syscall.h"
#include "programs/kernel/trap.h"

void trap_initialize(struct kernel *kernel)
{
	low_memory.kernel = kernel;
	low_memory.trap_psw = (struct psw){
		.status = 0, /* supervisor, interrupts off */
		.pc = (uint32_t)trap_entry,
		.base = 0,
		.bound = port_in(PORT_SYSTEM_MEMORY),
	};
}

static const char *cause_text(uint32_t cause)
{
	static const char *const texts[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [number] = text,
#include "isa/causes.def"
	};
	return cause < CAUSES && texts[cause] != NULL ? texts[cause] : "unknown cause";
}

/* The process did what no program may, or needs what there is not. */
_Noreturn static void kill(struct kernel *kernel, const char *why, uint32_t value)
{
	const struct process *process = kernel->current;
	print("kernel: process %d (%s) killed: %s, value %x, at %x\n", process->number,
	      process->name, why, value, low_memory.psw.pc);
	process_end(kernel, STATUS_KILLED);
}

/* The arguments are copied: while the call sleeps, low memory is another process's. */
static void take_system_call(struct kernel *kernel)
{
	const uint32_t *a0 = &low_memory.registers[REGISTER_A0];
	uint32_t arguments[] = { a0[0], a0[1], a0[2], a0[3] };
	low_memory.psw.pc += 4;
	int result = system_call(kernel, low_memory.value, arguments);
	low_memory.registers[REGISTER_A0] = (uint32_t)result;
}

/* Cause and value are copied, as the arguments of a call are. */
static void take_fault(struct kernel *kernel, uint32_t access)
{
	uint32_t cause = low_memory.cause, address = low_memory.value;
	int error = space_fault(kernel, kernel->current->space, address, access);
	if (error < 0)
		kill(kernel, error == ERROR_ADDRESS ? cause_text(cause) : error_text(error),
		     address);
}

/* The quantum has run out. */
static void take_turns(struct kernel *kernel)
{
	low_memory.psw.timer = QUANTUM;
	schedule(kernel);
}

static void serve_device(struct kernel *kernel, enum device device)
{
	if (device == DEVICE_CONSOLE)
		console_interrupt(kernel);
	else if (device == DEVICE_DISK)
		disk_interrupt(kernel);
	else
		panic("an interrupt of a device that has none");
}

void trap(struct kernel *kernel)
{
	if (!(low_memory.psw.status & STATUS_USER)) {
		print("kernel: %s, value %x, at %x\n", cause_text(low_memory.cause),
		      low_memory.value, low_memory.psw.pc);
		panic("a trap in the kernel itself");
	}
	switch ((enum cause)low_memory.cause) {
	case CAUSE_SYSCALL:
		take_system_call(kernel);
		break;
	case CAUSE_TIMER:
		take_turns(kernel);
		break;
	case CAUSE_DEVICE:
		serve_device(kernel, (enum device)low_memory.value);
		break;
	case CAUSE_FETCH:
		take_fault(kernel, ENTRY_EXECUTE);
		break;
	case CAUSE_LOAD:
		take_fault(kernel, ENTRY_READ);
		break;
	case CAUSE_STORE:
		take_fault(kernel, ENTRY_WRITE);
		break;
	case CAUSE_ILLEGAL:
	case CAUSE_PRIVILEGED:
	case CAUSE_BREAK:
		kill(kernel, cause_text(low_memory.cause), low_memory.value);
	case CAUSE_NONE:
	case CAUSES:
		panic("a trap without a cause");
	}
	if (!process_stack_is_sound(kernel))
		panic("a kernel stack is too small");
}
