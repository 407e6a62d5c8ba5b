/* The instructions that a profile adds to PG32, straight from their definition: in either mode,
 * which is what is wrong with them. */
#include "machine/core/semantics.h"
#include "machine/core/time.h"

/* Where a virtual address lies in memory, or where it is refused a load fault. */
static uint32_t real_address(const struct machine *machine, uint32_t address, struct trap *raised)
{
	const struct window window = translate(&machine->cpu.psw, &machine->memory,
	                                       &machine->buffer, address, ACCESS_LOAD);
	if (window.size == 0)
		*raised = (struct trap){ CAUSE_LOAD, address, raised->word };
	return window.physical;
}

/* A word of the space before the trap, if the processor is in supervisor mode: the window that base
 * and bound of the old PSW give. */
static uint32_t load_previous(const struct machine *machine, uint32_t address, struct trap *raised)
{
	struct psw psw = machine->cpu.psw;
	uint8_t bytes[sizeof(uint32_t)] = { 0 };
	if (!in_user_mode(machine)) {
		psw = read_psw(machine->memory.bytes + TRAP_OLD_PSW);
		psw.status &= ~(uint32_t)STATUS_PAGED;
	}
	copy_in(&psw, &machine->memory, &machine->buffer, address, bytes, sizeof bytes, raised);
	return read_word(bytes);
}

#define TIMER machine->cpu.psw.timer
#define CLOCK machine->devices.clock_words.low
#define REAL_ADDRESS(address) real_address(machine, address, &raised)
#define LOAD_PREVIOUS(address) \
	(is_elsewhere = !in_user_mode(machine), load_previous(machine, address, &raised))
#define SET_STATUS(value) machine->cpu.psw.status = (value)
#define SET_BOUND(value) machine->cpu.psw.bound = (value)
#define SET_STATUS_AND_JUMP(status, target)     \
	do {                                    \
		SET_STATUS(status);             \
		next = (target) & ~UINT32_C(3); \
		goto jumped;                    \
	} while (0)
#define HALT(status)                     \
	do {                             \
		raised.value = (status); \
		*trap = raised;          \
		return OUTCOME_HALTED;   \
	} while (0)

enum outcome execute_flawed(struct machine *machine, uint32_t word, struct trap *trap)
{
	const struct window window = window_unless_paged(&machine->cpu.psw, &machine->memory);
	bool is_elsewhere = false; /* what is raised is of another space than the one in force */
	uint32_t *registers = machine->cpu.registers;
	const uint32_t pc = machine->cpu.psw.pc;
	uint32_t next = pc + 4;
	struct seen seen = { 0 };
	struct trap raised = { CAUSE_NONE, 0, word };

	switch (word_opcode(word)) {
#define FLAW(mnemonic, format, opcode, semantics, origin, text) \
	case opcode: {                                          \
		enum {                                          \
			the_place_of_b = PLACE_OF_B_##format,   \
			the_immediate = IMMEDIATE_OF_##format   \
		};                                              \
		if ((word & UNUSED_##format) != 0)              \
			goto illegal;                           \
		semantics;                                      \
		break;                                          \
	}
#include "isa/flaws.def"
	default:
		goto illegal;
	}
jumped:
	registers[0] = 0;
	machine->cpu.psw.pc = next;
	machine->cpu.delivering = false;
	pass_time(machine, 1);
	return OUTCOME_COMPLETED;

illegal:
	raised.cause = CAUSE_ILLEGAL;
trapped:
	*trap = raised;
	return !is_elsewhere && fill_buffer(machine, trap) ? OUTCOME_FILLED : OUTCOME_TRAPPED;
}

/* One text may hold this file and privileged.c. */
#undef HALT
