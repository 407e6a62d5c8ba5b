/* From terms to numbers and back. */
#include "spec/theorems/classify/concrete.h"

#include <assert.h>
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

static bool is_application(Z3_context z, Z3_ast term, Z3_decl_kind kind)
{
	return Z3_is_app(z, term) &&
	       Z3_get_decl_kind(z, Z3_get_app_decl(z, Z3_to_app(z, term))) == kind;
}

/* The bytes from an index on. A model's array is stores into a constant one, the last store
 * outermost. Whatever else it is, its bytes are asked for one by one. */
static void read_array(Z3_context z, Z3_model model, Z3_ast array, uint32_t from, uint8_t *bytes,
                       uint32_t size)
{
	if (is_application(z, array, Z3_OP_STORE)) {
		Z3_app store = Z3_to_app(z, array);
		read_array(z, model, Z3_get_app_arg(z, store, 0), from, bytes, size);
		uint32_t at = word_of(z, model, Z3_get_app_arg(z, store, 1)) - from;
		if (at < size)
			bytes[at] = (uint8_t)number_of(z, model, Z3_get_app_arg(z, store, 2));
	} else if (is_application(z, array, Z3_OP_CONST_ARRAY)) {
		Z3_ast byte = Z3_get_app_arg(z, Z3_to_app(z, array), 0);
		memset(bytes, (int)number_of(z, model, byte), size);
	} else {
		for (uint32_t at = 0; at < size; at++)
			bytes[at] = (uint8_t)number_of(
			        z, model, Z3_mk_select(z, array, word_term(z, from + at)));
	}
}

/* The arrays of the window and of the rest, each as the model has it. */
struct arrays {
	Z3_ast window, outside;
};

static struct arrays arrays_of(Z3_context z, Z3_model model, const struct symbolic_state *state)
{
	struct arrays arrays;
	Z3_model_eval(z, model, state->window, true, &arrays.window);
	Z3_model_eval(z, model, state->outside, true, &arrays.outside);
	return arrays;
}

static void extract_window(Z3_context z, Z3_model model, const struct symbolic_state *state,
                           struct concrete_state *concrete)
{
	const struct memory memory = { concrete->memory, concrete->memory_size };
	const struct window window = window_of(&concrete->psw, &memory);
	struct arrays arrays = arrays_of(z, model, state);
	read_array(z, model, arrays.outside, 0, memory.bytes, memory.size);
	read_array(z, model, arrays.window, 0, window.bytes, window.size);
}

/* Frame by frame: what has a name is of the window's array. */
static void extract_frames(Z3_context z, Z3_model model, const struct symbolic_state *state,
                           struct concrete_state *concrete)
{
	const struct symbolic_space *space = &state->space;
	struct arrays arrays = arrays_of(z, model, state);
	for (uint32_t at = 0; at < concrete->memory_size; at += PAGE_SIZE) {
		Z3_ast address = word_term(z, at);
		bool is_named = is_true(z, model, is_storage(z, space, address));
		uint32_t storage = word_of(z, model, storage_of_physical(z, space, address));
		read_array(z, model, is_named ? arrays.window : arrays.outside,
		           is_named ? storage : at, concrete->memory + at, PAGE_SIZE);
	}
}

static void hold(Z3_context z, Z3_model model, const struct symbolic_state *state, Z3_ast of,
                 struct concrete_state *concrete)
{
	uint32_t page = ~(PAGE_SIZE - 1);
	uint32_t address = word_of(z, model, of) & page;
	uint32_t bits = word_of(z, model, space_bits(z, &state->space, of));
	for (unsigned i = 0; i < concrete->held_count; i++)
		if (concrete->held[i].address == address)
			return;
	if (bits == 0)
		return;
	uint32_t frame = word_of(z, model, space_physical(z, &state->space, of)) & page;
	assert(concrete->held_count < MOST_REACHED);
	concrete->held[concrete->held_count++] = (struct held){ address, frame | bits };
}

/* Of all that the buffer may hold in the model, what is to the point. */
static void extract_held(Z3_context z, Z3_model model, const struct step *step,
                         struct concrete_state *concrete)
{
	const struct symbolic_state *state = &step->before;
	hold(z, model, state, differing_page(z), concrete);
	for (unsigned i = 0; i < step->virtual.count && state->is_paged; i++)
		hold(z, model, state, step->virtual.addresses[i], concrete);
}

