/* The instructions that a profile adds to PG32, straight from their definition: in either mode,
 * which is what is wrong with them. */
#include "machine/core/semantics.h"
#include "machine/core/time.h"

/* Where a virtual address of the window lies in memory, or where it is outside a load fault. */
static uint32_t real_address(const struct machine *machine, uint32_t address, struct trap *raised)
{
	const struct window window =
	        translate(&machine->cpu.psw, &machine->memory, address, ACCESS_LOAD);
	if (window.size == 0)
		refuse_access(address, ACCESS_LOAD, raised);
	return window.physical;
}

/* The window of what was trapped from, if the processor is in supervisor mode; else its own. */
static struct window previous_window(const struct machine *machine)
{
	struct psw old = read_psw(machine->memory.bytes + TRAP_OLD_PSW);
	return window_of(in_user_mode(machine) ? &machine->cpu.psw : &old, &machine->memory);
}

#define TIMER machine->cpu.psw.timer
#define CLOCK machine->devices.clock_words.low
#define REAL_ADDRESS(address) real_address(machine, address, &raised)
#define LOAD_PREVIOUS(address) load_word(&previous, address, &raised)
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
	const struct window window = window_of(&machine->cpu.psw, &machine->memory);
	const struct window previous = previous_window(machine);
	uint32_t *registers = machine->cpu.registers;
	const uint32_t pc = machine->cpu.psw.pc;
	uint32_t next = pc + 4;
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
	return OUTCOME_TRAPPED;
}

/* One text may hold this file and privileged.c. */
#undef HALT
