/* Reading asks each write, from the latest, whether it wrote the byte. */
#include "spec/theorems/guest_memory.h"

#include <stdbool.h>
#include <stdlib.h>

#include "isa/architecture.h"
#include "spec/theorems/host_terms.h"

static const struct guest_write *add(struct guest_writes *arena, struct guest_write write)
{
	struct guest_write *made = malloc(sizeof *made);
	if (made == NULL)
		abort();
	*made = write;
	made->depth = write.before == NULL ? 1 : write.before->depth + 1;
	made->made_before = arena->latest;
	arena->latest = made;
	return made;
}

const struct guest_write *guest_write_word(Z3_context z, struct guest_writes *arena,
                                           const struct guest_write *written, Z3_ast offset,
                                           unsigned bytes, Z3_ast value)
{
	return add(arena, (struct guest_write){ .before = written,
	                                        .guard = Z3_mk_true(z),
	                                        .offset = offset,
	                                        .bytes = bytes,
	                                        .value = value });
}

const struct guest_write *guest_write_sector(struct guest_writes *arena,
                                             const struct guest_write *written, Z3_ast guard,
                                             Z3_ast offset, Z3_ast sector)
{
	return add(arena, (struct guest_write){ .before = written,
	                                        .guard = guard,
	                                        .offset = offset,
	                                        .bytes = SECTOR_SIZE,
	                                        .sector = sector });
}

static unsigned depth_of(const struct guest_write *written)
{
	return written == NULL ? 0 : written->depth;
}

/* The writes from the common tail on, the earliest first, put on top of onto. */
static const struct guest_write *add_guarded(Z3_context z, struct guest_writes *arena,
                                             const struct guest_write *onto,
                                             const struct guest_write *from,
                                             const struct guest_write *tail, Z3_ast condition)
{
	if (from == tail)
		return onto;
	struct guest_write write = *from;
	write.before = add_guarded(z, arena, onto, from->before, tail, condition);
	write.guard = Z3_simplify(z, both(z, condition, from->guard));
	return add(arena, write);
}

const struct guest_write *guest_writes_join(Z3_context z, struct guest_writes *arena,
                                            const struct guest_write *a, Z3_ast condition_of_a,
                                            const struct guest_write *b, Z3_ast condition_of_b)
{
	const struct guest_write *of_a = a, *of_b = b;
	while (of_a != of_b) {
		if (depth_of(of_a) >= depth_of(of_b))
			of_a = of_a->before;
		else
			of_b = of_b->before;
	}
	const struct guest_write *joined = add_guarded(z, arena, of_a, a, of_a, condition_of_a);
	return add_guarded(z, arena, joined, b, of_a, condition_of_b);
}

Z3_ast guest_initial_byte(Z3_context z, const struct guest_memory *memory, Z3_ast offset)
{
	Z3_ast address = Z3_simplify(z, Z3_mk_bvsub(z, offset, memory->base));
	return Z3_mk_ite(z, Z3_mk_bvult(z, address, memory->window_size),
	                 Z3_mk_select(z, memory->window, address),
	                 Z3_mk_select(z, memory->outside, offset));
}

/* The byte of the write at an index, which is below its size. */
static Z3_ast byte_of(Z3_context z, const struct guest_write *write, Z3_ast index)
{
	uint64_t number;
	if (write->value == NULL)
		return sector_byte(z, write->sector, index);
	if (write->bytes == 1)
		return write->value;
	if (Z3_get_ast_kind(z, index) == Z3_NUMERAL_AST && Z3_get_numeral_uint64(z, index, &number))
		return Z3_mk_extract(z, 8 * (unsigned)number + 7, 8 * (unsigned)number,
		                     write->value);
	Z3_ast byte = Z3_mk_extract(z, 7, 0, write->value);
	for (unsigned i = 1; i < write->bytes; i++)
		byte = Z3_mk_ite(z, Z3_mk_eq(z, index, word_term(z, i)),
		                 Z3_mk_extract(z, 8 * i + 7, 8 * i, write->value), byte);
	return byte;
}

Z3_ast guest_read_byte(Z3_context z, const struct guest_memory *memory,
                       const struct guest_write *written, Z3_ast offset)
{
	if (written == NULL)
		return guest_initial_byte(z, memory, offset);
	Z3_ast index = Z3_simplify(z, Z3_mk_bvsub(z, offset, written->offset));
	Z3_ast inside = Z3_mk_bvult(z, index, word_term(z, written->bytes));
	Z3_ast is_written = Z3_simplify(z, both(z, inside, written->guard));
	Z3_lbool known = Z3_get_bool_value(z, is_written);
	if (known == Z3_L_TRUE)
		return byte_of(z, written, index);
	Z3_ast older = guest_read_byte(z, memory, written->before, offset);
	if (known == Z3_L_FALSE)
		return older;
	return Z3_mk_ite(z, is_written, byte_of(z, written, index), older);
}

Z3_ast guest_read(Z3_context z, const struct guest_memory *memory,
                  const struct guest_write *written, Z3_ast offset, unsigned bytes)
{
	Z3_ast value = guest_read_byte(z, memory, written, offset);
	for (unsigned i = 1; i < bytes; i++) {
		Z3_ast at = Z3_simplify(z, Z3_mk_bvadd(z, offset, word_term(z, i)));
		value = Z3_mk_concat(z, guest_read_byte(z, memory, written, at), value);
	}
	return Z3_simplify(z, value);
}

void guest_writes_free(struct guest_writes *arena)
{
	while (arena->latest != NULL) {
		struct guest_write *latest = arena->latest;
		arena->latest = latest->made_before;
		free(latest);
	}
}
