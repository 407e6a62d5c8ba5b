/* Numbers for the prover's terms. */
#include "tests/witness/values.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "machine/core/memory.h"

static void add(struct values *values, const char *name, Z3_sort sort, Z3_ast value)
{
	assert(values->count < MOST_VALUES);
	values->unknowns[values->count] =
	        Z3_mk_const(values->z, Z3_mk_string_symbol(values->z, name), sort);
	values->values[values->count++] = value;
}

void add_word(struct values *values, const char *name, uint32_t word)
{
	add(values, name, Z3_mk_bv_sort(values->z, 32), word_term(values->z, word));
}

static void add_truth(struct values *values, const char *name, bool truth)
{
	Z3_context z = values->z;
	add(values, name, Z3_mk_bool_sort(z), truth ? Z3_mk_true(z) : Z3_mk_false(z));
}

static void add_TRUTH(struct values *values, const struct machine *machine, const char *name,
                      bool truth)
{
	(void)machine;
	add_truth(values, name, truth);
}

static void add_WORD(struct values *values, const struct machine *machine, const char *name,
                     uint32_t word)
{
	(void)machine;
	add_word(values, name, word);
}

static void add_INSTANT(struct values *values, const struct machine *machine, const char *name,
                        uint64_t at)
{
	char left[64];
	snprintf(left, sizeof left, "%s_left", name);
	add_truth(values, name, at != NEVER);
	add_word(values, left, at == NEVER ? 0 : (uint32_t)(at - machine->devices.clock));
}

static Z3_ast registers_of(Z3_context z, const uint32_t registers[REGISTERS])
{
	Z3_ast array = Z3_mk_const_array(z, Z3_mk_bv_sort(z, 4), word_term(z, 0));
	for (unsigned i = 0; i < REGISTERS; i++)
		array = Z3_mk_store(z, array, bits_term(z, 4, i), word_term(z, registers[i]));
	return array;
}

struct machine state_of(const struct moment *moment, bool is_resumed)
{
	struct machine state = is_resumed ? moment->resumed : moment->now;
	memcpy(state.cpu.registers, moment->now.cpu.registers, sizeof state.cpu.registers);
	state.cpu.psw.pc = moment->now.cpu.psw.pc;
	return state;
}

struct values values_of(Z3_context z, const struct moment *moment, bool is_resumed)
{
	const struct machine since = state_of(moment, is_resumed), *machine = &since;
	const struct psw *psw = &machine->cpu.psw;
	struct values values = { .z = z };
	add_word(&values, "status", psw->status);
	add_word(&values, "pc", psw->pc);
	add_word(&values, "base", psw->base);
	add_word(&values, "bound", psw->bound);
	add_word(&values, "timer", psw->timer);
	add_word(&values, "memory_size", machine->memory.size);
	add(&values, "clock", Z3_mk_bv_sort(z, 64), bits_term(z, 64, machine->devices.clock));
	add(&values, "registers", registers_sort(z), registers_of(z, machine->cpu.registers));
	add_truth(&values, "delivering", moment->resumed.cpu.delivering);
#define FIELD(device, name, TYPE, reset) \
	add_##TYPE(&values, machine, #device "_" #name, machine->devices.device.name);
#include "machine/devices/devices.def"
	add_word(&values, "origin", moment->origin);
	add_word(&values, "completed", moment->completed);
	add_word(&values, "left", moment->given - moment->completed);
	add_word(&values, "memory_size_real", moment->real_memory_size);
	add_word(&values, "value", moment->trap.value);
	add_word(&values, "host_answer", moment->answer);
	return values;
}

bool value_of(const struct values *values, Z3_ast term, uint64_t *number)
{
	Z3_context z = values->z;
	Z3_ast value = Z3_simplify(
	        z, Z3_substitute(z, term, values->count, values->unknowns, values->values));
	if (Z3_get_sort_kind(z, Z3_get_sort(z, value)) != Z3_BOOL_SORT)
		return is_numeral(z, value, number);
	Z3_lbool truth = Z3_get_bool_value(z, value);
	*number = truth == Z3_L_TRUE;
	return truth != Z3_L_UNDEF;
}

static Z3_ast term_TRUTH(Z3_context z, bool truth)
{
	return truth ? Z3_mk_true(z) : Z3_mk_false(z);
}

static Z3_ast term_WORD(Z3_context z, uint32_t word)
{
	return word_term(z, word);
}

static struct due term_INSTANT(Z3_context z, uint64_t at)
{
	return (struct due){ term_TRUTH(z, at != NEVER), bits_term(z, 64, at) };
}

/* Puts bytes of memory where the state has them. */
static void put_bytes(Z3_context z, const struct machine *machine, struct symbolic_state *state,
                      uint32_t from, uint32_t to)
{
	const struct window window = window_of(&machine->cpu.psw, &machine->memory);
	for (uint32_t at = from; at != to; at++) {
		uint32_t address = at - machine->cpu.psw.base;
		if (at >= machine->memory.size)
			continue;
		Z3_ast byte = bits_term(z, 8, machine->memory.bytes[at]);
		if (address < window.size)
			state->window = Z3_mk_store(z, state->window, word_term(z, address), byte);
		else
			state->outside = Z3_mk_store(z, state->outside, word_term(z, at), byte);
	}
}

struct bare bare_of(Z3_context z, const struct machine *machine, uint32_t address)
{
	const struct psw *psw = &machine->cpu.psw;
	struct bare bare = any_bare(z);
	struct symbolic_state *state = &bare.state;
	state->psw = (struct symbolic_psw){ word_term(z, psw->status), word_term(z, psw->pc),
		                            word_term(z, psw->base), word_term(z, psw->bound),
		                            word_term(z, psw->timer) };
	state->registers = registers_of(z, machine->cpu.registers);
	state->memory_size = word_term(z, machine->memory.size);
	state->clock = bits_term(z, 64, machine->devices.clock);
	state->window = state->outside =
	        Z3_mk_const_array(z, Z3_mk_bv_sort(z, 32), bits_term(z, 8, 0));
	put_bytes(z, machine, state, 0, TRAP_AREA_END);
	put_bytes(z, machine, state, psw->base + address, psw->base + address + sizeof *psw);
	bare.devices = (struct bare_devices){
#define FIELD(device, name, TYPE, reset) \
	.device.name = term_##TYPE(z, machine->devices.device.name),
#include "machine/devices/devices.def"
	};
	bare.delivering = term_TRUTH(z, machine->cpu.delivering);
	bare.memory = (struct guest_memory){ .base = state->psw.base,
		                             .window_size = window_size(z, state),
		                             .window = state->window,
		                             .outside = state->outside };
	return bare;
}
