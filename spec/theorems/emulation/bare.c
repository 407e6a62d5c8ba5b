/* What the bare machine does: time, instructions, traps, interrupts. */
#include "spec/theorems/emulation/bare.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "spec/theorems/terms/semantics.h"
#include "spec/theorems/terms/sums.h"

/* A clock that has not come so far does not run over. */
enum { CLOCK_BITS = 63 };

static Z3_ast unknown(Z3_context z, const char *name, unsigned bits)
{
	Z3_sort sort = bits == 1 ? Z3_mk_bool_sort(z) : Z3_mk_bv_sort(z, bits);
	return Z3_mk_const(z, Z3_mk_string_symbol(z, name), sort);
}

/* A field of a device of which nothing is known. */
static Z3_ast any_TRUTH(Z3_context z, Z3_ast clock, const char *name)
{
	(void)clock;
	return unknown(z, name, 1);
}

static Z3_ast any_WORD(Z3_context z, Z3_ast clock, const char *name)
{
	(void)clock;
	return unknown(z, name, 32);
}

/* It is so many instructions from now, which is a number of 32 bits. */
static struct due any_INSTANT(Z3_context z, Z3_ast clock, const char *name)
{
	char left[64];
	snprintf(left, sizeof left, "%s_left", name);
	Z3_ast distance = Z3_mk_zero_ext(z, 32, unknown(z, left, 32));
	return (struct due){ unknown(z, name, 1), Z3_mk_bvadd(z, clock, distance) };
}

static struct bare_devices any_devices(Z3_context z, const struct symbolic_state *state)
{
	struct bare_devices devices = {
#define FIELD(device, name, TYPE, reset) \
	.device.name = any_##TYPE(z, state->clock, #device "_" #name),
#include "machine/devices/devices.def"
	};
	devices.system.memory_size = state->memory_size;
	devices.system.profile = word_term(z, PROFILE_pg32);
	return devices;
}

/* The term with its low bits zero: in its form, for the solver's sake. */
static Z3_ast multiple(Z3_context z, unsigned low_bits, Z3_ast term)
{
	return Z3_mk_concat(z, Z3_mk_extract(z, 31, low_bits, term), bits_term(z, low_bits, 0));
}

Z3_ast any_multiple_of_page(Z3_context z, const char *name)
{
	return multiple(z, PAGE_BITS, unknown(z, name, 32));
}

/* Any state whose PSW is well-formed and whose memory is of pages. */
static struct symbolic_state any_sound_state(Z3_context z)
{
	enum { STATUS_BITS = 3, PC_LOW_BITS = 2 };
	struct symbolic_state state = any_state(z, "");
	struct symbolic_psw *psw = &state.psw;
	psw->status = Z3_mk_zero_ext(z, 32 - STATUS_BITS,
	                             Z3_mk_extract(z, STATUS_BITS - 1, 0, psw->status));
	psw->pc = multiple(z, PC_LOW_BITS, psw->pc);
	psw->base = multiple(z, PAGE_BITS, psw->base);
	psw->bound = multiple(z, PAGE_BITS, psw->bound);
	state.memory_size = multiple(z, PAGE_BITS, state.memory_size);
	return state;
}

struct bare any_bare(Z3_context z)
{
	struct symbolic_state state = any_sound_state(z);
	struct bare bare = {
		.state = state,
		.devices = any_devices(z, &state),
		.delivering = unknown(z, "delivering", 1),
		.outcome = OUTCOME_COMPLETED,
		.value = word_term(z, 0),
		.host = untouched_host(z),
	};
	bare.memory = (struct guest_memory){ .base = state.psw.base,
		                             .window_size = window_size(z, &state),
		                             .window = state.window,
		                             .outside = state.outside };
	for (unsigned i = 0; i < TRAP_NEW_PSW / 4; i++)
		bare.trap_area[i] = word_term(z, 0);
	return bare;
}

/* An event that is to come does so within the latency. */
static Z3_ast is_due_soon(Z3_context z, const struct bare *bare, const struct due *due,
                          enum latency latency)
{
	Z3_ast more = Z3_mk_bvsub(z, time_until(z, bare, due), bits_term(z, 64, 1));
	return either(z, Z3_mk_not(z, due->is_set),
	              Z3_mk_bvult(z, more, bits_term(z, 64, latency)));
}

