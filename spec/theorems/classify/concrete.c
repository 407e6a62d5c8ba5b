/* From terms to numbers and back. */
#include "spec/theorems/classify/concrete.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t number_of(Z3_context z, Z3_model model, Z3_ast term)
{
	Z3_ast value;
	uint64_t number = 0;
	if (!Z3_model_eval(z, model, term, true, &value) ||
	    !Z3_get_numeral_uint64(z, value, &number)) {
		fputs("pg32-theorems: the solver's model has no number for a term\n", stderr);
		abort();
	}
	return number;
}

static uint32_t word_of(Z3_context z, Z3_model model, Z3_ast term)
{
	return (uint32_t)number_of(z, model, term);
}

static bool is_true(Z3_context z, Z3_model model, Z3_ast term)
{
	Z3_ast value;
	return Z3_model_eval(z, model, term, true, &value) &&
	       Z3_get_bool_value(z, value) == Z3_L_TRUE;
}

/* Where a byte of physical memory is: in the array of the window, or in the one of the rest. */
static bool is_in_window(const struct concrete_state *concrete, uint32_t at, uint32_t *address)
{
	const struct memory memory = { concrete->memory, concrete->memory_size };
	const struct window window = window_of(&concrete->psw, &memory);
	bool is_inside = at >= concrete->psw.base && at - concrete->psw.base < window.size;
	*address = is_inside ? at - concrete->psw.base : at;
	return is_inside;
}

static bool is_application(Z3_context z, Z3_ast term, Z3_decl_kind kind)
{
	return Z3_is_app(z, term) &&
	       Z3_get_decl_kind(z, Z3_get_app_decl(z, Z3_to_app(z, term))) == kind;
}

/* A model's array is stores into a constant one, the last store outermost. Whatever else it is, its
 * bytes are asked for one by one. */
static void read_array(Z3_context z, Z3_model model, Z3_ast array, uint8_t *bytes, uint32_t size)
{
	if (is_application(z, array, Z3_OP_STORE)) {
		Z3_app store = Z3_to_app(z, array);
		read_array(z, model, Z3_get_app_arg(z, store, 0), bytes, size);
		uint32_t at = word_of(z, model, Z3_get_app_arg(z, store, 1));
		if (at < size)
			bytes[at] = (uint8_t)number_of(z, model, Z3_get_app_arg(z, store, 2));
	} else if (is_application(z, array, Z3_OP_CONST_ARRAY)) {
		Z3_ast byte = Z3_get_app_arg(z, Z3_to_app(z, array), 0);
		memset(bytes, (int)number_of(z, model, byte), size);
	} else {
		for (uint32_t at = 0; at < size; at++)
			bytes[at] = (uint8_t)number_of(z, model,
			                               Z3_mk_select(z, array, word_term(z, at)));
	}
}

static uint8_t *allocate(uint32_t size)
{
	uint8_t *bytes = malloc(size);
	if (bytes == NULL)
		abort();
	return bytes;
}

static void extract_memory(Z3_context z, Z3_model model, const struct symbolic_state *state,
                           struct concrete_state *concrete)
{
	uint32_t size = concrete->memory_size;
	uint8_t *window = allocate(size);
	concrete->memory = allocate(size);
	Z3_ast inside, outside;
	Z3_model_eval(z, model, state->window, true, &inside);
	Z3_model_eval(z, model, state->outside, true, &outside);
	read_array(z, model, inside, window, size);
	read_array(z, model, outside, concrete->memory, size);
	for (uint32_t at = 0; at < size; at++) {
		uint32_t address;
		if (is_in_window(concrete, at, &address))
			concrete->memory[at] = window[address];
	}
	free(window);
}

static struct concrete_state extract(Z3_context z, Z3_model model,
                                     const struct symbolic_state *state)
{
	const struct symbolic_psw *psw = &state->psw;
	struct concrete_state concrete = {
		.psw = { word_of(z, model, psw->status), word_of(z, model, psw->pc),
		         word_of(z, model, psw->base), word_of(z, model, psw->bound),
		         word_of(z, model, psw->timer) },
		.clock = number_of(z, model, state->clock),
		.buffer = word_of(z, model, state->buffer),
		.memory_size = word_of(z, model, state->memory_size),
		.is_requesting = is_true(z, model, is_requesting(z, state->devices)),
	};
	for (unsigned i = 0; i < REGISTERS; i++) {
		Z3_ast value = Z3_mk_select(z, state->registers, bits_term(z, 4, i));
		concrete.registers[i] = word_of(z, model, value);
	}
	extract_memory(z, model, state, &concrete);
	return concrete;
}

struct witness extract_witness(Z3_context z, Z3_model model, const struct pair *pair)
{
	return (struct witness){ true,
		                 word_of(z, model, pair->word),
		                 { extract(z, model, &pair->states[0]),
		                   extract(z, model, &pair->states[1]) } };
}

void free_witness(struct witness *witness)
{
	for (unsigned i = 0; i < 2; i++)
		free(witness->states[i].memory);
	*witness = (struct witness){ .is_replayable = false };
}

/* Stores the bytes that are not zero. */
static Z3_ast store_bytes(Z3_context z, Z3_ast array, uint32_t at, const uint8_t *bytes,
                          uint32_t size)
{
	for (uint32_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			array = Z3_mk_store(z, array, word_term(z, at + i),
			                    bits_term(z, 8, bytes[i]));
	return array;
}

static Z3_ast window_term(Z3_context z, const struct window *window)
{
	Z3_ast zeros = Z3_mk_const_array(z, Z3_mk_bv_sort(z, 32), bits_term(z, 8, 0));
	return store_bytes(z, zeros, 0, window->bytes, window->size);
}

/* Where the window is, it holds zeros: nothing may read them. */
static Z3_ast outside_term(Z3_context z, const struct memory *memory, const struct window *window)
{
	Z3_ast zeros = Z3_mk_const_array(z, Z3_mk_bv_sort(z, 32), bits_term(z, 8, 0));
	uint32_t start = (uint32_t)(window->bytes - memory->bytes), end = start + window->size;
	Z3_ast below = store_bytes(z, zeros, 0, memory->bytes, start);
	return store_bytes(z, below, end, memory->bytes + end, memory->size - end);
}

struct symbolic_state terms_of(Z3_context z, const struct concrete_state *state)
{
	const struct memory memory = { state->memory, state->memory_size };
	const struct window window = window_of(&state->psw, &memory);
	struct symbolic_state terms = {
		.registers = Z3_mk_const_array(z, Z3_mk_bv_sort(z, 4), word_term(z, 0)),
		.psw = { word_term(z, state->psw.status), word_term(z, state->psw.pc),
		         word_term(z, state->psw.base), word_term(z, state->psw.bound),
		         word_term(z, state->psw.timer) },
		.window = window_term(z, &window),
		.outside = outside_term(z, &memory, &window),
		.memory_size = word_term(z, state->memory_size),
		.buffer = word_term(z, state->buffer),
		.clock = bits_term(z, 64, state->clock),
		.devices = any_state(z, "0").devices,
	};
	for (unsigned i = 1; i < REGISTERS; i++)
		terms.registers = Z3_mk_store(z, terms.registers, bits_term(z, 4, i),
		                              word_term(z, state->registers[i]));
	return terms;
}
