/* What is seen of a step of the bare machine. */
#include "vmm/equivalence/step.h"

#include "isa/instruction.h"
#include "isa/operations.h"
#include "vmm/equivalence/bare.h"

/* Asked of every instruction. */
static uint32_t traits_of(uint32_t word)
{
	static const uint32_t traits[UINT8_MAX + 1] = {
#define INSTRUCTION(mnemonic, format, opcode, semantics) [opcode] = TRAITS_##mnemonic,
#include "isa/pg32.def"
	};
	return traits[word_opcode(word)];
}

/* The register and the immediate that make an address or a port, added. */
static uint32_t reached_by(const struct machine *bare, uint32_t word)
{
	struct instruction instruction;
	if (!decode(bare->devices.system.profile, word, &instruction))
		return 0;
	return bare->cpu.registers[instruction.a] + (uint32_t)instruction.immediate;
}

void step_look(struct step *step, const struct machine *bare)
{
	step->psw = bare->cpu.psw;
	step->clock = bare->devices.clock;
	step->devices = &bare->devices;
	step->fetched = bare_peek(bare, &step->word);
	step->traits = step->fetched ? traits_of(step->word) : 0;
	if ((step->traits & (TRAITS_LOAD | TRAITS_STORE | TRAITS_PORT)) != 0)
		step->reaches = reached_by(bare, step->word);
}

/* The PSW that was malformed: of a trap, or of the instruction. */
static struct psw malformed_psw(const struct machine *bare, const struct step *step)
{
	if (step->outcome == OUTCOME_TRAPPED)
		return read_psw(bare->memory.bytes + TRAP_NEW_PSW);
	const struct window window =
	        peek(&step->psw, &bare->memory, &bare->buffer, step->reaches, ACCESS_LOAD);
	return window.size >= sizeof(struct psw) ? read_psw(window.bytes) : step->psw;
}

void step_look_malformed(struct step *step, const struct machine *bare)
{
	step->loaded = malformed_psw(bare, step);
}