Z3_ast is_sound(Z3_context z, const struct bare *bare)
{
	const struct symbolic_state *state = &bare->state;
	Z3_ast zero = word_term(z, 0);
	Z3_ast all[] = {
		is_well_formed(z, &state->psw),
		Z3_mk_eq(z, element(z, state->registers, bits_term(z, 4, 0)), zero),
		Z3_mk_not(z, has_bits(z, state->memory_size, PAGE_SIZE - 1)),
		Z3_mk_not(z, Z3_mk_eq(z, state->memory_size, zero)),
		is_due_soon(z, bare, &bare->devices.console.due, LATENCY_CONSOLE),
		is_due_soon(z, bare, &bare->devices.disk.due, LATENCY_DISK),
		Z3_mk_bvule(z, bare->devices.disk.status, word_term(z, DISK_FAILED)),
		Z3_mk_eq(z, bare->devices.disk.due.is_set,
		         Z3_mk_eq(z, bare->devices.disk.status, word_term(z, DISK_BUSY))),
	};
	return Z3_mk_and(z, sizeof all / sizeof *all, all);
}

Z3_ast is_young(Z3_context z, const struct bare *bare)
{
	return Z3_mk_bvult(z, bare->state.clock, bits_term(z, 64, UINT64_C(1) << CLOCK_BITS));
}

Z3_ast time_to_next(Z3_context z, const struct bare *bare)
{
	return least_time(z, bare->state.psw.timer, time_to_device(z, bare));
}

Z3_ast is_device_due(Z3_context z, const struct bare *bare, Z3_ast count)
{
	Z3_ast device = time_to_device(z, bare);
	Z3_ast is_none = Z3_mk_eq(z, device, word_term(z, 0));
	return both(z, Z3_mk_not(z, is_none), Z3_mk_bvule(z, device, count));
}

/* What is proved is proved of states in which no device acts. */
static void leave_out_device(struct prover *prover, const struct bare *bare, Z3_ast count)
{
	set_aside(prover, QUIET, is_device_due(prover->z, bare, count));
}

void pass_quiet_time(Z3_context z, struct bare *bare, Z3_ast count)
{
	pass_symbolic_time(z, &bare->state, count, true);
	Z3_ast none = Z3_mk_eq(z, count, word_term(z, 0));
	bare->delivering = both(z, bare->delivering, none);
}

/* The register that a field names, as a choice among all of them, as a program does that looks it
 * up: where both sides say it alike, there is nothing to solve. */
static Z3_ast choose_register(Z3_context z, Z3_ast registers, Z3_ast field)
{
	Z3_ast choice = word_term(z, 0);
	for (unsigned i = 1; i < REGISTERS; i++)
		choice = Z3_mk_ite(z, Z3_mk_eq(z, field, bits_term(z, 4, i)),
		                   Z3_mk_select(z, registers, bits_term(z, 4, i)), choice);
	return choice;
}

static Z3_ast port_of(const struct step *step)
{
	Z3_ast base = choose_register(step->z, step->before.registers, step->a);
	return Z3_mk_bvadd(step->z, base, step->immediate);
}

/* What an in gives where the rows leave it open is what the devices do give. */
static void answer_input(struct prover *prover, struct bare *bare, struct step *step)
{
	Z3_context z = prover->z;
	Z3_ast looked_up = Z3_mk_bvadd(z, read_register(step, step->a), step->immediate);
	Z3_ast open = open_input(step, looked_up);
	Z3_ast answer = take_input(prover, bare, port_of(step));
	step->after.registers = Z3_substitute(z, step->after.registers, 1, &open, &answer);
}

static Z3_ast is_pending(Z3_context z, const struct bare *bare)
{
	Z3_ast device = requesting_device(z, &bare->devices);
	return either(z, has_bits(z, bare->state.psw.status, STATUS_TIMER_PENDING),
	              Z3_mk_not(z, Z3_mk_eq(z, device, word_term(z, 0))));
}

/* A wait passes the time up to the next event. If that does not make an interrupt pending, it is
 * executed again: so it takes the least number of instructions after which one is. */
