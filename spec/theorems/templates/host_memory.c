/* The memory that translated code reaches. */
#include <stdio.h>

#include "spec/theorems/templates/host_state.h"
#include "spec/theorems/terms/sums.h"

enum { BYTE = 8, ADDRESS = 64 };

/* Of the small regions: their first byte's place, and that of their base. */
static const struct {
	int first, base, end;
} small[SMALL_REGIONS] = {
	[REGION_NEAR] = { NEAR_AT, NEAR_AT, NEAR_END },
	[REGION_TRAIL] = { TRAIL_AT, TRAIL_END, TRAIL_END },
	[REGION_STACK] = { STACK_AT, STACK_AT + STACK_BELOW, STACK_END },
	[REGION_GUEST] = { GUEST_AT, GUEST_AT, SMALL_BYTES },
};

static Z3_ast constant(Z3_context z, const char *name, Z3_sort sort)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, name), sort);
}

struct host host_open(struct prover *prover, uint64_t context, Z3_ast size)
{
	static const char *const names[REGIONS] = {
		[REGION_TRAIL] = "at_trail", [REGION_STACK] = "at_stack",
		[REGION_GUEST] = "at_guest", [REGION_WINDOW] = "at_window",
		[REGION_TABLE] = "at_table",
	};
	Z3_context z = prover->z;
	Z3_sort pages = Z3_mk_array_sort(z, Z3_mk_bv_sort(z, 20), Z3_mk_bv_sort(z, 1));
	struct host host = {
		.prover = prover,
		.size = size,
		.table = constant(z, "table", memory_sort(z)),
		.is_protected = constant(z, "is_protected", pages),
	};
	host.bases[REGION_NEAR] = bits_term(z, ADDRESS, context);
	for (unsigned i = REGION_NEAR + 1; i < REGIONS; i++)
		host.bases[i] = constant(z, names[i], Z3_mk_bv_sort(z, ADDRESS));
	return host;
}

Z3_ast host_unknown(struct host *host, unsigned bits)
{
	Z3_context z = host->prover->z;
	char name[32];
	snprintf(name, sizeof name, "unknown_%u", host->unknowns++);
	return constant(z, name, bits == 0 ? Z3_mk_bool_sort(z) : Z3_mk_bv_sort(z, bits));
}

struct host_state any_host_state(struct host *host, Z3_ast window)
{
	struct host_state state = { .window = window };
	for (unsigned i = 0; i < HOST_REGISTERS; i++)
		state.registers[i] = host_unknown(host, ADDRESS);
	for (unsigned i = 0; i < FLAGS; i++)
		state.flags[i] = host_unknown(host, 0);
	for (unsigned i = 0; i < SMALL_BYTES; i++)
		state.bytes[i] = host_unknown(host, BYTE);
	return state;
}

/* Whether the constant is in the term. Addresses are sums of few terms. */
static bool mentions(Z3_context z, Z3_ast term, Z3_ast wanted)
{
	if (term == wanted)
		return true;
	if (Z3_get_ast_kind(z, term) != Z3_APP_AST)
		return false;
	Z3_app app = Z3_to_app(z, term);
	for (unsigned i = 0; i < Z3_get_app_num_args(z, app); i++)
		if (mentions(z, Z3_get_app_arg(z, app, i), wanted))
			return true;
	return false;
}

/* Whether all bytes are in the small region, and where. */
static bool is_in_small(Z3_context z, enum region region, struct host_access *access)
{
	uint64_t distance;
	if (!is_numeral(z, access->distance, &distance))
		return false;
	int64_t first = (int64_t)distance + small[region].base;
	if (first < small[region].first || first + (int)access->bytes > small[region].end)
		return false;
	access->offset = (int)first;
	return true;
}

struct host_access host_find(const struct host *host, Z3_ast address, unsigned bytes, bool is_store)
{
	Z3_context z = host->prover->z;
	struct host_access access = { .bytes = bytes, .is_store = is_store };
	for (access.region = 0; access.region < REGIONS; access.region++) {
		Z3_ast base = host->bases[access.region];
		if (access.region != REGION_NEAR && !mentions(z, address, base))
			continue;
		access.distance = Z3_simplify(z, Z3_mk_bvsub(z, address, base));
		if (access.region >= SMALL_REGIONS || is_in_small(z, access.region, &access))
			break;
	}
	return access;
}

static Z3_ast page_of(Z3_context z, Z3_ast address)
{
	return Z3_simplify(z, Z3_mk_extract(z, 31, 12, address));
}

static Z3_ast is_protected(const struct host *host, Z3_ast address)
{
	Z3_context z = host->prover->z;
	Z3_ast bit = Z3_mk_select(z, host->is_protected, page_of(z, address));
	return Z3_mk_eq(z, bit, bits_term(z, 1, 1));
}

