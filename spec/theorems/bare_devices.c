/* The console and the disk, from the manual, section 9. */
#include "spec/theorems/bare.h"

static Z3_ast is_word(Z3_context z, Z3_ast word, uint32_t number)
{
	return Z3_mk_eq(z, word, word_term(z, number));
}

static Z3_ast is_not(Z3_context z, Z3_ast condition)
{
	return Z3_mk_not(z, condition);
}

/* Where the condition is true, the term becomes the value. */
static void set(Z3_context z, Z3_ast condition, Z3_ast *term, Z3_ast value)
{
	*term = Z3_mk_ite(z, condition, value, *term);
}

/* Where the condition is true, it is due one latency from now. */
static void set_due(Z3_context z, const struct bare *bare, Z3_ast condition, struct due *due,
                    enum latency latency)
{
	Z3_ast later = Z3_mk_bvadd(z, bare->state.clock, bits_term(z, 64, latency));
	due->is_set = either(z, due->is_set, condition);
	set(z, condition, &due->at, later);
}

static void clear_due(Z3_context z, Z3_ast condition, struct due *due)
{
	due->is_set = both(z, due->is_set, is_not(z, condition));
}

static void count_up(Z3_context z, Z3_ast condition, Z3_ast *count)
{
	set(z, condition, count, Z3_mk_bvadd(z, *count, word_term(z, 1)));
}

Z3_ast requesting_device(Z3_context z, const struct bare_devices *devices)
{
	Z3_ast console =
	        both(z, devices->receiving, is_not(z, is_word(z, devices->held, CONSOLE_NONE)));
	Z3_ast disk = either(z, is_word(z, devices->status, DISK_DONE),
	                     is_word(z, devices->status, DISK_FAILED));
	return Z3_mk_ite(z, console, word_term(z, DEVICE_CONSOLE),
	                 Z3_mk_ite(z, disk, word_term(z, DEVICE_DISK), word_term(z, 0)));
}

/* Reading an input port takes what is held; the two that ask do so where nothing is. */
static Z3_ast take_console(Z3_context z, struct bare *bare, Z3_ast port)
{
	struct bare_devices *devices = &bare->devices;
	Z3_ast asks = either(z, is_word(z, port, PORT_CONSOLE_POLL),
	                     is_word(z, port, PORT_CONSOLE_AWAIT));
	Z3_ast takes = either(z, asks, is_word(z, port, PORT_CONSOLE_INPUT));
	Z3_ast held = devices->held, has_none = is_word(z, held, CONSOLE_NONE);
	Z3_ast answer = host_answer(z);
	Z3_ast value = Z3_mk_ite(z, both(z, asks, has_none), answer, held);
	Z3_ast goes_on[] = { takes, devices->receiving, is_not(z, has_none),
		             is_not(z, is_word(z, held, CONSOLE_END)) };
	count_up(z, both(z, asks, has_none), &bare->host.parts[HOST_POLLS]);
	set_due(z, bare, Z3_mk_and(z, 4, goes_on), &devices->console_due, LATENCY_CONSOLE);
	set(z, takes, &devices->held, word_term(z, CONSOLE_NONE));
	Z3_ast control = Z3_mk_ite(z, devices->receiving, word_term(z, 1), word_term(z, 0));
	return Z3_mk_ite(
	        z, takes, value,
	        Z3_mk_ite(z, is_word(z, port, PORT_CONSOLE_CONTROL), control, word_term(z, 0)));
}

/* Reading the status of a finished command makes the disk idle. */
static Z3_ast take_status(Z3_context z, struct bare_devices *devices, Z3_ast port)
{
	Z3_ast takes = is_word(z, port, PORT_DISK_STATUS), status = devices->status;
	set(z, both(z, takes, is_not(z, is_word(z, status, DISK_BUSY))), &devices->status,
	    word_term(z, DISK_IDLE));
	return Z3_mk_ite(z, takes, status, word_term(z, 0));
}

