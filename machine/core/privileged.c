/* The privileged instructions, straight from their definition. */
#include "machine/core/semantics.h"
#include "machine/core/time.h"

/* The PSW at a virtual address. */
static struct psw load_psw(const struct machine *machine, uint32_t address, struct trap *raised)
{
	const struct window window = window_unless_paged(&machine->cpu.psw, &machine->memory);
	if (window_holds(&window, address, sizeof(struct psw)))
		return read_psw(window.bytes + address);
	uint8_t apart[sizeof(struct psw)] = { 0 };
	struct trap refused = *raised;
	copy_in(&machine->cpu.psw, &machine->memory, &machine->buffer, address, apart, sizeof apart,
	        &refused);
	*raised = refused;
	return read_psw(apart);
}

static void store_psw(const struct machine *machine, uint32_t address, struct trap *raised)
{
	const struct psw *psw = &machine->cpu.psw;
	const struct window window = window_unless_paged(psw, &machine->memory);
	if (window_holds(&window, address, sizeof *psw)) {
		write_psw(window.bytes + address, psw);
		return;
	}
	struct trap refused = *raised;
	copy_out(psw, &machine->memory, &machine->buffer, address, psw, sizeof *psw, &refused);
	*raised = refused;
}

static bool interrupt_is_pending(const struct machine *machine)
{
	return (machine->cpu.psw.status & STATUS_TIMER_PENDING) != 0 ||
	       devices_requesting(&machine->devices) != 0;
}

/* Passes time up to the next event: COMPLETED where an interrupt is pending after it. */
static enum outcome wait(struct machine *machine)
{
	uint32_t time = 1;
	if (!interrupt_is_pending(machine)) {
		time = time_to_event(machine);
		if (time == 0)
			return OUTCOME_IDLE;
		if (time > machine->wiring.longest_wait)
			time = machine->wiring.longest_wait;
	}
	machine->wiring.idle = true;
	pass_time(machine, time);
	machine->wiring.idle = false;
	bool completed = interrupt_is_pending(machine);
	machine->devices.waited += completed ? time - 1 : time;
	return completed ? OUTCOME_COMPLETED : OUTCOME_PRIVILEGED;
}

#define LOAD_PSW(address) load_psw(machine, address, &raised)
#define INPUT(port) devices_in(&machine->devices, &machine->wiring, port)
#define OUTPUT(port, value) devices_out(&machine->devices, &machine->wiring, port, value)
#define SET_PSW(value)                                                    \
	do {                                                              \
		const struct psw loaded = (value);                        \
		LEAVE_IF_RAISED()                                         \
		if (!accept_psw(machine, &loaded)) {                      \
			*trap = raised;                                   \
			return OUTCOME_MALFORMED;                         \
		}                                                         \
		machine->cpu.psw = loaded;                                \
		machine->cpu.delivering = false;                          \
		pass_clock(machine, 1); /* the timer is the one loaded */ \
		return OUTCOME_COMPLETED;                                 \
	} while (0)
#define STORE_PSW(address)                            \
	do {                                          \
		store_psw(machine, address, &raised); \
		LEAVE_IF_RAISED()                     \
	} while (0)
#define WAIT()                                       \
	do {                                         \
		enum outcome waited = wait(machine); \
		if (waited == OUTCOME_IDLE)          \
			return OUTCOME_IDLE;         \
		if (waited == OUTCOME_PRIVILEGED)    \
			return OUTCOME_COMPLETED;    \
		machine->cpu.psw.pc += 4;            \
		machine->cpu.delivering = false;     \
		return OUTCOME_COMPLETED;            \
	} while (0)
#define EMPTY_BUFFER() buffer_empty(&machine->buffer, machine->buffer.root)
#define HALT(status)                     \
	do {                             \
		raised.value = (status); \
		*trap = raised;          \
		return OUTCOME_HALTED;   \
	} while (0)

enum outcome execute_privileged(struct machine *machine, uint32_t word, struct trap *trap)
{
	const struct window window = window_unless_paged(&machine->cpu.psw, &machine->memory);
	uint32_t *registers = machine->cpu.registers;
	const uint32_t pc = machine->cpu.psw.pc;
	struct seen seen = { 0 };
	uint32_t next; /* jumps set it, and none of them is privileged */
	struct trap raised = { CAUSE_NONE, 0, word };

	switch (word_opcode(word)) {
#define INSTRUCTION(mnemonic, format, opcode, semantics)                                     \
	case opcode: {                                                                       \
		enum {                                                                       \
			the_place_of_b = PLACE_OF_B_##format,                                \
			the_immediate = IMMEDIATE_OF_##format                                \
		};                                                                           \
		if ((TRAITS_##mnemonic & (TRAIT_PRIVILEGED | TRAITS_OF_SUPERVISORS)) == 0 || \
		    (word & UNUSED_##format) != 0)                                           \
			goto illegal;                                                        \
		semantics;                                                                   \
		break;                                                                       \
	}
#include "isa/pg32.def"
	default:
		goto illegal;
	}
jumped:
	(void)next;
	registers[0] = 0;
	machine->cpu.psw.pc += 4;
	machine->cpu.delivering = false;
	pass_time(machine, 1);
	return OUTCOME_COMPLETED;

illegal:
	raised.cause = CAUSE_ILLEGAL;
trapped:
	*trap = raised;
	return fill_buffer(machine, trap) ? OUTCOME_FILLED : OUTCOME_TRAPPED;
}
