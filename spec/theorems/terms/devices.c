/* The effects that reach devices and time. What is not the clock is an uninterpreted function of
 * all that it could depend on. */
#include "isa/ports.h"
#include "spec/theorems/terms/semantics.h"

static Z3_ast devices_function(Z3_context z, const char *name, unsigned count, Z3_ast *arguments,
                               Z3_sort range)
{
	Z3_sort domain[4];
	for (unsigned i = 0; i < count; i++)
		domain[i] = Z3_get_sort(z, arguments[i]);
	Z3_symbol symbol = Z3_mk_string_symbol(z, name);
	return Z3_mk_app(z, Z3_mk_func_decl(z, symbol, count, domain, range), count, arguments);
}

static Z3_ast is_port(Z3_context z, Z3_ast port, enum port number)
{
	return Z3_mk_eq(z, port, word_term(z, number));
}

Z3_ast open_input(const struct step *step, Z3_ast port)
{
	Z3_context z = step->z;
	Z3_ast of[] = { step->before.devices, step->before.clock, port };
	return devices_function(z, "input", 3, of, Z3_mk_bv_sort(z, 32));
}

Z3_ast input(struct step *step, Z3_ast port)
{
	Z3_context z = step->z;
	struct symbolic_state *before = &step->before;
	Z3_ast of[] = { before->devices, before->clock, port };
	Z3_ast value = open_input(step, port);
	Z3_ast effect = devices_function(z, "input_effect", 3, of, devices_sort(z));

	const struct {
		enum port number;
		Z3_ast value;
	} known[] = {
		{ PORT_SYSTEM_MEMORY, before->memory_size },
		{ PORT_SYSTEM_CLOCK_LOW, Z3_mk_extract(z, 31, 0, before->clock) },
		{ PORT_SYSTEM_CLOCK_HIGH, Z3_mk_extract(z, 63, 32, before->clock) },
	};
	Z3_ast is_known = Z3_mk_false(z);
	for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
		Z3_ast is_this = is_port(z, port, known[i].number);
		value = Z3_mk_ite(z, is_this, known[i].value, value);
		is_known = either(z, is_known, is_this);
	}
	step->after.devices = Z3_mk_ite(z, is_known, before->devices, effect);
	Z3_ast takes_held[] = { is_port(z, port, PORT_CONSOLE_INPUT),
		                is_requesting(z, before->devices),
		                Z3_mk_eq(z, value, word_term(z, HELD_BYTE)) };
	Z3_ast is_real = either(z, is_known, Z3_mk_and(z, 3, takes_held));
	step->replayable = both(z, step->replayable, is_real);
	return value;
}

/* Of the real ports a byte put on the console is the plainest: it is seen at once. */
void output(struct step *step, Z3_ast port, Z3_ast value)
{
	Z3_context z = step->z;
	Z3_ast of[] = { step->before.devices, step->before.clock, port, value };
	step->after.devices = devices_function(z, "output_effect", 4, of, devices_sort(z));
	step->replayable = both(z, step->replayable, is_port(z, port, PORT_CONSOLE_OUTPUT));
}

/* Counts as the least number of instructions after which an interrupt is pending. With nothing
 * coming from the devices that is the timer; else any number, and 0 where it never comes. */
void wait_for_interrupt(struct step *step)
{
	Z3_context z = step->z;
	struct symbolic_state *before = &step->before;
	Z3_ast requesting = is_requesting(z, before->devices);
	Z3_ast coming = has_event_coming(z, before->devices);
	Z3_ast pending =
	        either(z, has_bits(z, before->psw.status, STATUS_TIMER_PENDING), requesting);
	Z3_ast of[] = { before->devices, before->clock, before->psw.timer };
	Z3_ast device = devices_function(z, "wait_length", 3, of, Z3_mk_bv_sort(z, 32));
	Z3_ast length = Z3_mk_ite(z, coming, device, before->psw.timer);

	step->elapsed = Z3_mk_ite(z, pending, word_term(z, 1), length);
	Z3_ast is_idle = Z3_mk_eq(z, step->elapsed, word_term(z, 0));
	step->stopped = Z3_mk_ite(z, is_idle, word_term(z, OUTCOME_IDLE), step->stopped);
	step->replayable = both(z, step->replayable, Z3_mk_not(z, coming));
}

void pass_symbolic_time(Z3_context z, struct symbolic_state *state, Z3_ast count, bool with_timer)
{
	struct symbolic_psw *psw = &state->psw;
	Z3_ast zero = word_term(z, 0);
	if (with_timer) {
		Z3_ast goes_on = Z3_mk_bvugt(z, psw->timer, count);
		Z3_ast is_off = Z3_mk_eq(z, psw->timer, zero);
		Z3_ast pending = Z3_mk_bvor(z, psw->status, word_term(z, STATUS_TIMER_PENDING));
		psw->status = Z3_mk_ite(z, either(z, goes_on, is_off), psw->status, pending);
		psw->timer = Z3_mk_ite(z, goes_on, Z3_mk_bvsub(z, psw->timer, count), zero);
	}
	Z3_ast of[] = { state->devices, state->clock, count };
	state->devices = devices_function(z, "pass_time", 3, of, devices_sort(z));
	state->clock = Z3_mk_bvadd(z, state->clock, Z3_mk_zero_ext(z, 32, count));
}
