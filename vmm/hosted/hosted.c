/* Between the real machine and the VMM: exits to the dispatcher, and resuming the guest. */
#include "vmm/hosted/hosted.h"

/* Gives the processor to the guest, and under the hybrid VMM what it needs for that. A processor
 * that is not to run the guest now, or never again, is its own all the same, so that what looks at
 * it finds the same whatever stretches the guest was interpreted in. */
static void resume(struct hosted *hosted)
{
	struct cpu *cpu = &hosted->real->cpu;
	if (hosted->is_hybrid) {
		allocate_space(&hosted->vm);
		allocate_time(&hosted->vm);
		hosted->interprets = is_interpreted(&hosted->vm);
	}
	accept_psw(hosted->real, &hosted->vm.real);
	memcpy(cpu->registers, hosted->vm.guest.cpu.registers, sizeof cpu->registers);
	cpu->psw = hosted->vm.real;
	cpu->delivering = false;
}

/* Takes it back: the shadow gets the registers. */
static void take_back(struct hosted *hosted)
{
	const struct cpu *cpu = &hosted->real->cpu;
	memcpy(hosted->vm.guest.cpu.registers, cpu->registers, sizeof cpu->registers);
}

enum boot_error hosted_boot(struct hosted *hosted, struct machine *real, bool is_hybrid,
                            struct memory memory, uint32_t origin, struct shadow_pages shadow,
                            const struct file *files, uint32_t count)
{
	*hosted = (struct hosted){ .real = real, .is_hybrid = is_hybrid };
	enum boot_error error =
	        vm_create(&hosted->vm, memory, origin, shadow, &files[0], &files[1], count - 1);
	if (error == BOOT_OK)
		resume(hosted);
	return error;
}

/* An exit, to the dispatcher of the VMM that this is. */
static void handle_exit(struct hosted *hosted, const struct exit *exit)
{
	take_back(hosted);
	if (is_paged(&exit->old) && dispatch_fill(&hosted->vm, exit))
		return;
	if (hosted->is_hybrid)
		hosted->outcome = dispatch_hybrid(&hosted->vm, exit);
	else
		dispatch(&hosted->vm, exit); /* the outcome comes by port_stop */
}

enum outcome hosted_take(struct hosted *hosted, const struct trap *trap)
{
	const struct exit exit = { .old = hosted->real->cpu.psw, .trap = *trap };
	if (hosted->interprets)
		hosted->outcome = reflect(&hosted->vm, trap);
	else
		handle_exit(hosted, &exit);
	if (hosted->outcome == OUTCOME_COMPLETED || hosted->interprets)
		resume(hosted);
	return hosted->outcome;
}

enum outcome hosted_interpret(struct hosted *hosted, uint64_t most, struct history *history,
                              struct trap *trap)
{
	enum outcome outcome = interpret_stretch(&hosted->vm, most, history, trap);
	if (outcome != OUTCOME_TRAPPED)
		resume(hosted);
	return outcome;
}

void hosted_settle(struct hosted *hosted)
{
	take_back(hosted);
	account(&hosted->vm, &hosted->real->cpu.psw);
}
