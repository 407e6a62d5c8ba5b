/* What the words of host.def mean over terms: values are as wide as the operands. */
#include "spec/theorems/templates/host_step.h"

enum { ADDRESS_BITS = 64, BYTE_REGISTERS = 4, STACK_SLOT = 8 };
enum shift { SHIFT_LEFT, SHIFT_RIGHT, SHIFT_SIGNED };

static Z3_ast simple(Z3_context z, Z3_ast term)
{
	return Z3_simplify(z, term);
}

static Z3_ast low_bits(Z3_context z, Z3_ast value, unsigned bits)
{
	return Z3_mk_extract(z, bits - 1, 0, value);
}

static unsigned size_of(Z3_context z, Z3_ast value)
{
	return Z3_get_bv_sort_size(z, Z3_get_sort(z, value));
}

static Z3_ast zero_of(Z3_context z, Z3_ast value)
{
	return bits_term(z, size_of(z, value), 0);
}

/* Without REX the byte registers 4 to 7 are the second bytes of the first four. */
static bool is_second_byte(const struct host_step *step, unsigned number, unsigned bits)
{
	return bits == 8 && !step->instruction->has_rex && number >= BYTE_REGISTERS;
}

static Z3_ast get_register(const struct host_step *step, unsigned number, unsigned bits)
{
	Z3_context z = step->z;
	const Z3_ast *registers = step->state->registers;
	if (is_second_byte(step, number, bits))
		return Z3_mk_extract(z, 15, 8, registers[number - BYTE_REGISTERS]);
	return low_bits(z, registers[number], bits);
}

/* A word clears the upper half; what is smaller leaves what is above it. */
static void put_register(const struct host_step *step, unsigned number, Z3_ast value)
{
	Z3_context z = step->z;
	unsigned bits = size_of(z, value);
	bool is_second = is_second_byte(step, number, bits);
	Z3_ast *place = &step->state->registers[is_second ? number - BYTE_REGISTERS : number];
	if (bits == 32)
		value = Z3_mk_zero_ext(z, 32, value);
	else if (is_second)
		value = Z3_mk_concat(z, Z3_mk_extract(z, 63, 16, *place),
		                     Z3_mk_concat(z, value, low_bits(z, *place, 8)));
	else if (bits < 32)
		value = Z3_mk_concat(z, Z3_mk_extract(z, 63, bits, *place), value);
	*place = simple(z, value);
}

static Z3_ast get_place(const struct host_step *step)
{
	if (step->instruction->is_memory)
		return host_read(step->host, step->state, &step->access);
	return get_register(step, step->instruction->rm, step->instruction->place_bits);
}

static void put_place(struct host_step *step, Z3_ast value)
{
	if (!step->instruction->is_memory)
		put_register(step, step->instruction->rm, value);
	else if (step->access.region == REGION_TABLE)
		step->unknown = "writes into the window's table";
	else
		host_write(step->host, step->state, &step->access, simple(step->z, value));
}

static Z3_ast address_of(struct host *host, const struct host_instruction *instruction,
                         const struct host_state *state)
{
	Z3_context z = host->prover->z;
	uint64_t constant = (uint64_t)(int64_t)instruction->displacement;
	if (!instruction->has_base)
		return bits_term(z, ADDRESS_BITS, instruction->next + constant);
	Z3_ast address = Z3_mk_bvadd(z, state->registers[instruction->base],
	                             bits_term(z, ADDRESS_BITS, constant));
	if (instruction->has_index)
		address = Z3_mk_bvadd(z, address, state->registers[instruction->index]);
	return simple(z, address);
}

