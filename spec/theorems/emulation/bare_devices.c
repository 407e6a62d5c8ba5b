/* The console and the disk, from the manual, section 9. */
#include "spec/theorems/emulation/bare.h"
#include "spec/theorems/terms/sums.h"

static Z3_ast is_word(Z3_context z, Z3_ast word, uint32_t number)
{
	return Z3_mk_eq(z, word, word_term(z, number));
}

static Z3_ast is_not(Z3_context z, Z3_ast condition)
{
	return Z3_mk_not(z, condition);
}

/* It is due one latency from now. */
static struct due due_in(Z3_context z, const struct bare *bare, enum latency latency)
{
	return (struct due){ Z3_mk_true(z),
		             Z3_mk_bvadd(z, bare->state.clock, bits_term(z, 64, latency)) };
}

static void count_up(Z3_context z, Z3_ast *count)
{
	*count = Z3_mk_bvadd(z, *count, word_term(z, 1));
}

Z3_ast requesting_device(Z3_context z, const struct bare_devices *devices)
{
	Z3_ast console = both(z, devices->console.receiving,
	                      is_not(z, is_word(z, devices->console.held, CONSOLE_NONE)));
	Z3_ast disk = either(z, is_word(z, devices->disk.status, DISK_DONE),
	                     is_word(z, devices->disk.status, DISK_FAILED));
	return Z3_mk_ite(z, console, word_term(z, DEVICE_CONSOLE),
	                 Z3_mk_ite(z, disk, word_term(z, DEVICE_DISK), word_term(z, 0)));
}

/* An input port takes what is held; the two that ask do so where nothing is. */
static Z3_ast take_console(struct prover *prover, struct bare *bare, bool asks)
{
	Z3_context z = prover->z;
	struct bare_devices *devices = &bare->devices;
	Z3_ast held = devices->console.held;
	devices->console.held = word_term(z, CONSOLE_NONE);
	if (decide(prover, is_word(z, held, CONSOLE_NONE))) {
		if (!asks)
			return held;
		count_up(z, &bare->host.parts[HOST_POLLS]);
		return host_answer(z);
	}
	if (decide(prover, devices->console.receiving) &&
	    !decide(prover, is_word(z, held, CONSOLE_END)))
		devices->console.due = due_in(z, bare, LATENCY_CONSOLE);
	return held;
}

/* Reading the status of a finished command makes the disk idle. */
static Z3_ast take_status(struct prover *prover, struct bare_devices *devices)
{
	Z3_context z = prover->z;
	Z3_ast status = devices->disk.status;
	if (!decide(prover, is_word(z, status, DISK_BUSY)))
		devices->disk.status = word_term(z, DISK_IDLE);
	return status;
}

/* Which port it is, or NO_PORT. */
enum { NO_PORT = -1 };
static int which_port(struct prover *prover, Z3_ast port)
{
	static const enum port ports[] = {
#define PORT(NAME, number, DEVICE, direction, text) PORT_##NAME,
#include "isa/ports.def"
	};
	for (unsigned i = 0; i < sizeof ports / sizeof *ports; i++)
		if (decide(prover, is_word(prover->z, port, ports[i])))
			return (int)ports[i];
	return NO_PORT;
}

static Z3_ast take_system(Z3_context z, const struct bare *bare, int port)
{
	switch (port) {
	case PORT_SYSTEM_MEMORY:
		return bare->state.memory_size;
	case PORT_SYSTEM_CLOCK_LOW:
		return low_word(z, bare->state.clock);
	case PORT_SYSTEM_CLOCK_HIGH:
		return Z3_mk_extract(z, 63, 32, bare->state.clock);
	case PORT_SYSTEM_PROFILE:
		return bare->devices.system.profile;
	default:
		return word_term(z, 0);
	}
}

/* The generator of the manual, and the paper's numbers. A count of shifted bits is below 32, and is
 * written so. */
