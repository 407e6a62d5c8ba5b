/* The PSW exchange. */
#include "isa/causes.h"
#include "machine/core/machine.h"

enum outcome deliver(struct machine *machine, const struct trap *trap)
{
	struct cpu *cpu = &machine->cpu;
	if (cpu->delivering)
		return OUTCOME_DOUBLE_TRAP;
	struct psw old = cpu->psw;
	if (trap->cause == CAUSE_TIMER)
		old.status &= ~(uint32_t)STATUS_TIMER_PENDING;
	uint8_t *area = machine->memory.bytes;
	write_psw(area + TRAP_OLD_PSW, &old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
	struct psw new = read_psw(area + TRAP_NEW_PSW);
	if (!accept_psw(machine, &new))
		return OUTCOME_MALFORMED;
	cpu->psw = new;
	cpu->delivering = true;
	return OUTCOME_COMPLETED;
}
