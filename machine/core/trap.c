/* Interrupts and the PSW exchange. */
#include "machine/core/machine.h"

bool interrupt_is_due(const struct machine *machine, struct trap *trap)
{
	uint32_t status = machine->cpu.psw.status;
	if ((status & STATUS_INTERRUPTS) == 0)
		return false;
	if ((status & STATUS_TIMER_PENDING) != 0) {
		*trap = (struct trap){ CAUSE_TIMER, 0, 0 };
		return true;
	}
	uint32_t device = devices_requesting(&machine->devices);
	if (device == 0)
		return false;
	*trap = (struct trap){ CAUSE_DEVICE, device, 0 };
	return true;
}

enum outcome deliver(struct machine *machine, const struct trap *trap)
{
	struct cpu *cpu = &machine->cpu;
	if (cpu->delivering)
		return OUTCOME_DOUBLE_TRAP;
	struct psw old = cpu->psw;
	if (trap->cause == CAUSE_TIMER)
		old.status &= ~(uint32_t)STATUS_TIMER_PENDING;
	uint8_t *area = machine->memory.bytes;
	memcpy(area + TRAP_OLD_PSW, &old, sizeof old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
	struct psw new;
	memcpy(&new, area + TRAP_NEW_PSW, sizeof new);
	if (!psw_is_well_formed(&new))
		return OUTCOME_MALFORMED;
	cpu->psw = new;
	cpu->delivering = true;
	return OUTCOME_COMPLETED;
}
