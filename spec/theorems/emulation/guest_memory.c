/* Reading asks each write, from the latest, whether it wrote the byte. */
#include "spec/theorems/emulation/guest_memory.h"

#include <stdbool.h>
#include <stdlib.h>

#include "isa/disk.h"
#include "spec/theorems/emulation/host_terms.h"
#include "spec/theorems/terms/sums.h"

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

static Z3_ast initial_byte(Z3_context z, const struct guest_memory *memory, Z3_ast offset,
                           bool is_in_window)
{
	Z3_ast address = difference(z, offset, memory->base);
	Z3_ast in_window = Z3_mk_select(z, memory->window, address);
	if (is_in_window)
		return in_window;
	return Z3_mk_ite(z, Z3_mk_bvult(z, address, memory->window_size), in_window,
	                 Z3_mk_select(z, memory->outside, offset));
}

Z3_ast guest_initial_byte(Z3_context z, const struct guest_memory *memory, Z3_ast offset)
{
	return initial_byte(z, memory, offset, false);
}

static Z3_ast read_sector(Z3_context z, const struct guest_write *write, Z3_ast offset,
                          Z3_ast older)
{
	Z3_ast index = Z3_mk_bvsub(z, offset, write->offset);
	Z3_ast is_written =
	        both(z, write->guard, Z3_mk_bvult(z, index, word_term(z, write->bytes)));
	return Z3_mk_ite(z, is_written, sector_byte(z, write->sector, index), older);
}

static Z3_ast read_byte(Z3_context z, const struct guest_memory *memory,
                        const struct guest_write *written, Z3_ast offset, bool is_in_window)
{
	if (written == NULL)
		return initial_byte(z, memory, offset, is_in_window);
	Z3_ast byte = read_byte(z, memory, written->before, offset, is_in_window);
	if (written->value == NULL)
		return read_sector(z, written, offset, byte);
	for (unsigned i = 0; i < written->bytes; i++) {
		Z3_ast is_here = is_behind(z, offset, written->offset, i);
		byte = Z3_mk_ite(z, both(z, written->guard, is_here),
		                 Z3_mk_extract(z, 8 * i + 7, 8 * i, written->value), byte);
	}
	return Z3_simplify(z, byte);
}

Z3_ast guest_read_byte(Z3_context z, const struct guest_memory *memory,
                       const struct guest_write *written, Z3_ast offset)
{
	return read_byte(z, memory, written, offset, false);
}

Z3_ast guest_read(Z3_context z, const struct guest_memory *memory,
                  const struct guest_write *written, Z3_ast offset, unsigned bytes,
                  bool is_in_window)
{
	Z3_ast value = read_byte(z, memory, written, offset, is_in_window);
	for (unsigned i = 1; i < bytes; i++) {
		Z3_ast at = Z3_mk_bvadd(z, offset, word_term(z, i));
		value = Z3_mk_concat(z, read_byte(z, memory, written, at, is_in_window), value);
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

Z3_ast holds_access(Z3_context z, Z3_ast size, Z3_ast address, unsigned bytes)
{
	return both(z, Z3_mk_bvult(z, address, size),
	            Z3_mk_bvuge(z, Z3_mk_bvsub(z, size, address), word_term(z, bytes)));
}