static Z3_ast take_random(Z3_context z, struct bare_devices *devices)
{
	Z3_ast state = devices->random.state;
	Z3_ast count = Z3_mk_bvadd(z, Z3_mk_bvlshr(z, state, word_term(z, 28)), word_term(z, 4));
	Z3_ast shifted = Z3_mk_bvlshr(z, state, Z3_mk_bvand(z, count, word_term(z, 31)));
	Z3_ast word = Z3_mk_bvmul(z, Z3_mk_bvxor(z, shifted, state), word_term(z, 277803737));
	Z3_ast product = Z3_mk_bvmul(z, state, word_term(z, 747796405));
	devices->random.state = Z3_mk_bvadd(z, product, word_term(z, 2891336453));
	return Z3_mk_bvxor(z, Z3_mk_bvlshr(z, word, word_term(z, 22)), word);
}

static Z3_ast take_device(struct prover *prover, struct bare *bare, int port)
{
	Z3_context z = prover->z;
	struct bare_devices *devices = &bare->devices;
	switch (port) {
	case PORT_CONSOLE_CONTROL:
		return Z3_mk_ite(z, devices->console.receiving, word_term(z, 1), word_term(z, 0));
	case PORT_CONSOLE_INPUT:
		return take_console(prover, bare, false);
	case PORT_CONSOLE_POLL:
	case PORT_CONSOLE_AWAIT:
		return take_console(prover, bare, true);
	case PORT_DISK_SECTORS:
		return devices->disk.sectors;
	case PORT_DISK_SECTOR:
		return devices->disk.sector;
	case PORT_DISK_ADDRESS:
		return devices->disk.address;
	case PORT_DISK_STATUS:
		return take_status(prover, devices);
	case PORT_RANDOM_NEXT:
		return take_random(z, devices);
	case PORT_RANDOM_SEED:
		return devices->random.seed;
	default:
		return word_term(z, 0);
	}
}

Z3_ast take_input(struct prover *prover, struct bare *bare, Z3_ast port)
{
	int number = which_port(prover, port);
	if (number == NO_PORT || number < PORT_CONSOLE_OUTPUT)
		return take_system(prover->z, bare, number);
	return take_device(prover, bare, number);
}

/* Only bit 0 counts. A held byte is kept. */
static void control_console(struct prover *prover, struct bare *bare, Z3_ast value)
{
	Z3_context z = prover->z;
	struct bare_devices *devices = &bare->devices;
	if (!decide(prover, has_bits(z, value, 1))) {
		devices->console.receiving = devices->console.due.is_set = Z3_mk_false(z);
		return;
	}
	devices->console.receiving = Z3_mk_true(z);
	if (decide(prover, is_word(z, devices->console.held, CONSOLE_NONE)) &&
	    !decide(prover, devices->console.due.is_set))
		devices->console.due = due_in(z, bare, LATENCY_CONSOLE);
}

/* A busy disk ignores what is written. */
static void set_disk(struct prover *prover, struct bare *bare, Z3_ast *word, Z3_ast value)
{
	Z3_context z = prover->z;
	struct bare_devices *devices = &bare->devices;
	if (decide(prover, is_word(z, devices->disk.status, DISK_BUSY)))
		return;
	*word = value;
	if (word != &devices->disk.command)
		return;
	devices->disk.status = word_term(z, DISK_BUSY);
	devices->disk.due = due_in(z, bare, LATENCY_DISK);
}

void give_output(struct prover *prover, struct bare *bare, Z3_ast port, Z3_ast value)
{
	Z3_context z = prover->z;
	struct bare_devices *devices = &bare->devices;
	Z3_ast *parts = bare->host.parts;
	switch (which_port(prover, port)) {
	case PORT_CONSOLE_OUTPUT:
		count_up(z, &parts[HOST_OUTPUTS]);
		parts[HOST_OUTPUT] = Z3_mk_bvand(z, value, word_term(z, UINT8_MAX));
		break;
	case PORT_CONSOLE_CONTROL:
		control_console(prover, bare, value);
		break;
	case PORT_DISK_SECTOR:
		set_disk(prover, bare, &devices->disk.sector, value);
		break;
	case PORT_DISK_ADDRESS:
		set_disk(prover, bare, &devices->disk.address, value);
		break;
	case PORT_DISK_COMMAND:
		set_disk(prover, bare, &devices->disk.command, value);
		break;
	default:
		break;
	}
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
	return Z3_mk_ite(z, due->is_set, low_word(z, left), word_term(z, 0));
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
	return least_time(z, time_to(z, bare, &bare->devices.console.due),
	                  time_to(z, bare, &bare->devices.disk.due));
}
