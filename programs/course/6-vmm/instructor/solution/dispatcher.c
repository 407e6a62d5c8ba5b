/* The dispatcher: every exit comes here, and is emulated or reflected. */
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/port.h"
#include "vmm/vmm.h"

/* What is missing from the real timer is what the guest has completed. */
void account(struct vm *vm, const struct psw *old)
{
	uint32_t completed = vm->real.timer - old->timer;
	vm->guest.cpu.psw.pc = old->pc;
	if (completed == 0)
		return;
	vm->guest.cpu.delivering = false;
	pass_time(&vm->guest, completed);
}

/* The guest's own trap: the exchange of its PSW in its memory. */
static enum outcome exchange(struct machine *guest, const struct trap *trap)
{
	uint8_t *area = guest->memory.bytes;
	struct psw old = guest->cpu.psw, new;
	if (guest->cpu.delivering)
		return OUTCOME_DOUBLE_TRAP;
	if (trap->cause == CAUSE_TIMER)
		old.status &= ~(uint32_t)STATUS_TIMER_PENDING;
	write_psw(area + TRAP_OLD_PSW, &old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
	new = read_psw(area + TRAP_NEW_PSW);
	if (!accept_psw(guest, &new))
		return OUTCOME_MALFORMED;
	guest->cpu.psw = new;
	guest->cpu.delivering = true;
	return OUTCOME_COMPLETED;
}

enum outcome reflect(struct vm *vm, const struct trap *trap)
{
	vm->counts[trap->cause]++;
	vm->last = *trap;
	enum outcome outcome = exchange(&vm->guest, trap);
	allocate_window(vm);
	return outcome;
}

static enum outcome emulate(struct vm *vm, uint32_t word)
{
	enum outcome outcome = interpret(vm, word, &vm->last);
	if (outcome == OUTCOME_TRAPPED)
		return reflect(vm, &vm->last);
	if (outcome == OUTCOME_FILLED) {
		vm->counts[COUNT_FILLED]++;
		return OUTCOME_COMPLETED;
	}
	vm->counts[COUNT_EMULATED + privileged_number(word)]++;
	if (word_opcode(word) == OPCODE_lpsw)
		allocate_window(vm);
	return outcome;
}

static enum outcome handle(struct vm *vm, const struct trap *trap)
{
	if (trap->cause == CAUSE_PRIVILEGED && !in_user_mode(&vm->guest))
		return emulate(vm, trap->word);
	if (trap->cause != CAUSE_TIMER)
		return reflect(vm, trap);
	vm->counts[COUNT_TIMER]++; /* the time given is over, which account has seen to */
	return OUTCOME_COMPLETED;
}

void dispatch(struct vm *vm, const struct exit *exit)
{
	account(vm, &exit->old);
	enum outcome outcome = handle(vm, &exit->trap);
	while (outcome == OUTCOME_COMPLETED && interrupt_is_due(&vm->guest, &vm->last))
		outcome = reflect(vm, &vm->last);
	if (outcome != OUTCOME_COMPLETED) {
		port_stop(vm, outcome);
		return;
	}
	if (is_paged(&vm->guest.cpu.psw))
		allocate_pages(vm);
	allocate_time(vm);
}
