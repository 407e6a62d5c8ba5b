/* The values and effects that are more than one function of Z3: registers, memory, control. */
#include "spec/theorems/terms/semantics.h"

#include <assert.h>

Z3_ast read_register(const struct step *step, Z3_ast field)
{
	return Z3_mk_select(step->z, step->before.registers, field);
}

Z3_ast truth(const struct step *step, Z3_ast condition)
{
	return Z3_mk_ite(step->z, condition, word_term(step->z, 1), word_term(step->z, 0));
}

Z3_ast shift_count(const struct step *step, Z3_ast value)
{
	return Z3_mk_bvand(step->z, value, word_term(step->z, 31));
}

static Z3_ast extend(Z3_context z, unsigned bits, Z3_ast value, bool is_signed)
{
	return is_signed ? Z3_mk_sign_ext(z, bits, value) : Z3_mk_zero_ext(z, bits, value);
}

Z3_ast multiply_high_term(const struct step *step, Z3_ast a, bool a_signed, Z3_ast b, bool b_signed)
{
	Z3_context z = step->z;
	Z3_ast product = Z3_mk_bvmul(z, extend(z, 32, a, a_signed), extend(z, 32, b, b_signed));
	return Z3_mk_extract(z, 63, 32, product);
}

Z3_ast unless_zero(const struct step *step, Z3_ast divisor, Z3_ast quotient, Z3_ast otherwise)
{
	Z3_context z = step->z;
	return Z3_mk_ite(z, Z3_mk_eq(z, divisor, word_term(z, 0)), otherwise, quotient);
}

Z3_ast is_beyond(const struct step *step, Z3_ast size, Z3_ast address, unsigned bytes)
{
	Z3_context z = step->z;
	Z3_ast left = Z3_mk_bvsub(z, size, address);
	return either(z, Z3_mk_bvuge(z, address, size), Z3_mk_bvult(z, left, word_term(z, bytes)));
}

/* The value is the address of the first byte that is not in the window. */
void refuse_beyond(struct step *step, Z3_ast size, Z3_ast address, unsigned bytes, enum cause cause)
{
	Z3_context z = step->z;
	Z3_ast is_inside = Z3_mk_bvult(z, address, size);
	raise_trap(step, is_beyond(step, size, address, bytes), cause,
	           Z3_mk_ite(z, is_inside, size, address));
}

static Z3_ast offset(Z3_context z, Z3_ast address, unsigned bytes)
{
	return Z3_mk_bvadd(z, address, word_term(z, bytes));
}

void reach(struct reached *reached, Z3_ast address)
{
	assert(reached->count < MOST_REACHED);
	reached->addresses[reached->count++] = address;
}

static enum entry_bit permission_for(enum access access)
{
	static const enum entry_bit bits[] = { [ACCESS_FETCH] = ENTRY_EXECUTE,
		                               [ACCESS_LOAD] = ENTRY_READ,
		                               [ACCESS_STORE] = ENTRY_WRITE };
	return bits[access];
}

/* R refuses the page of an address, or the mode does. */
static void refuse_page(struct step *step, Z3_ast address, enum access access, Z3_ast value)
{
	Z3_context z = step->z;
	const struct symbolic_space *space = &step->before.space;
	reach(&step->virtual, address);
	raise_trap(step, Z3_mk_not(z, space_permits(z, space, address, permission_for(access))),
	           (enum cause)access, value);
	Z3_ast by_mode = mode_refuses_page(step, address);
	Z3_ast is_first = both(z, Z3_mk_not(z, step->raised), by_mode);
	step->by_mode = either(z, step->by_mode, is_first);
	raise_trap(step, by_mode, (enum cause)access, value);
}

/* The value is the address of the first byte that is refused: the access's, or the second page's.
 */
static void refuse_in_space(struct step *step, Z3_ast address, unsigned bytes, enum access access)
{
	Z3_context z = step->z;
	Z3_ast last = offset(z, address, bytes - 1);
	Z3_ast second = Z3_mk_bvand(z, last, word_term(z, ~(PAGE_SIZE - 1)));
	refuse_page(step, address, access, address);
	refuse_page(step, last, access, second);
}

/* A load that is let through, or a store, leaves its marks first. */
void refuse(struct step *step, Z3_ast address, unsigned bytes, enum access access)
{
	if (step->before.is_paged) {
		refuse_in_space(step, address, bytes, access);
		mark_page(step, address, access);
		mark_page(step, offset(step->z, address, bytes - 1), access);
	} else {
		refuse_beyond(step, step->size, address, bytes, (enum cause)access);
	}
}

/* Where the byte is in the array of the window. */
static Z3_ast place_of(const struct step *step, Z3_ast address)
{
	return step->before.is_paged ? space_storage(step->z, &step->before.space, address)
	                             : address;
}

