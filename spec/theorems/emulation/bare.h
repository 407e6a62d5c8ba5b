/* The bare machine, whole: the state of the classification with the bit of the double trap, the
 * devices as the manual describes them (section 9), and the host behind them. */
#ifndef PG32_SPEC_THEOREMS_BARE_H
#define PG32_SPEC_THEOREMS_BARE_H

#include "isa/ports.h"
#include "spec/theorems/emulation/guest_memory.h"
#include "spec/theorems/emulation/host_terms.h"
#include "spec/theorems/emulation/prover.h"
#include "spec/theorems/terms/rows.h"

/* When a device has something to do, if it has: a value of the clock. */
struct due {
	Z3_ast is_set; /* true or false */
	Z3_ast at;
};

/* The devices, field by field: a TRUTH is true or false. */
#define TERM_TRUTH Z3_ast
#define TERM_WORD Z3_ast
#define TERM_INSTANT struct due
struct bare_devices {
#define DEVICE_STATE(device) struct {
#define FIELD(device, name, TYPE, reset) TERM_##TYPE name;
#define DEVICE_STATE_END(device) \
	}                        \
	device;
#include "machine/devices/devices.def"
};

/* Memory is what it held at first, over it what a row stored in the state's window, and over that
 * the trap area. */
struct bare {
	struct symbolic_state state;
	struct bare_devices devices;
	Z3_ast delivering;    /* true or false */
	enum outcome outcome; /* COMPLETED, or how the machine stopped */
	Z3_ast value;         /* the status of a halt */
	struct host_terms host;
	bool is_trapped; /* the trap area is written */
	Z3_ast trap_area[TRAP_NEW_PSW / 4];
	struct guest_memory memory; /* what it held at first */
};

/* A trap as terms. */
struct symbolic_trap {
	Z3_ast cause, value, word;
};

/* A machine of which nothing is known but that its PSW is well-formed and that its memory is of
 * pages; an address that is a multiple of the page. */
struct bare any_bare(Z3_context z);
Z3_ast any_multiple_of_page(Z3_context z, const char *name);

/* Whether it is a machine that can be: its PSW, its devices, memory's size. */
Z3_ast is_sound(Z3_context z, const struct bare *bare);

/* Whether it has not run for 2^63 instructions, after which the clock could run over. */
Z3_ast is_young(Z3_context z, const struct bare *bare);

/* How long until a device has something to do, or 0; until that or the timer, or 0. */
Z3_ast time_to_device(Z3_context z, const struct bare *bare);
Z3_ast time_to_next(Z3_context z, const struct bare *bare);

/* Whether a device has something to do before so many instructions are completed, or with the last.
 */
Z3_ast is_device_due(Z3_context z, const struct bare *bare, Z3_ast count);

/* What is so of the states of which something is proved: no device acts, and R is not paged. */
#define QUIET "no device acts"
#define UNPAGED "no paging"

/* Lets the time of so many completed instructions pass, in which no device acts. */
void pass_quiet_time(Z3_context z, struct bare *bare, Z3_ast count);

/* These do what the machine does in one case of the prover's: what it depends on they decide. */

/* Executes the word, of the row (NULL: no instruction), in supervisor mode, and delivers the trap
 * that it raises. */
void execute_bare(struct prover *prover, struct bare *bare, Z3_ast word, const struct row *row);

void deliver_bare(struct prover *prover, struct bare *bare, const struct symbolic_trap *trap);

/* Takes the interrupts that are due, if the machine still runs. */
void take_interrupts(struct prover *prover, struct bare *bare);

/* Whether an interrupt is due. */
Z3_ast is_interrupt_due(Z3_context z, const struct bare *bare);

/* The byte at a physical address. */
Z3_ast bare_byte(Z3_context z, const struct bare *bare, Z3_ast address);

/* The devices, for bare.c. */
Z3_ast time_until(Z3_context z, const struct bare *bare, const struct due *due); /* 64 bits */
Z3_ast least_time(Z3_context z, Z3_ast a, Z3_ast b); /* the least that is not 0 */
Z3_ast requesting_device(Z3_context z, const struct bare_devices *devices);
Z3_ast take_input(struct prover *prover, struct bare *bare, Z3_ast port);
void give_output(struct prover *prover, struct bare *bare, Z3_ast port, Z3_ast value);

#endif
