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

static struct exit exit_of(const struct session *session)
{
	return (struct exit){ .old = session->computer.machine.cpu.psw, .trap = session->last };
}

/* What the hardware's trap is to a VMM on PG32: an exit to the dispatcher. */
static enum outcome take_trap(struct session *session)
{
	struct hosted *hosted = hosted_of(session->vm);
	struct exit exit = exit_of(session);
	take_back(hosted);
	uint64_t left = session->options.limit - session_clock(session);
	hosted->vm.guest.devices.longest_wait = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
	dispatch(&hosted->vm, &exit);
	if (hosted->outcome == OUTCOME_COMPLETED)
		resume(hosted);
	session->last = hosted->vm.last;
	return hosted->outcome;
}

/* Under the hybrid VMM: the guest goes on directly or interpreted. The processor is its own all the
 * same, so that what looks at it finds it. */
static void go_on(struct session *session)
{
	allocate_window(session->vm);
	allocate_time(session->vm);
	resume(hosted_of(session->vm));
	session->interpreting = is_interpreted(session->vm);
}

static enum outcome interpret_guest(struct session *session, uint64_t most)
{
	enum outcome outcome =
	        interpret_stretch(session->vm, most, &session->histories[0], &session->last);
	if (outcome == OUTCOME_COMPLETED)
		go_on(session);
	return outcome;
}

/* An exit, or a trap of the guest's that is interpreted. */
static enum outcome take_trap_hybrid(struct session *session)
{
	struct exit exit = exit_of(session);
	enum outcome outcome;
	if (session->interpreting) {
		outcome = reflect(session->vm, &session->last);
	} else {
		take_back(hosted_of(session->vm));
		outcome = dispatch_hybrid(session->vm, &exit);
	}
	if (outcome == OUTCOME_COMPLETED)
		go_on(session);
	return outcome;
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
	if (session->options.hybrid) {
		session->take_trap = take_trap_hybrid;
		session->interpret = interpret_guest;
		go_on(session);
	}
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
		.is_vmm = true,
		.start = start,
		.settle = settle,
	};
	return tool_main(&tool, count, arguments);
}