Z3_ast take_input(Z3_context z, struct bare *bare, Z3_ast port)
{
	const struct bare_devices *devices = &bare->devices;
	const struct {
		enum port port;
		Z3_ast value;
	} plain[] = {
		{ PORT_SYSTEM_MEMORY, bare->state.memory_size },
		{ PORT_SYSTEM_CLOCK_LOW, Z3_mk_extract(z, 31, 0, bare->state.clock) },
		{ PORT_SYSTEM_CLOCK_HIGH, Z3_mk_extract(z, 63, 32, bare->state.clock) },
		{ PORT_DISK_SECTORS, devices->sectors },
		{ PORT_DISK_SECTOR, devices->sector },
		{ PORT_DISK_ADDRESS, devices->address },
	};
	Z3_ast value =
	        Z3_mk_bvor(z, take_console(z, bare, port), take_status(z, &bare->devices, port));
	for (unsigned i = 0; i < sizeof plain / sizeof *plain; i++)
		set(z, is_word(z, port, plain[i].port), &value, plain[i].value);
	return value;
}

/* Only bit 0 counts. A held byte is kept. */
static void control_console(Z3_context z, struct bare *bare, Z3_ast condition, Z3_ast value)
{
	struct bare_devices *devices = &bare->devices;
	Z3_ast on = has_bits(z, value, 1);
	Z3_ast asks[] = { condition, on, is_word(z, devices->held, CONSOLE_NONE),
		          is_not(z, devices->console_due.is_set) };
	set_due(z, bare, Z3_mk_and(z, 4, asks), &devices->console_due, LATENCY_CONSOLE);
	clear_due(z, both(z, condition, is_not(z, on)), &devices->console_due);
	set(z, condition, &devices->receiving, on);
}

void give_output(Z3_context z, struct bare *bare, Z3_ast port, Z3_ast value)
{
	struct bare_devices *devices = &bare->devices;
	Z3_ast *parts = bare->host.parts;
	Z3_ast puts = is_word(z, port, PORT_CONSOLE_OUTPUT);
	count_up(z, puts, &parts[HOST_OUTPUTS]);
	set(z, puts, &parts[HOST_OUTPUT], Z3_mk_bvand(z, value, word_term(z, UINT8_MAX)));
	control_console(z, bare, is_word(z, port, PORT_CONSOLE_CONTROL), value);

	Z3_ast is_free = is_not(z, is_word(z, devices->status, DISK_BUSY));
	Z3_ast commands = both(z, is_free, is_word(z, port, PORT_DISK_COMMAND));
	set(z, both(z, is_free, is_word(z, port, PORT_DISK_SECTOR)), &devices->sector, value);
	set(z, both(z, is_free, is_word(z, port, PORT_DISK_ADDRESS)), &devices->address, value);
	set(z, commands, &devices->command, value);
	set(z, commands, &devices->status, word_term(z, DISK_BUSY));
	set_due(z, bare, commands, &devices->disk_due, LATENCY_DISK);
}

/* A choice of instants becomes one of distances, and in each of them the clock, which would make it
 * hard to solve, is gone. */
static Z3_ast distance(Z3_context z, Z3_ast at, Z3_ast clock)
{
	Z3_app app = Z3_to_app(z, at);
	if (Z3_get_decl_kind(z, Z3_get_app_decl(z, app)) == Z3_OP_ITE)
		return Z3_mk_ite(z, Z3_get_app_arg(z, app, 0),
		                 distance(z, Z3_get_app_arg(z, app, 1), clock),
		                 distance(z, Z3_get_app_arg(z, app, 2), clock));
	return Z3_simplify(z, Z3_mk_bvsub(z, at, clock));
}

Z3_ast time_until(Z3_context z, const struct bare *bare, const struct due *due)
{
	return distance(z, due->at, bare->state.clock);
}

/* In instructions, or 0. */
static Z3_ast time_to(Z3_context z, const struct bare *bare, const struct due *due)
{
	Z3_ast left = time_until(z, bare, due);
	return Z3_mk_ite(z, due->is_set, Z3_mk_extract(z, 31, 0, left), word_term(z, 0));
}

Z3_ast least_time(Z3_context z, Z3_ast a, Z3_ast b)
{
	Z3_ast zero = word_term(z, 0);
	Z3_ast is_b = both(z, is_not(z, Z3_mk_eq(z, b, zero)),
	                   either(z, Z3_mk_eq(z, a, zero), Z3_mk_bvult(z, b, a)));
	return Z3_mk_ite(z, is_b, b, a);
}

Z3_ast time_to_device(Z3_context z, const struct bare *bare)
{
	return least_time(z, time_to(z, bare, &bare->devices.console_due),
	                  time_to(z, bare, &bare->devices.disk_due));
}