Z3_ast read_bytes(const struct step *step, Z3_ast address, unsigned bytes)
{
	Z3_context z = step->z;
	/* As marks that the access leaves have it. */
	Z3_ast value = Z3_mk_select(z, step->after.window, place_of(step, address));
	for (unsigned i = 1; i < bytes; i++) {
		Z3_ast place = place_of(step, offset(z, address, i));
		value = Z3_mk_concat(z, Z3_mk_select(z, step->after.window, place), value);
	}
	return value;
}

static void write_bytes(struct step *step, Z3_ast address, unsigned bytes, Z3_ast value)
{
	Z3_context z = step->z;
	for (unsigned i = 0; i < bytes; i++) {
		Z3_ast byte = Z3_mk_extract(z, 8 * i + 7, 8 * i, value);
		Z3_ast place = place_of(step, offset(z, address, i));
		step->after.window = Z3_mk_store(z, step->after.window, place, byte);
	}
}

Z3_ast load(struct step *step, Z3_ast address, unsigned bytes, bool is_signed)
{
	refuse(step, address, bytes, ACCESS_LOAD);
	Z3_ast value = read_bytes(step, address, bytes);
	return bytes == 4 ? value : extend(step->z, 32 - 8 * bytes, value, is_signed);
}

struct symbolic_psw load_symbolic_psw(struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	refuse(step, address, sizeof(struct psw), ACCESS_LOAD);
	return (struct symbolic_psw){
		.status = read_bytes(step, address, 4),
		.pc = read_bytes(step, offset(z, address, 4), 4),
		.base = read_bytes(step, offset(z, address, 8), 4),
		.bound = read_bytes(step, offset(z, address, 12), 4),
		.timer = read_bytes(step, offset(z, address, 16), 4),
	};
}

void set_rd(struct step *step, Z3_ast value)
{
	Z3_context z = step->z;
	Z3_ast stored = Z3_mk_store(z, step->after.registers, step->d, value);
	step->after.registers = Z3_mk_ite(z, Z3_mk_eq(z, step->d, bits_term(z, 4, 0)),
	                                  step->after.registers, stored);
}

void store(struct step *step, Z3_ast address, unsigned bytes, Z3_ast value)
{
	refuse(step, address, bytes, ACCESS_STORE);
	write_bytes(step, address, bytes, value);
}

void branch_if(struct step *step, Z3_ast condition, Z3_ast target)
{
	Z3_context z = step->z;
	Z3_ast is_taken = Z3_mk_not(z, Z3_mk_eq(z, condition, word_term(z, 0)));
	step->after.psw.pc = Z3_mk_ite(z, is_taken, target, step->after.psw.pc);
}

void link_and_jump(struct step *step, Z3_ast target)
{
	Z3_context z = step->z;
	set_rd(step, offset(z, step->before.psw.pc, 4));
	step->after.psw.pc = Z3_mk_bvand(z, target, word_term(z, ~UINT32_C(3)));
}

/* The first trap that a row raises is the one. */
void raise_trap(struct step *step, Z3_ast condition, enum cause cause, Z3_ast value)
{
	Z3_context z = step->z;
	step->cause = Z3_mk_ite(z, step->raised, step->cause, word_term(z, cause));
	step->value = Z3_mk_ite(z, step->raised, step->value, value);
	step->raised = either(z, step->raised, condition);
}

/* Another root empties the buffer; what is not paged leaves it. */
static void turn_space(struct step *step, const struct symbolic_psw *psw)
{
	Z3_context z = step->z;
	struct symbolic_space *space = &step->after.space;
	Z3_ast is_paged = has_bits(z, psw->status, STATUS_PAGED);
	Z3_ast is_other = Z3_mk_not(z, Z3_mk_eq(z, psw->base, space->root));
	space->bits = Z3_mk_ite(z, both(z, is_paged, is_other), no_bits(z), space->bits);
	space->root = Z3_mk_ite(z, is_paged, psw->base, space->root);
}

void set_psw(struct step *step, struct symbolic_psw psw)
{
	Z3_context z = step->z;
	turn_space(step, &psw);
	step->after.psw = psw;
	step->loads_timer = true;
	step->stopped = Z3_mk_ite(z, is_well_formed(z, &psw), step->stopped,
	                          word_term(z, OUTCOME_MALFORMED));
}

void store_symbolic_psw(struct step *step, Z3_ast address)
{
	const struct symbolic_psw *psw = &step->before.psw;
	const Z3_ast words[] = { psw->status, psw->pc, psw->base, psw->bound, psw->timer };
	refuse(step, address, sizeof words / sizeof *words * 4, ACCESS_STORE);
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		write_bytes(step, offset(step->z, address, 4 * i), 4, words[i]);
}

void halt(struct step *step, Z3_ast value)
{
	step->stopped = word_term(step->z, OUTCOME_HALTED);
	step->value = value;
}