/* That the place is only read, or only written, or both: what writes it has SET_RM. */
static bool writes_place(enum host_name name)
{
	static const bool writes[] = {
#define SET_RM(value) true
#define SET_R(value) false
#define FORGET(value) false
#define DIVIDE(value, is_signed) false
#define SET_REGISTER(number, value) false
#define GO_IF(condition) false
#define GO() false
#define GO_VIA(to) false
#define CALL(to) false
#define PUSH(value) false
#define HOST(name, map, opcode, low, digit, operands, width, memory, meaning) \
	[HOST_##name] = meaning,
#include "spec/theorems/templates/host.def"
#undef SET_RM
#undef SET_R
#undef FORGET
#undef DIVIDE
#undef SET_REGISTER
#undef GO_IF
#undef GO
#undef GO_VIA
#undef CALL
#undef PUSH
	};
	return writes[name];
}

bool host_place(struct host *host, const struct host_instruction *instruction,
                const struct host_state *state, struct host_access *access)
{
	if (!instruction->is_memory || instruction->place_bits == 0)
		return false;
	*access = host_find(host, address_of(host, instruction, state), instruction->place_bits / 8,
	                    writes_place(instruction->name));
	return true;
}

/* Flags. */

static Z3_ast sign_of(Z3_context z, Z3_ast value)
{
	unsigned top = size_of(z, value) - 1;
	return Z3_mk_eq(z, Z3_mk_extract(z, top, top, value), bits_term(z, 1, 1));
}

static void flag_result(const struct host_step *step, Z3_ast result)
{
	Z3_context z = step->z;
	step->state->flags[FLAG_ZERO] = Z3_mk_eq(z, result, zero_of(z, result));
	step->state->flags[FLAG_SIGN] = sign_of(z, result);
}

static void flag_none(const struct host_step *step)
{
	for (unsigned i = 0; i < FLAGS; i++)
		step->state->flags[i] = host_unknown(step->host, 0);
}

static Z3_ast host_sum(const struct host_step *step, Z3_ast a, Z3_ast b)
{
	Z3_context z = step->z;
	Z3_ast result = simple(z, Z3_mk_bvadd(z, a, b));
	Z3_ast same = Z3_mk_eq(z, sign_of(z, a), sign_of(z, b));
	Z3_ast turned = Z3_mk_not(z, Z3_mk_eq(z, sign_of(z, a), sign_of(z, result)));
	flag_result(step, result);
	step->state->flags[FLAG_CARRY] = Z3_mk_bvult(z, result, a);
	step->state->flags[FLAG_OVERFLOW] = both(z, same, turned);
	return result;
}

static Z3_ast host_difference(const struct host_step *step, Z3_ast a, Z3_ast b)
{
	Z3_context z = step->z;
	Z3_ast result = simple(z, Z3_mk_bvsub(z, a, b));
	Z3_ast differ = Z3_mk_not(z, Z3_mk_eq(z, sign_of(z, a), sign_of(z, b)));
	Z3_ast turned = Z3_mk_not(z, Z3_mk_eq(z, sign_of(z, a), sign_of(z, result)));
	flag_result(step, result);
	step->state->flags[FLAG_ZERO] = Z3_mk_eq(z, a, b);
	step->state->flags[FLAG_CARRY] = Z3_mk_bvult(z, a, b);
	step->state->flags[FLAG_OVERFLOW] = both(z, differ, turned);
	return result;
}

static Z3_ast host_logic(const struct host_step *step, Z3_ast result)
{
	Z3_context z = step->z;
	result = simple(z, result);
	flag_result(step, result);
	step->state->flags[FLAG_CARRY] = Z3_mk_false(z);
	step->state->flags[FLAG_OVERFLOW] = Z3_mk_false(z);
	return result;
}

/* x below y with signs, from the difference's flags: as the host does, but for the solver in the
 * words that it has for it: the overflow turns the sign. */
static Z3_ast is_less(const struct host_step *step)
{
	Z3_context z = step->z;
	const Z3_ast *flags = step->state->flags;
	return Z3_mk_not(z, Z3_mk_eq(z, flags[FLAG_SIGN], flags[FLAG_OVERFLOW]));
}

/* The host's sixteen, in pairs of opposites. */
static Z3_ast condition_of(const struct host_step *step)
{
	enum { OVERFLOW_IS, BELOW, EQUAL, NOT_ABOVE, SIGN, PARITY, LESS, NOT_GREATER };
	Z3_context z = step->z;
	const Z3_ast *flags = step->state->flags;
	const Z3_ast holds[] = {
		[OVERFLOW_IS] = flags[FLAG_OVERFLOW],
		[BELOW] = flags[FLAG_CARRY],
		[EQUAL] = flags[FLAG_ZERO],
		[NOT_ABOVE] = either(z, flags[FLAG_CARRY], flags[FLAG_ZERO]),
		[SIGN] = flags[FLAG_SIGN],
		[PARITY] = host_unknown(step->host, 0), /* the model has no such flag */
		[LESS] = is_less(step),
		[NOT_GREATER] = either(z, flags[FLAG_ZERO], is_less(step)),
	};
	unsigned number = step->instruction->low;
	Z3_ast condition = holds[number / 2];
	return simple(z, number % 2 == 0 ? condition : Z3_mk_not(z, condition));
}

/* Arithmetic. */

static Z3_ast host_product(const struct host_step *step, Z3_ast a, Z3_ast b)
{
	flag_none(step);
	return Z3_mk_bvmul(step->z, a, b);
}

/* A count has the low five bits, of 64 bits six. */
static Z3_ast shift_count_of(const struct host_step *step, Z3_ast value)
{
	Z3_context z = step->z;
	unsigned bits = step->instruction->bits;
	Z3_ast mask = bits_term(z, bits, bits == 64 ? 63 : 31);
	return Z3_mk_bvand(z, value, mask);
}

static Z3_ast shifted(const struct host_step *step, enum shift shift, Z3_ast value, Z3_ast count)
{
	Z3_context z = step->z;
	return shift == SHIFT_LEFT    ? Z3_mk_bvshl(z, value, count)
	       : shift == SHIFT_RIGHT ? Z3_mk_bvlshr(z, value, count)
	                              : Z3_mk_bvashr(z, value, count);
}

static Z3_ast host_shift(const struct host_step *step, enum shift shift, Z3_ast value, Z3_ast count)
{
	flag_none(step);
	return shifted(step, shift, value, count);
}

/* Of a number that fits into the lower register alone, and whose upper one only extends it, the
 * quotient is that of the lower ones: it has room but for the lowest number by -1. Others the model
 * has not. */
static void divide(struct host_step *step, Z3_ast divisor, bool is_signed)
{
	Z3_context z = step->z;
	unsigned bits = step->instruction->bits;
	Z3_ast low = get_register(step, RAX, bits), high = get_register(step, RDX, bits);
	Z3_ast zero = bits_term(z, bits, 0);
	Z3_ast extension = is_signed ? Z3_mk_bvashr(z, low, bits_term(z, bits, bits - 1)) : zero;
	Z3_ast lowest = bits_term(z, bits, UINT64_C(1) << (bits - 1));
	Z3_ast overflows = both(z, Z3_mk_eq(z, low, lowest),
	                        Z3_mk_eq(z, divisor, Z3_mk_bvneg(z, bits_term(z, bits, 1))));
	Z3_ast by_zero = Z3_mk_eq(z, divisor, zero);
	Z3_ast is_extended = Z3_mk_eq(z, high, extension);
	Z3_ast stops = is_signed ? either(z, by_zero, overflows) : by_zero;
	step->is_possible = simple(z, both(z, is_extended, Z3_mk_not(z, stops)));
	flag_none(step);
	put_register(step, RAX,
	             is_signed ? Z3_mk_bvsdiv(z, low, divisor) : Z3_mk_bvudiv(z, low, divisor));
	put_register(step, RDX,
	             is_signed ? Z3_mk_bvsrem(z, low, divisor) : Z3_mk_bvurem(z, low, divisor));
}

static Z3_ast immediate_of_host(const struct host_step *step)
{
	int64_t value = step->instruction->immediate;
	unsigned bits = step->instruction->bits;
	uint64_t mask = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
	return bits_term(step->z, bits, (uint64_t)value & mask);
}

static Z3_ast extended(const struct host_step *step, Z3_ast value, bool is_signed)
{
	Z3_context z = step->z;
	unsigned more = step->instruction->bits - size_of(z, value);
	return is_signed ? Z3_mk_sign_ext(z, more, value) : Z3_mk_zero_ext(z, more, value);
}

/* The stack. */

static bool find_stack(struct host_step *step, bool is_store, struct host_access *access)
{
	*access = host_find(step->host, step->state->registers[RSP], STACK_SLOT, is_store);
	if (access->region >= SMALL_REGIONS)
		step->unknown = "pushes or pops where no stack is known";
	return step->unknown == NULL;
}

static void move_stack(const struct host_step *step, int by)
{
	Z3_context z = step->z;
	Z3_ast *stack = &step->state->registers[RSP];
	Z3_ast distance = bits_term(z, ADDRESS_BITS, (uint64_t)(int64_t)by);
	*stack = simple(z, Z3_mk_bvadd(z, *stack, distance));
}

static void push(struct host_step *step, Z3_ast value)
{
	struct host_access access;
	move_stack(step, -STACK_SLOT);
	if (find_stack(step, true, &access))
		host_write(step->host, step->state, &access, value);
}

static Z3_ast pop(struct host_step *step)
{
	struct host_access access;
	if (!find_stack(step, false, &access))
		return host_unknown(step->host, ADDRESS_BITS);
	Z3_ast value = host_read(step->host, step->state, &access);
	move_stack(step, STACK_SLOT);
	return value;
}

/* Where it goes on. */

static void go_if(struct host_step *step, Z3_ast condition)
{
	step->flow = FLOW_TO;
	step->condition = condition;
	step->to = step->instruction->next + (uint64_t)(int64_t)step->instruction->immediate;
}

static void go_via(struct host_step *step, Z3_ast to)
{
	step->flow = FLOW_VIA;
	step->via = simple(step->z, to);
}

static void call(struct host_step *step, Z3_ast to)
{
	go_via(step, to);
	step->flow = FLOW_CALL;
	push(step, bits_term(step->z, ADDRESS_BITS, step->instruction->next));
}

#define BITS step->instruction->bits
#define R get_register(step, step->instruction->reg, BITS)
#define RM get_place(step)
#define V get_register(step, step->instruction->third, BITS)
#define I immediate_of_host(step)
#define REGISTER(number) get_register(step, number, BITS)
#define ADDRESS address_of(step->host, step->instruction, step->state)
#define LOW(value) low_bits(step->z, value, BITS)
#define ZERO bits_term(step->z, BITS, 0)
#define ZERO_EXTEND(value) extended(step, value, false)
#define SIGN_EXTEND(value) extended(step, value, true)
#define SUM(a, b) host_sum(step, a, b)
#define DIFFERENCE(a, b) host_difference(step, a, b)
#define LOGIC(value) host_logic(step, value)
#define OR(a, b) Z3_mk_bvor(step->z, a, b)
#define AND(a, b) Z3_mk_bvand(step->z, a, b)
#define XOR(a, b) Z3_mk_bvxor(step->z, a, b)
#define NOT(value) Z3_mk_bvnot(step->z, value)
#define PRODUCT(a, b) host_product(step, a, b)
#define COUNT(value) shift_count_of(step, value)
#define SHIFT(shift, value, count) host_shift(step, shift, value, count)
#define SHIFTED(shift, value, count) shifted(step, shift, value, count)
#define SIGN_OF(value) Z3_mk_bvashr(step->z, value, bits_term(step->z, BITS, BITS - 1))
#define CONDITION condition_of(step)
#define TRUTH(condition) \
	Z3_mk_ite(step->z, condition, bits_term(step->z, 8, 1), bits_term(step->z, 8, 0))
#define POP pop(step)

#define SET_R(value) put_register(step, step->instruction->reg, value)
#define SET_RM(value) put_place(step, value)
#define SET_REGISTER(number, value) put_register(step, number, value)
#define FORGET(value) (void)(value)
#define DIVIDE(divisor, is_signed) divide(step, divisor, is_signed)
#define PUSH(value) push(step, value)
#define GO() go_if(step, Z3_mk_true(step->z))
#define GO_IF(condition) go_if(step, condition)
#define GO_VIA(to) go_via(step, to)
#define CALL(to) call(step, to)

#define HOST(name, map, opcode, low, digit, operands, width, memory, meaning) \
	static void do_##name(struct host_step *step)                         \
	{                                                                     \
		meaning;                                                      \
	}
#include "spec/theorems/templates/host.def"

static void (*const meanings_of_host[HOST_NAMES])(struct host_step *step) = {
#define HOST(name, map, opcode, low, digit, operands, width, memory, meaning) \
	[HOST_##name] = do_##name,
#include "spec/theorems/templates/host.def"
};

struct host_step host_step(struct host *host, const struct host_instruction *instruction,
                           struct host_state *state, const struct host_access *access)
{
	Z3_context z = host->prover->z;
	struct host_step step = {
		.z = z,
		.host = host,
		.instruction = instruction,
		.state = state,
		.access = *access,
		.is_possible = Z3_mk_true(z),
	};
	meanings_of_host[instruction->name](&step);
	return step;
}
