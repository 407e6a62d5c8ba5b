/* The reference engine's own text, which here asks before the instructions that the filters let
 * through. */
#include "machine/engines/careful.h"

#include "isa/instruction.h"
#include "machine/core/interrupt.h"
#include "machine/core/stretch.h"

static uint32_t bytes_of(uint32_t traits, bool stores)
{
	if (stores)
		return (traits & TRAIT_STORES_BYTE) != 0   ? 1
		       : (traits & TRAIT_STORES_HALF) != 0 ? 2
		       : (traits & TRAIT_STORES_WORD) != 0 ? 4
		       : (traits & TRAIT_STORES_PSW) != 0  ? sizeof(struct psw)
		                                           : 0;
	return (traits & TRAIT_LOADS_BYTE) != 0   ? 1
	       : (traits & TRAIT_LOADS_HALF) != 0 ? 2
	       : (traits & TRAIT_LOADS_WORD) != 0 ? 4
	       : (traits & TRAIT_LOADS_PSW) != 0  ? sizeof(struct psw)
	                                          : 0;
}

uint32_t bytes_accessed(const struct machine *machine, uint32_t word, bool stores,
                        uint32_t *address)
{
	struct instruction instruction;
	if (!decode(machine->devices.system.profile, word, &instruction))
		return 0;
	*address = machine->cpu.registers[instruction.a] + (uint32_t)instruction.immediate;
	return bytes_of(operation_rows[instruction.operation].traits, stores);
}

static bool touches(const bool places[PLACES], uint32_t address, uint32_t bytes)
{
	for (uint32_t i = 0; i < bytes; i++)
		if (places[(address + i) / 4 % PLACES])
			return true;
	return false;
}

bool careful_looks(const struct careful *careful, const struct machine *machine, uint32_t pc,
                   uint32_t word)
{
	uint32_t address = 0, bytes = 0;
	if (careful->is_code[pc / 4 % PLACES])
		return true;
	if (careful->watches_stores && word_has(word, TRAITS_STORE))
		bytes = bytes_accessed(machine, word, true, &address);
	if (touches(careful->is_stored, address, bytes))
		return true;
	bytes = 0;
	if (careful->watches_loads && word_has(word, TRAITS_LOAD))
		bytes = bytes_accessed(machine, word, false, &address);
	return touches(careful->is_loaded, address, bytes);
}

bool careful_asks(const struct careful *careful, const struct machine *machine, uint32_t pc,
                  uint32_t physical, uint32_t word)
{
	return careful_looks(careful, machine, pc, word) &&
	       careful->ask(careful->context, machine, pc, physical, word);
}

/* What the text takes for the history. */
struct asker {
	struct history history; /* first; not looked at */
	struct history *own;
	struct careful *careful;
	const struct machine *machine;
};

static bool ask(struct asker *asker, uint32_t physical, uint32_t pc, uint32_t word)
{
	struct careful *careful = asker->careful;
	if (!careful->is_code[pc / 4 % PLACES] &&
	    !(careful->watches_stores && word_has(word, TRAITS_STORE)) &&
	    !(careful->watches_loads && word_has(word, TRAITS_LOAD)))
		return false;
	careful->has_left = careful_asks(careful, asker->machine, pc, physical, word);
	return careful->has_left;
}

#define execute_unprivileged execute_and_ask
#define AT_FETCH(history, physical, pc, word) ask((struct asker *)(history), physical, pc, word)
#define AT_JUMP(history, first, last, next) \
	(history_add(((struct asker *)(history))->own, first, last), false)
#define AT_END(history, first, last) history_add(((struct asker *)(history))->own, first, last)

enum outcome execute_and_ask(struct machine *machine, uint32_t count, uint32_t *completed,
                             struct history *history, struct trap *trap);

#include "machine/core/execute.c"

static enum outcome run_carefully(struct engine *engine, struct machine *machine, uint64_t most,
                                  struct history *history, struct trap *trap)
{
	struct careful *careful = (struct careful *)engine;
	struct asker asker; /* what is not looked at has no value */
	asker.own = history;
	asker.careful = careful;
	asker.machine = machine;
	careful->has_left = false;
	if (interrupt_is_due(machine, trap))
		return OUTCOME_TRAPPED;
	uint32_t completed;
	bool repeats;
	enum outcome outcome = execute_and_ask(machine, stretch_length(machine, most), &completed,
	                                       &asker.history, trap);
	outcome = stretch_end(machine, most, completed, outcome, trap, &repeats);
	if (repeats)
		history_take_back(history);
	return outcome;
}

void careful_reset(struct careful *careful, asks *ask_whom, void *context)
{
	*careful = (struct careful){ .engine = *reference_engine(),
		                     .ask = ask_whom,
		                     .context = context };
	careful->engine.run = run_carefully;
}
