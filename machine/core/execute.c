/* The reference engine: unprivileged instructions straight from their definition. */
#include "machine/core/semantics.h"

/* A privileged row is left to the caller, or in user mode traps; one that is not but does what only
 * supervisors are to do is left to the caller in either mode: these never run. */
#define LOAD_PSW(address) (address)
#define INPUT(port) (port)
#define SET_PSW(psw) (void)(psw)
#define STORE_PSW(address) (void)(address)
#define OUTPUT(port, value) (void)((port) + (value))
#define WAIT() (void)0
#define HALT(value) (void)(value)
#define EMPTY_BUFFER() (void)0

/* What becomes of a line of code that was executed, where it ends in a jump (true: leave before
 * what is there) and where it ends with the stretch. Another text that holds this one may say. */
#ifndef AT_JUMP
#define AT_JUMP(history, first, last, next) (history_add(history, first, last), false)
#define AT_END(history, first, last) history_add(history, first, last)
#endif

/* Whether to leave before the instruction that was fetched. */
#ifndef AT_FETCH
#define AT_FETCH(history, physical, pc, word) false
#endif

/* Whether the opcode is the one that the machine's profile adds. */
static bool is_flawed(const struct machine *machine, uint8_t opcode)
{
	static const uint8_t opcodes[PROFILES] = {
#define FLAW(mnemonic, format, opcode, semantics, origin, text) [PROFILE_##mnemonic] = opcode,
#include "isa/flaws.def"
	};
	enum profile profile = machine->devices.system.profile;
	return profile != PROFILE_pg32 && opcodes[profile] == opcode;
}

/* What holds of the code from an address on: the page that it is in, from *first on, if it may be
 * executed, and of no size in a window, which is one piece. Where the tables are walked at each
 * access it is one instruction. */
static struct window code_page(const struct machine *machine, uint32_t pc, uint32_t *first)
{
	struct window page =
	        translate(&machine->cpu.psw, &machine->memory, &machine->buffer, pc, ACCESS_FETCH);
	*first = pc;
	if (page.size != 0 && paging_walks(machine->buffer.profile)) {
		page.size = sizeof(uint32_t);
	} else if (page.size != 0) {
		*first -= pc % PAGE_SIZE;
		page.bytes -= pc % PAGE_SIZE;
		page.physical -= pc % PAGE_SIZE;
		page.size = PAGE_SIZE;
	}
	return page;
}

static enum outcome trap_or_fill(struct machine *machine, const struct trap *raised)
{
	return fill_buffer(machine, raised) ? OUTCOME_FILLED : OUTCOME_TRAPPED;
}

enum outcome execute_unprivileged(struct machine *machine, uint32_t count, uint32_t *completed,
                                  struct history *history, struct trap *trap)
{
	const struct window window = window_unless_paged(&machine->cpu.psw, &machine->memory);
	struct window code = window; /* the window, or the page that is executed */
	uint32_t first = 0;          /* the virtual address of its first byte */
	uint32_t base = code.physical;
	uint32_t *registers = machine->cpu.registers;
	uint32_t pc = machine->cpu.psw.pc;
	enum outcome outcome = OUTCOME_COMPLETED;
	uint32_t line = pc; /* where the line of code begins that is executed */
	uint32_t end = 0;   /* after the instruction that ends the stretch */
	uint32_t left = count;
	struct seen seen = { 0 };

	for (; left > 0; left--) {
		struct trap raised = { CAUSE_NONE, 0, 0 };
		if (pc - first >= code.size) {
			if (line != pc)
				AT_END(history, base + line, base + pc - 4);
			line = pc;
			code = code_page(machine, pc, &first);
			if (code.size == 0) {
				*trap = (struct trap){ CAUSE_FETCH, pc, 0 };
				outcome = trap_or_fill(machine, trap);
				break;
			}
			base = code.physical - first;
		}
		const uint32_t word = read_word(code.bytes + (pc - first));
		uint32_t next;

		if (AT_FETCH(history, base + pc, pc, word))
			break;
		switch (word_opcode(word)) {
#define INSTRUCTION(mnemonic, format, opcode, semantics)              \
	case opcode: {                                                \
		enum {                                                \
			the_place_of_b = PLACE_OF_B_##format,         \
			the_immediate = IMMEDIATE_OF_##format         \
		};                                                    \
		if ((TRAITS_##mnemonic & TRAIT_PRIVILEGED) != 0)      \
			goto privileged;                              \
		if ((TRAITS_##mnemonic & TRAITS_OF_SUPERVISORS) != 0) \
			goto not_gated;                               \
		if ((word & UNUSED_##format) != 0)                    \
			goto illegal;                                 \
		semantics;                                            \
		break;                                                \
	}
#include "isa/pg32.def"
		default:
			if (!is_flawed(machine, word_opcode(word)))
				goto illegal;
			outcome = OUTCOME_FLAWED;
			goto not_executed;
		}
		registers[0] = 0;
		pc += 4;
		continue;

	jumped:
		registers[0] = 0;
		bool leaves = AT_JUMP(history, base + line, base + pc, next);
		line = pc = next;
		if (!leaves)
			continue;
		left--;
		break;

	illegal:
		raised.cause = CAUSE_ILLEGAL;
		if (!is_privileged(word))
			goto trapped;
	privileged:
		raised.cause = CAUSE_PRIVILEGED;
		if (in_user_mode(machine))
			goto trapped;
	not_gated:
		outcome = OUTCOME_PRIVILEGED;
		goto not_executed;
	trapped:
		outcome = trap_or_fill(machine, &raised);
	not_executed:
		*trap = (struct trap){ raised.cause, raised.value, word };
		end = outcome == OUTCOME_FILLED ? 0 : 4;
		break;
	}
	end += pc;
	if (end != line)
		AT_END(history, base + line, base + end - 4);
	machine->cpu.psw.pc = pc;
	*completed = count - left;
	if (*completed != 0)
		machine->cpu.delivering = false;
	return outcome;
}

/* One text may hold this file and those of the other instructions. */
#undef LOAD_PSW
#undef INPUT
#undef SET_PSW
#undef STORE_PSW
#undef OUTPUT
#undef WAIT
#undef HALT
#undef AT_JUMP
#undef AT_END
#undef AT_FETCH
#undef EMPTY_BUFFER
