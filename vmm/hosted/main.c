/* pg32-vmm: the VMM as a host process, over the machine library (a type-2 VMM). */
#include "machine/host/exit_status.h"
#include "machine/run/tool.h"
#include "vmm/hosted/hosted.h"
#include "vmm/port.h"

/* Gives the processor to the guest. */
static void resume(struct hosted *hosted)
{
	struct cpu *cpu = &hosted->session->computer.machine.cpu;
	memcpy(cpu->registers, hosted->vm.guest.cpu.registers, sizeof cpu->registers);
	cpu->psw = hosted->vm.real;
	cpu->delivering = false;
}

/* Takes it back: the shadow gets the registers. */
static void take_back(struct hosted *hosted)
{
	const struct cpu *cpu = &hosted->session->computer.machine.cpu;
	memcpy(hosted->vm.guest.cpu.registers, cpu->registers, sizeof cpu->registers);
}

/* What the hardware's trap is to a VMM on PG32: an exit to the dispatcher. */
static enum outcome take_trap(struct session *session)
{
	struct hosted *hosted = hosted_of(session->vm);
	const struct cpu *cpu = &session->computer.machine.cpu;
	struct exit exit = { .old = cpu->psw, .trap = session->last };
	take_back(hosted);
	uint64_t left = session->options.limit - session_clock(session);
	hosted->vm.guest.devices.longest_wait = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
	dispatch(&hosted->vm, &exit);
	if (hosted->outcome == OUTCOME_COMPLETED)
		resume(hosted);
	session->last = hosted->vm.last;
	return hosted->outcome;
}

/* Where the session ends between exits, the shadow is behind. */
static void settle(struct session *session)
{
	take_back(hosted_of(session->vm));
	account(session->vm, &session->computer.machine.cpu.psw);
}

static bool start(struct session *session, struct failure *failure)
{
	static struct hosted hosted; /* one process is one virtual machine */
	hosted = (struct hosted){ .session = session };
	session->vm = &hosted.vm;
	session->take_trap = take_trap;
	enum boot_error error =
	        vm_create(&hosted.vm, session->computer.machine.memory, 0, &session->files[0],
	                  &session->files[1], session->file_count - 1);
	if (error != BOOT_OK)
		return fail(failure, EXIT_IMAGE, "%s: %s", session->options.files[0],
		            boot_error_text(error));
	resume(&hosted);
	return true;
}

int main(int count, char **arguments)
{
	static const struct tool tool = {
		.name = "pg32-vmm",
		.synopsis = "KERNEL [MODULE...]",
		.description =
		        "Runs a kernel in a virtual machine: deprivileged, every trap caught "
		        "and emulated,\nby the VMM that vmm.elf is on PG32, here as a host "
		        "process.",
		.start = start,
		.settle = settle,
	};
	return tool_main(&tool, count, arguments);
}