static void wait_bare(struct prover *prover, struct bare *bare)
{
	Z3_context z = prover->z;
	struct symbolic_psw *psw = &bare->state.psw;
	Z3_ast time = word_term(z, 1), delivering = bare->delivering;
	if (decide(prover, is_pending(z, bare))) {
		leave_out_device(prover, bare, time);
	} else {
		leave_out_device(prover, bare, time_to_next(z, bare));
		time = time_to_next(z, bare);
		if (decide(prover, Z3_mk_eq(z, time, word_term(z, 0)))) {
			bare->outcome = OUTCOME_IDLE;
			return;
		}
	}
	pass_quiet_time(z, bare, time);
	bare->delivering = delivering;
	if (!decide(prover, is_pending(z, bare)))
		return;
	bare->delivering = Z3_mk_false(z);
	psw->pc = Z3_mk_bvadd(z, psw->pc, word_term(z, 4));
}

/* Writes the register that the field names as that choice. */
static void spell_register(Z3_context z, struct step *step, Z3_ast field)
{
	Z3_ast looked_up = read_register(step, field);
	Z3_ast choice = choose_register(z, step->before.registers, field);
	struct symbolic_state *after = &step->after;
	Z3_ast *terms[] = { &step->outcome,     &step->cause,   &step->value,     &after->registers,
		            &after->psw.status, &after->psw.pc, &after->psw.base, &after->psw.bound,
		            &after->psw.timer,  &after->window };
	for (unsigned i = 0; i < sizeof terms / sizeof *terms; i++)
		*terms[i] = Z3_substitute(z, *terms[i], 1, &looked_up, &choice);
}

static enum outcome outcome_of(struct prover *prover, const struct step *step)
{
	Z3_context z = prover->z;
	enum outcome outcome = OUTCOME_COMPLETED;
	while (!decide(prover, Z3_mk_eq(z, step->outcome, word_term(z, outcome))))
		outcome++;
	return outcome;
}

/* What is proved is proved of relocation-bounds: a PSW of the paged kind is not loaded. */
static void leave_out_paging(struct prover *prover, const struct symbolic_psw *psw)
{
	set_aside(prover, UNPAGED, has_bits(prover->z, psw->status, STATUS_PAGED));
}

void execute_bare(struct prover *prover, struct bare *bare, Z3_ast word, const struct row *row)
{
	Z3_context z = prover->z;
	if (row != NULL && (row->traits & TRAIT_WAITS) != 0) {
		wait_bare(prover, bare);
		return;
	}
	struct step step = take_step(z, &bare->state, word, row, false);
	if (row != NULL && (row->traits & TRAIT_INPUTS) != 0)
		answer_input(prover, bare, &step);
	if (row != NULL && (row->traits & TRAIT_OUTPUTS) != 0)
		give_output(prover, bare, port_of(&step),
		            choose_register(z, step.before.registers, step.b));
	spell_register(z, &step, step.a);
	spell_register(z, &step, step.b);
	enum outcome outcome = outcome_of(prover, &step);
	if (outcome == OUTCOME_TRAPPED) {
		deliver_bare(prover, bare, &(struct symbolic_trap){ step.cause, step.value, word });
		return;
	}
	bare->outcome = outcome;
	bare->value = step.value;
	if (outcome != OUTCOME_COMPLETED)
		return;
	leave_out_device(prover, bare, word_term(z, 1));
	leave_out_paging(prover, &step.after.psw);
	bare->state = step.after;
	bare->delivering = Z3_mk_false(z);
}

/* The byte of the window, or what is there where the row did not store: a row stores in its window
 * only, or traps. */
static Z3_ast stored_byte(Z3_context z, const struct bare *bare, Z3_ast window, Z3_ast index,
                          Z3_ast otherwise)
{
	if (window == bare->memory.window)
		return otherwise;
	Z3_app app = Z3_to_app(z, window);
	assert(Z3_get_decl_kind(z, Z3_get_app_decl(z, app)) == Z3_OP_STORE);
	Z3_ast older = stored_byte(z, bare, Z3_get_app_arg(z, app, 0), index, otherwise);
	return Z3_mk_ite(z, is_behind(z, index, Z3_get_app_arg(z, app, 1), 0),
	                 Z3_get_app_arg(z, app, 2), older);
}