Z3_ast host_refuses(const struct host *host, const struct host_access *access)
{
	Z3_context z = host->prover->z;
	if (access->region < SMALL_REGIONS)
		return Z3_mk_false(z);
	Z3_ast size = Z3_mk_zero_ext(z, 32, host->size);
	Z3_ast left = Z3_mk_bvsub(z, size, access->distance);
	Z3_ast refuses = either(z, Z3_mk_bvuge(z, access->distance, size),
	                        Z3_mk_bvult(z, left, bits_term(z, ADDRESS, access->bytes)));
	if (!access->is_store)
		return Z3_simplify(z, refuses);
	Z3_ast first = low_word(z, access->distance);
	Z3_ast last = Z3_mk_bvadd(z, first, word_term(z, access->bytes - 1));
	return Z3_simplify(
	        z,
	        either(z, refuses, either(z, is_protected(host, first), is_protected(host, last))));
}

Z3_ast host_reserves(const struct host *host, const struct host_access *access)
{
	Z3_context z = host->prover->z;
	if (access->region < SMALL_REGIONS)
		return Z3_mk_true(z);
	Z3_ast guard = bits_term(z, ADDRESS, WINDOW_GUARD);
	Z3_ast all =
	        bits_term(z, ADDRESS, WINDOW_GUARD + WINDOW_SPACE + WINDOW_GUARD - access->bytes);
	Z3_ast from_start = Z3_mk_bvadd(z, access->distance, guard);
	return Z3_simplify(z, Z3_mk_bvule(z, from_start, all));
}

static Z3_ast low_distance(Z3_context z, const struct host_access *access, unsigned byte)
{
	Z3_ast first = low_word(z, access->distance);
	return byte == 0 ? first : Z3_mk_bvadd(z, first, word_term(z, byte));
}

static Z3_ast byte_at(const struct host *host, const struct host_state *state,
                      const struct host_access *access, unsigned byte)
{
	Z3_context z = host->prover->z;
	if (access->region < SMALL_REGIONS)
		return state->bytes[access->offset + (int)byte];
	Z3_ast array = access->region == REGION_WINDOW ? state->window : host->table;
	return element(z, array, low_distance(z, access, byte));
}

static Z3_ast byte_of(Z3_context z, Z3_ast value, unsigned number)
{
	return Z3_simplify(z, Z3_mk_extract(z, BYTE * number + BYTE - 1, BYTE * number, value));
}

/* Whether it reads what was written at once, and was not changed since. */
static bool is_as_written(const struct host *host, const struct host_state *state,
                          const struct host_access *access)
{
	Z3_ast value = state->written[access->offset].value;
	if (value == NULL || state->written[access->offset].bytes != access->bytes)
		return false;
	for (unsigned i = 0; i < access->bytes; i++)
		if (state->bytes[access->offset + (int)i] != byte_of(host->prover->z, value, i))
			return false;
	return true;
}

Z3_ast host_read(const struct host *host, const struct host_state *state,
                 const struct host_access *access)
{
	Z3_context z = host->prover->z;
	if (access->region < SMALL_REGIONS && is_as_written(host, state, access))
		return state->written[access->offset].value;
	Z3_ast value = byte_at(host, state, access, 0);
	for (unsigned i = 1; i < access->bytes; i++)
		value = Z3_mk_concat(z, byte_at(host, state, access, i), value);
	return Z3_simplify(z, value);
}

void host_write(const struct host *host, struct host_state *state, const struct host_access *access,
                Z3_ast value)
{
	Z3_context z = host->prover->z;
	if (access->region < SMALL_REGIONS) {
		state->written[access->offset].value = value;
		state->written[access->offset].bytes = access->bytes;
	}
	for (unsigned i = 0; i < access->bytes; i++) {
		Z3_ast byte = byte_of(z, value, i);
		if (access->region < SMALL_REGIONS)
			state->bytes[access->offset + (int)i] = byte;
		else
			state->window =
			        Z3_mk_store(z, state->window, low_distance(z, access, i), byte);
	}
}

Z3_ast host_near(const struct host *host, const struct host_state *state, size_t offset,
                 unsigned bytes)
{
	return host_read(host, state,
	                 &(struct host_access){
	                         .region = REGION_NEAR, .offset = (int)offset, .bytes = bytes });
}

void host_put_near(const struct host *host, struct host_state *state, size_t offset, unsigned bytes,
                   Z3_ast value)
{
	host_write(host, state,
	           &(struct host_access){
	                   .region = REGION_NEAR, .offset = (int)offset, .bytes = bytes },
	           value);
}
