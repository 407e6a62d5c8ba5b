/* The host's processor over terms, and the memory that translated code reaches.
 *
 *   near     the context beside the code, at an address that is known
 *   trail    below where rsp is when a block is entered
 *   stack    of what entered the code, about its rsp
 *   guest    the machine's registers
 *   window   the guest's memory, as it is mapped
 *   table    of the window: for each of its words where its block begins in the code, or 0
 *
 * Of all but the first nothing is known of where it is but that it lies apart from the others. The
 * first four are bytes at known distances. */
#ifndef PG32_SPEC_THEOREMS_HOST_STATE_H
#define PG32_SPEC_THEOREMS_HOST_STATE_H

#include "machine/engines/fast/fast.h"
#include "spec/theorems/emulation/prover.h"
#include "spec/theorems/templates/host.h"

enum flag { FLAG_CARRY, FLAG_ZERO, FLAG_SIGN, FLAG_OVERFLOW, FLAGS };

enum region {
	REGION_NEAR,
	REGION_TRAIL,
	REGION_STACK,
	REGION_GUEST,
	SMALL_REGIONS,
	REGION_WINDOW = SMALL_REGIONS,
	REGION_TABLE,
	REGIONS
};

/* Where the bytes of the small regions are, and how far below its base each begins. */
enum {
	TRAIL_BELOW = 32,
	STACK_BELOW = 80,
	RETURN_ADDRESS = 8,
	NEAR_AT = 0,
	NEAR_END = NEAR_AT + sizeof(struct context),
	TRAIL_AT = NEAR_END,
	TRAIL_END = TRAIL_AT + TRAIL_BELOW,
	STACK_AT = TRAIL_END,
	STACK_END = STACK_AT + STACK_BELOW + RETURN_ADDRESS,
	GUEST_AT = STACK_END,
	SMALL_BYTES = GUEST_AT + REGISTERS * 4
};

struct host_state {
	Z3_ast registers[HOST_REGISTERS]; /* 64 bits */
	Z3_ast flags[FLAGS];
	Z3_ast bytes[SMALL_BYTES];
	/* What was last written from a byte on, and how much. It is its bytes, as they are, or it
	 * is not in force; but the solver might not see that they are it. */
	struct {
		Z3_ast value;
		unsigned bytes;
	} written[SMALL_BYTES];
	Z3_ast window; /* an array, as that of struct symbolic_state */
};

/* What does not change. */
struct host {
	struct prover *prover;
	Z3_ast bases[REGIONS]; /* addresses */
	Z3_ast size;           /* of the window: 32 bits */
	Z3_ast table;          /* an array of bytes */
	Z3_ast is_protected; /* an array: whether a page of the window may not be written, a bit */
	unsigned unknowns;   /* how many there were */
};

struct host host_open(struct prover *prover, uint64_t context, Z3_ast size);

/* A state of which nothing is known. */
struct host_state any_host_state(struct host *host, Z3_ast window);

/* A constant of which nothing is known, of so many bits; of none, a truth. */
Z3_ast host_unknown(struct host *host, unsigned bits);

/* An access: where it is, and how far from the region's base, in 64 bits. */
struct host_access {
	enum region region; /* REGIONS: none, or it may be in several */
	Z3_ast distance;
	int offset; /* in a small region: the first byte's place */
	unsigned bytes;
	bool is_store;
};

struct host_access host_find(const struct host *host, Z3_ast address, unsigned bytes,
                             bool is_store);

/* Whether the host refuses it: outside of the window or its table, or a store to a protected page.
 * And whether it is in the reservation of the window, or of its table: what is refused there is no
 * other's.
 */
Z3_ast host_refuses(const struct host *host, const struct host_access *access);
Z3_ast host_reserves(const struct host *host, const struct host_access *access);

Z3_ast host_read(const struct host *host, const struct host_state *state,
                 const struct host_access *access);
void host_write(const struct host *host, struct host_state *state, const struct host_access *access,
                Z3_ast value);

/* A field of the context, so many bytes, as it is. */
Z3_ast host_near(const struct host *host, const struct host_state *state, size_t offset,
                 unsigned bytes);
void host_put_near(const struct host *host, struct host_state *state, size_t offset, unsigned bytes,
                   Z3_ast value);

#endif