Z3_ast bare_byte(Z3_context z, const struct bare *bare, Z3_ast address)
{
	Z3_ast byte = guest_initial_byte(z, &bare->memory, address);
	Z3_ast in_window = Z3_mk_bvsub(z, address, bare->memory.base);
	byte = stored_byte(z, bare, bare->state.window, in_window, byte);
	for (uint32_t at = 0; bare->is_trapped && at < TRAP_NEW_PSW; at++) {
		Z3_ast of_area =
		        Z3_mk_extract(z, 8 * (at % 4) + 7, 8 * (at % 4), bare->trap_area[at / 4]);
		byte = Z3_mk_ite(z, is_behind(z, address, word_term(z, at), 0), of_area, byte);
	}
	return Z3_simplify(z, byte);
}

static Z3_ast bare_word(Z3_context z, const struct bare *bare, uint32_t address)
{
	Z3_ast word = bare_byte(z, bare, word_term(z, address));
	for (uint32_t i = 1; i < 4; i++)
		word = Z3_mk_concat(z, bare_byte(z, bare, word_term(z, address + i)), word);
	return Z3_simplify(z, word);
}

static Z3_ast old_status(Z3_context z, const struct bare *bare, const struct symbolic_trap *trap)
{
	Z3_ast status = bare->state.psw.status;
	Z3_ast cleared = Z3_mk_bvand(z, status, word_term(z, ~(uint32_t)STATUS_TIMER_PENDING));
	Z3_ast is_timer = Z3_mk_eq(z, trap->cause, word_term(z, CAUSE_TIMER));
	return Z3_mk_ite(z, is_timer, cleared, status);
}

void deliver_bare(struct prover *prover, struct bare *bare, const struct symbolic_trap *trap)
{
	Z3_context z = prover->z;
	struct symbolic_psw *psw = &bare->state.psw;
	const struct symbolic_psw new = {
		bare_word(z, bare, TRAP_NEW_PSW),      bare_word(z, bare, TRAP_NEW_PSW + 4),
		bare_word(z, bare, TRAP_NEW_PSW + 8),  bare_word(z, bare, TRAP_NEW_PSW + 12),
		bare_word(z, bare, TRAP_NEW_PSW + 16),
	};
	const Z3_ast area[TRAP_NEW_PSW / 4] = { old_status(z, bare, trap),
		                                psw->pc,
		                                psw->base,
		                                psw->bound,
		                                psw->timer,
		                                trap->cause,
		                                trap->value,
		                                trap->word };
	if (decide(prover, bare->delivering)) {
		bare->outcome = OUTCOME_DOUBLE_TRAP;
		return;
	}
	memcpy(bare->trap_area, area, sizeof area);
	bare->is_trapped = true;
	if (!decide(prover, is_well_formed(z, &new))) {
		bare->outcome = OUTCOME_MALFORMED;
		return;
	}
	leave_out_paging(prover, &new);
	*psw = new;
	bare->delivering = Z3_mk_true(z);
}

Z3_ast is_interrupt_due(Z3_context z, const struct bare *bare)
{
	return both(z, has_bits(z, bare->state.psw.status, STATUS_INTERRUPTS), is_pending(z, bare));
}

static void take_interrupt(struct prover *prover, struct bare *bare)
{
	Z3_context z = prover->z;
	Z3_ast zero = word_term(z, 0), device = requesting_device(z, &bare->devices);
	struct symbolic_trap trap = { word_term(z, CAUSE_TIMER), zero, zero };
	if (bare->outcome != OUTCOME_COMPLETED || !decide(prover, is_interrupt_due(z, bare)))
		return;
	if (!decide(prover, has_bits(z, bare->state.psw.status, STATUS_TIMER_PENDING)))
		trap = (struct symbolic_trap){ word_term(z, CAUSE_DEVICE), device, zero };
	deliver_bare(prover, bare, &trap);
}

/* The second finds the first one's handler not begun, and is the last in any case. */
void take_interrupts(struct prover *prover, struct bare *bare)
{
	take_interrupt(prover, bare);
	take_interrupt(prover, bare);
}
