/* The interpreter: each privileged instruction, over the shadow. */
#include "isa/formats.h"
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/vmm.h"

/* An access was refused: a trap, or a translation was read and the guest tries again. */
static enum outcome refused(struct machine *guest, const struct trap *trap)
{
	return fill_buffer(guest, trap) ? OUTCOME_FILLED : OUTCOME_TRAPPED;
}

static enum outcome complete(struct machine *guest)
{
	guest->cpu.registers[0] = 0;
	guest->cpu.psw.pc += 4;
	guest->cpu.delivering = false;
	pass_time(guest, 1);
	return OUTCOME_COMPLETED;
}

static enum outcome load_psw(struct machine *guest, uint32_t address, struct trap *trap)
{
	struct psw psw;
	if (!copy_in(&guest->cpu.psw, &guest->memory, &guest->buffer, address, &psw, sizeof psw,
	             trap))
		return refused(guest, trap);
	if (!accept_psw(guest, &psw))
		return OUTCOME_MALFORMED;
	guest->cpu.psw = psw;
	guest->cpu.delivering = false;
	pass_clock(guest, 1); /* the new timer has not counted this instruction */
	return OUTCOME_COMPLETED;
}

static enum outcome store_psw(struct machine *guest, uint32_t address, struct trap *trap)
{
	const struct psw *psw = &guest->cpu.psw;
	if (!copy_out(psw, &guest->memory, &guest->buffer, address, psw, sizeof *psw, trap))
		return refused(guest, trap);
	return complete(guest);
}

static bool interrupt_is_pending(const struct machine *guest)
{
	return (guest->cpu.psw.status & STATUS_TIMER_PENDING) != 0 ||
	       devices_requesting(&guest->devices) != 0;
}

/* Time passes at once, to the event after which an interrupt is pending. What is passed is not
 * executed: the wait itself is the one instruction. */
static enum outcome wait(struct machine *guest)
{
	uint32_t time = interrupt_is_pending(guest) ? 1 : time_to_event(guest);
	if (time == 0)
		return OUTCOME_IDLE;
	guest->wiring.idle = true;
	pass_time(guest, time);
	guest->wiring.idle = false;
	bool is_over = interrupt_is_pending(guest);
	guest->devices.waited += is_over ? time - 1 : time;
	if (is_over) {
		guest->cpu.psw.pc += 4;
		guest->cpu.delivering = false;
	}
	return OUTCOME_COMPLETED;
}

/* The bits that no field of the instruction uses; all of them where there is none. */
static uint32_t unused_bits(uint32_t word)
{
	switch (word_opcode(word)) {
	case OPCODE_lpsw:
	case OPCODE_spsw:
		return UNUSED_ADDRESS;
	case OPCODE_in:
	case OPCODE_out:
		return UNUSED_LOAD;
	case OPCODE_wait:
	case OPCODE_tlbi:
		return UNUSED_NONE;
	case OPCODE_halt:
		return UNUSED_REGISTER;
	default:
		return UINT32_MAX;
	}
}

enum outcome interpret(struct vm *vm, uint32_t word, struct trap *trap)
{
	struct machine *guest = &vm->guest;
	uint32_t *registers = guest->cpu.registers;
	uint32_t *named = &registers[word >> 20 & 0xF], a = registers[word >> 16 & 0xF];
	uint32_t address = a + (uint32_t)(int16_t)word;
	*trap = (struct trap){ CAUSE_ILLEGAL, 0, word };
	if ((word & unused_bits(word)) != 0)
		return OUTCOME_TRAPPED;
	switch (word_opcode(word)) {
	case OPCODE_lpsw:
		return load_psw(guest, address, trap);
	case OPCODE_spsw:
		return store_psw(guest, address, trap);
	case OPCODE_in:
		*named = devices_in(&guest->devices, &guest->wiring, address);
		return complete(guest);
	case OPCODE_out:
		devices_out(&guest->devices, &guest->wiring, address, *named);
		return complete(guest);
	case OPCODE_wait:
		return wait(guest);
	case OPCODE_halt:
		trap->value = a;
		return OUTCOME_HALTED;
	default:
		buffer_empty(&guest->buffer, guest->buffer.root);
		return complete(guest);
	}
}
