/* The privileged instructions, straight from their definition. */
#include "machine/core/semantics.h"
#include "machine/core/time.h"

/* The PSW at a virtual address, or where it is not all in the window a load fault there. */
static struct psw load_psw(const struct window *window, uint32_t address, struct trap *raised)
{
	if (window_holds(window, address, sizeof(struct psw)))
		return read_psw(window->bytes + address);
	refuse_access(address, ACCESS_LOAD, raised);
	return (struct psw){ 0, 0, 0, 0, 0 };
}

static void store_psw(const struct window *window, uint32_t address, const struct psw *psw,
                      struct trap *raised)
{
	if (window_holds(window, address, sizeof *psw))
		write_psw(window->bytes + address, psw);
	else
		refuse_access(address, ACCESS_STORE, raised);
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

#define LOAD_PSW(address) load_psw(&window, address, &raised)
#define INPUT(port) devices_in(&machine->devices, &machine->wiring, port)
#define OUTPUT(port, value) devices_out(&machine->devices, &machine->wiring, port, value)
#define SET_PSW(value)                                                    \
	do {                                                              \
		const struct psw loaded = (value);                        \
		LEAVE_IF_RAISED()                                         \
		if (!psw_is_well_formed(&loaded)) {                       \
			*trap = raised;                                   \
			return OUTCOME_MALFORMED;                         \
		}                                                         \
		machine->cpu.psw = loaded;                                \
		machine->cpu.delivering = false;                          \
		pass_clock(machine, 1); /* the timer is the one loaded */ \
		return OUTCOME_COMPLETED;                                 \
	} while (0)
#define STORE_PSW(address)                                               \
	do {                                                             \
		store_psw(&window, address, &machine->cpu.psw, &raised); \
		LEAVE_IF_RAISED()                                        \
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
#define HALT(status)                     \
	do {                             \
		raised.value = (status); \
		*trap = raised;          \
		return OUTCOME_HALTED;   \
	} while (0)

enum outcome execute_privileged(struct machine *machine, uint32_t word, struct trap *trap)
{
	const struct window window = window_of(&machine->cpu.psw, &machine->memory);
	uint32_t *registers = machine->cpu.registers;
	const uint32_t pc = machine->cpu.psw.pc;
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
	return OUTCOME_TRAPPED;
}