static struct concrete_state extract(Z3_context z, Z3_model model, const struct step *step)
{
	const struct symbolic_state *state = &step->before;
	const struct symbolic_psw *psw = &state->psw;
	struct concrete_state concrete = {
		.psw = { word_of(z, model, psw->status), word_of(z, model, psw->pc),
		         word_of(z, model, psw->base), word_of(z, model, psw->bound),
		         word_of(z, model, psw->timer) },
		.clock = number_of(z, model, state->clock),
		.memory_size = word_of(z, model, state->memory_size),
		.is_requesting = is_true(z, model, is_requesting(z, state->devices)),
	};
	for (unsigned i = 0; i < REGISTERS; i++) {
		Z3_ast value = Z3_mk_select(z, state->registers, bits_term(z, 4, i));
		concrete.registers[i] = word_of(z, model, value);
	}
	concrete.memory = malloc(concrete.memory_size);
	if (concrete.memory == NULL)
		abort();
	(state->is_paged ? extract_frames : extract_window)(z, model, state, &concrete);
	extract_held(z, model, step, &concrete);
	return concrete;
}

struct witness extract_witness(Z3_context z, Z3_model model, const struct pair *pair)
{
	return (struct witness){ true,
		                 word_of(z, model, pair->word),
		                 { extract(z, model, &pair->steps[0]),
		                   extract(z, model, &pair->steps[1]) } };
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

static Z3_ast no_bytes(Z3_context z)
{
	return Z3_mk_const_array(z, Z3_mk_bv_sort(z, 32), bits_term(z, 8, 0));
}

static Z3_ast window_term(Z3_context z, const struct window *window)
{
	return store_bytes(z, no_bytes(z), 0, window->bytes, window->size);
}

/* Where the window is, it holds zeros: nothing may read them. */
static Z3_ast outside_term(Z3_context z, const struct memory *memory, const struct window *window)
{
	uint32_t start = (uint32_t)(window->bytes - memory->bytes), end = start + window->size;
	Z3_ast below = store_bytes(z, no_bytes(z), 0, memory->bytes, start);
	return store_bytes(z, below, end, memory->bytes + end, memory->size - end);
}

/* The storage of a frame has the frame's number for a name. */
static void set_space(Z3_context z, const struct concrete_state *state,
                      struct symbolic_state *terms)
{
	struct symbolic_space *space = &terms->space;
	Z3_sort page = page_sort(z);
	uint32_t used = 0; /* frames of which something is held, a bit each */
	terms->is_paged = true;
	space->names = Z3_mk_const_array(z, page, bits_term(z, 20, 0));
	space->bits = no_bits(z);
	space->limit = word_term(z, state->psw.bound);
	space->root = word_term(z, state->psw.base);
	space->frames = space->names;
	space->owners = Z3_mk_const_array(z, page, bits_term(z, 21, 0));
	terms->window = terms->outside = no_bytes(z);
	for (unsigned i = 0; i < state->held_count; i++) {
		Z3_ast at = page_term(z, word_term(z, state->held[i].address));
		uint32_t frame = state->held[i].entry / PAGE_SIZE;
		space->names = Z3_mk_store(z, space->names, at, bits_term(z, 20, frame));
		space->bits = Z3_mk_store(z, space->bits, at,
		                          bits_term(z, 12, state->held[i].entry % PAGE_SIZE));
		used |= UINT32_C(1) << frame;
	}
	for (uint32_t frame = 0; frame < state->memory_size / PAGE_SIZE; frame++) {
		bool is_used = (used >> frame & 1) != 0;
		Z3_ast *array = is_used ? &terms->window : &terms->outside;
		Z3_ast number = bits_term(z, 20, frame);
		uint64_t owner = is_used ? UINT64_C(1) << 20 | frame : 0;
		*array = store_bytes(z, *array, frame * PAGE_SIZE,
		                     state->memory + frame * PAGE_SIZE, PAGE_SIZE);
		space->frames = Z3_mk_store(z, space->frames, number, number);
		space->owners = Z3_mk_store(z, space->owners, number, bits_term(z, 21, owner));
	}
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
		.space = any_space(z, "0"),
		.clock = bits_term(z, 64, state->clock),
		.devices = any_state(z, "0").devices,
	};
	for (unsigned i = 1; i < REGISTERS; i++)
		terms.registers = Z3_mk_store(z, terms.registers, bits_term(z, 4, i),
		                              word_term(z, state->registers[i]));
	if (is_paged(&state->psw))
		set_space(z, state, &terms);
	return terms;
}
