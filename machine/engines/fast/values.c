/* Code for values: a tree is covered by host instructions, operator by operator. The right side of
 * an operator is a constant, a register or, where it is more than that, a temporary near the code.
 */
#include "machine/engines/fast/translate.h"

struct right {
	bool is_constant;
	uint32_t constant;
	struct place place;
};

bool constant_of(const struct translation *translation, const struct value *value,
                 uint32_t *constant)
{
	const struct instruction *instruction = &translation->instruction;
	uint32_t left, right;
	switch (value->kind) {
	case VALUE_RA:
		*constant = 0;
		return instruction->a == 0;
	case VALUE_RB:
		*constant = 0;
		return instruction->b == 0;
	case VALUE_IMM:
		*constant = (uint32_t)instruction->immediate;
		return true;
	case VALUE_PC:
		*constant = translation->pc;
		return true;
	case VALUE_CONST:
		*constant = value->constant;
		return true;
	case VALUE_LOAD:
	case VALUE_LOAD_PSW:
	case VALUE_UNKNOWN:
		return false;
#define OPERATOR(name, class) case VALUE_##name:
#include "machine/engines/fast/operators.def"
		break;
	}
	if (!constant_of(translation, value->left, &left) ||
	    !constant_of(translation, value->right, &right))
		return false;
	*constant = apply_operator(value->kind, left, right);
	return true;
}

unsigned register_of(const struct translation *translation, const struct value *value)
{
	if (value->kind == VALUE_RA)
		return translation->instruction.a;
	return value->kind == VALUE_RB ? translation->instruction.b : 0;
}

struct place place_of(const struct translation *translation, unsigned number)
{
	if (host_registers[number] == NOWHERE)
		return near(&translation->fast->context->registers[number]);
	return in_register(host_registers[number]);
}

unsigned depth_of(const struct value *value)
{
	if (value == NULL)
		return 0;
	unsigned left = depth_of(value->left), right = depth_of(value->right);
	return 1 + (left > right ? left : right);
}

static struct place temporary(struct translation *translation)
{
	return near(&translation->fast->context->temporaries[translation->temporaries++]);
}

static bool is_in(struct place place, enum host_register reg)
{
	return place.kind == PLACE_REGISTER && place.base == reg;
}

static void copy(struct translation *translation, enum host_register to, struct place from)
{
	if (!is_in(from, to))
		emit_rp(&translation->code, FORM_MOV, to, from);
}

static void write_constant(struct translation *translation, enum host_register to,
                           uint32_t constant)
{
	struct emitter *code = &translation->code;
	if (constant == 0)
		emit_rr(code, FORM_XOR, to, to);
	else
		emit_form(code, FORM_MOV_I, to, in_register(to), (int32_t)constant, 0);
}

static struct right write_right(struct translation *translation, const struct value *value)
{
	struct right right = { .is_constant = false };
	unsigned number = register_of(translation, value);
	right.is_constant = constant_of(translation, value, &right.constant);
	if (right.is_constant)
		return right;
	if (number != 0) {
		right.place = source_of(translation, number);
		return right;
	}
	write_value(translation, value, RAX);
	right.place = temporary(translation);
	emit_rp(&translation->code, FORM_PUT, RAX, right.place);
	return right;
}

/* A constant, too, as a place. */
static struct place as_place(struct translation *translation, const struct right *right)
{
	if (!right->is_constant)
		return right->place;
	struct place place = temporary(translation);
	emit_pi(&translation->code, FORM_PUT_I, place, (int32_t)right->constant);
	return place;
}

/* A register as it is, or else the value in rax. */
static struct place write_left(struct translation *translation, const struct value *value)
{
	unsigned number = register_of(translation, value);
	if (number != 0)
		return source_of(translation, number);
	write_value(translation, value, RAX);
	return in_register(RAX);
}

static bool fits_byte(uint32_t constant)
{
	return constant + 128 < 256;
}

static void write_with_constant(struct translation *translation, enum form word, enum form byte,
                                enum host_register to, uint32_t constant)
{
	emit_pi(&translation->code, fits_byte(constant) ? byte : word, in_register(to),
	        (int32_t)constant);
}

struct arithmetic {
	enum form form, with_word, with_byte;
	bool commutes;
};

static struct arithmetic arithmetic_of(enum value_kind kind)
{
	if (kind == VALUE_ADD)
		return (struct arithmetic){ FORM_ADD, FORM_ADD_I, FORM_ADD_I8, true };
	if (kind == VALUE_SUB)
		return (struct arithmetic){ FORM_SUB, FORM_SUB_I, FORM_SUB_I8, false };
	if (kind == VALUE_AND)
		return (struct arithmetic){ FORM_AND, FORM_AND_I, FORM_AND_I8, true };
	if (kind == VALUE_OR)
		return (struct arithmetic){ FORM_OR, FORM_OR_I, FORM_OR_I8, true };
	if (kind == VALUE_XOR)
		return (struct arithmetic){ FORM_XOR, FORM_XOR_I, FORM_XOR_I8, true };
	return (struct arithmetic){ FORM_IMUL, FORM_IMUL_I, FORM_IMUL_I, true };
}

/* An addition of registers into another one. */
static bool write_lea(struct translation *translation, const struct value *value,
                      const struct right *right, enum host_register to)
{
	unsigned number = register_of(translation, value->left);
	enum host_register left = host_registers[number];
	if (value->kind != VALUE_ADD || left == NOWHERE || left == to)
		return false;
	if (right->is_constant) {
		if (right->constant != 0) {
			emit_rp(&translation->code, FORM_LEA, to,
			        in_memory(left, NO_INDEX, (int32_t)right->constant));
			return true;
		}
		return false;
	}
	if (right->place.kind != PLACE_REGISTER || right->place.base == to)
		return false;
	emit_rp(&translation->code, FORM_LEA, to, in_memory(left, right->place.base, 0));
	return true;
}

static void write_constant_arithmetic(struct translation *translation, const struct value *value,
                                      uint32_t constant, enum host_register to)
{
	struct arithmetic row = arithmetic_of(value->kind);
	struct emitter *code = &translation->code;
	if (value->kind == VALUE_MUL) {
		emit_form(code, FORM_IMUL_I, to, write_left(translation, value->left),
		          (int32_t)constant, 0);
		return;
	}
	write_value(translation, value->left, to);
	if (constant == 0 && value->kind != VALUE_AND)
		return;
	if (constant == UINT32_MAX && value->kind == VALUE_XOR)
		emit_p(code, FORM_NOT, in_register(to));
	else
		write_with_constant(translation, row.with_word, row.with_byte, to, constant);
}

static void write_arithmetic(struct translation *translation, const struct value *value,
                             enum host_register to)
{
	struct arithmetic row = arithmetic_of(value->kind);
	struct emitter *code = &translation->code;
	uint32_t constant;
	struct right right = write_right(translation, value->right);
	if (write_lea(translation, value, &right, to))
		return;
	if (right.is_constant) {
		write_constant_arithmetic(translation, value, right.constant, to);
		return;
	}
	unsigned left = register_of(translation, value->left);
	bool is_negation = value->kind == VALUE_SUB &&
	                   constant_of(translation, value->left, &constant) && constant == 0;
	if (is_negation) {
		copy(translation, to, right.place);
		emit_p(code, FORM_NEG, in_register(to));
	} else if (!is_in(right.place, to) || (left != 0 && host_registers[left] == to)) {
		write_value(translation, value->left, to);
		emit_rp(code, row.form, to, right.place);
	} else if (row.commutes && left != 0) {
		emit_rp(code, row.form, to, source_of(translation, left));
	} else {
		write_value(translation, value->left, RAX);
		emit_rp(code, row.form, RAX, right.place);
		emit_rr(code, FORM_MOV, to, RAX);
	}
}

static enum form shift_by_constant(enum value_kind kind)
{
	return kind == VALUE_SLL ? FORM_SHL_I : kind == VALUE_SRL ? FORM_SHR_I : FORM_SAR_I;
}

/* Where the host's shifts take their count from any register. */
static void write_free_shift(struct translation *translation, const struct value *value,
                             struct place count, enum host_register to)
{
	enum form form = value->kind == VALUE_SLL   ? FORM_SHLX
	                 : value->kind == VALUE_SRL ? FORM_SHRX
	                                            : FORM_SARX;
	struct emitter *code = &translation->code;
	struct place left = write_left(translation, value->left);
	if (count.kind != PLACE_REGISTER && is_in(left, RAX)) {
		left = temporary(translation);
		emit_rp(code, FORM_PUT, RAX, left);
	}
	copy(translation, RAX, count.kind == PLACE_REGISTER ? in_register(RAX) : count);
	emit_form(code, form, to, left, 0, count.kind == PLACE_REGISTER ? count.base : RAX);
}

/* Where they take it from rcx. */
static void write_counted_shift(struct translation *translation, const struct value *value,
                                struct place count, enum host_register to)
{
	enum form form = value->kind == VALUE_SLL   ? FORM_SHL_C
	                 : value->kind == VALUE_SRL ? FORM_SHR_C
	                                            : FORM_SAR_C;
	struct emitter *code = &translation->code;
	struct place saved = near(&translation->fast->context->saved);
	bool is_there = is_in(count, RCX);
	copy(translation, RAX, write_left(translation, value->left));
	if (!is_there) {
		emit_rp(code, FORM_PUT_WIDE, RCX, saved);
		emit_rp(code, FORM_MOV, RCX, count);
	}
	emit_p(code, form, in_register(RAX));
	if (!is_there)
		emit_rp(code, FORM_MOV_WIDE, RCX, saved);
	copy(translation, to, in_register(RAX));
}

static void write_shift(struct translation *translation, const struct value *value,
                        enum host_register to)
{
	struct right count = write_right(translation, value->right);
	if (count.is_constant) {
		write_value(translation, value->left, to);
		if (count.constant % 32 != 0)
			emit_pi(&translation->code, shift_by_constant(value->kind), in_register(to),
			        (int32_t)(count.constant % 32));
	} else if (translation->fast->has_shifts) {
		write_free_shift(translation, value, count.place, to);
	} else {
		write_counted_shift(translation, value, count.place, to);
	}
}

/* The upper half of a product: 64 bits at once. */
static void write_high(struct translation *translation, const struct value *value,
                       enum host_register to)
{
	struct emitter *code = &translation->code;
	struct right right = write_right(translation, value->right);
	struct place factor = as_place(translation, &right);
	struct place left = write_left(translation, value->left);
	if (value->kind == VALUE_MULH) {
		struct place wide = near(&translation->fast->context->saved);
		if (is_in(left, RAX)) {
			left = temporary(translation);
			emit_rp(code, FORM_PUT, RAX, left);
		}
		emit_rp(code, FORM_MOVSXD, RAX, factor);
		emit_rp(code, FORM_PUT_WIDE, RAX, wide);
		factor = wide;
	}
	if (value->kind == VALUE_MULHU)
		copy(translation, RAX, left);
	else
		emit_rp(code, FORM_MOVSXD, RAX, left);
	emit_rp(code, FORM_IMUL_WIDE, RAX, factor);
	emit_pi(code, FORM_SHR_WIDE_I, in_register(RAX), 32);
	copy(translation, to, in_register(RAX));
}

/* eax by a divisor that is neither in rax nor in rdx: the quotient or the remainder into eax. */
static void write_plain_division(struct translation *translation, enum value_kind kind,
                                 struct place divisor)
{
	struct emitter *code = &translation->code;
	struct place saved = near(&translation->fast->context->saved);
	bool is_signed = kind == VALUE_DIV || kind == VALUE_REM;
	emit_rp(code, FORM_PUT_WIDE, RDX, saved);
	if (is_signed)
		emit_p(code, FORM_CDQ, in_register(RAX));
	else
		emit_rr(code, FORM_XOR, RDX, RDX);
	emit_p(code, is_signed ? FORM_IDIV : FORM_DIV, divisor);
	if (kind == VALUE_REM || kind == VALUE_REMU)
		emit_rr(code, FORM_MOV, RAX, RDX);
	emit_rp(code, FORM_MOV_WIDE, RDX, saved);
}

/* By 0 the quotient is all ones, the remainder what is divided; by -1 they are its negation and 0,
 * which the host could not do for the lowest number. */
static void write_division(struct translation *translation, const struct value *value,
                           enum host_register to)
{
	struct emitter *code = &translation->code;
	enum value_kind kind = value->kind;
	struct right right = write_right(translation, value->right);
	struct place divisor = as_place(translation, &right);
	bool is_quotient = kind == VALUE_DIV || kind == VALUE_DIVU;
	bool is_signed = kind == VALUE_DIV || kind == VALUE_REM;
	if (is_in(divisor, RDX)) {
		divisor = temporary(translation);
		emit_rp(code, FORM_PUT, RDX, divisor);
	}
	write_value(translation, value->left, RAX);
	emit_pi(code, FORM_CMP_I8, divisor, 0);
	uint8_t *by_zero = emit_ahead_if(code, IF_EQUAL), *by_minus_one = NULL;
	if (is_signed) {
		emit_pi(code, FORM_CMP_I8, divisor, -1);
		by_minus_one = emit_ahead_if(code, IF_EQUAL);
	}
	write_plain_division(translation, kind, divisor);
	uint8_t *done = emit_ahead(code), *negated = NULL;
	if (is_signed) {
		emit_join(code, by_minus_one);
		if (is_quotient)
			emit_p(code, FORM_NEG, in_register(RAX));
		else
			emit_rr(code, FORM_XOR, RAX, RAX);
		negated = emit_ahead(code);
	}
	emit_join(code, by_zero);
	if (is_quotient)
		write_constant(translation, RAX, UINT32_MAX);
	emit_join(code, done);
	if (is_signed)
		emit_join(code, negated);
	copy(translation, to, in_register(RAX));
}

/* The condition under which a comparison holds, and the same with the sides exchanged. */
static const enum condition conditions[] = {
	[VALUE_EQ] = IF_EQUAL,    [VALUE_NE] = IF_NOT_EQUAL, [VALUE_LT] = IF_LESS,
	[VALUE_GE] = IF_NOT_LESS, [VALUE_LTU] = IF_BELOW,    [VALUE_GEU] = IF_NOT_BELOW,
};
static const enum condition exchanged[] = {
	[VALUE_EQ] = IF_EQUAL,       [VALUE_NE] = IF_NOT_EQUAL, [VALUE_LT] = IF_GREATER,
	[VALUE_GE] = IF_NOT_GREATER, [VALUE_LTU] = IF_ABOVE,    [VALUE_GEU] = IF_NOT_ABOVE,
};

/* Compares a value with a right side. */
static void write_comparison(struct translation *translation, const struct value *left,
                             const struct right *right)
{
	struct emitter *code = &translation->code;
	struct place place = write_left(translation, left);
	bool is_register = place.kind == PLACE_REGISTER;
	if (right->is_constant && right->constant == 0 && is_register) {
		emit_rp(code, FORM_TEST, place.base, place);
	} else if (right->is_constant) {
		emit_pi(code, fits_byte(right->constant) ? FORM_CMP_I8 : FORM_CMP_I, place,
		        (int32_t)right->constant);
	} else {
		copy(translation, is_register ? place.base : RAX, place);
		emit_rp(code, FORM_CMP, is_register ? place.base : RAX, right->place);
	}
}

enum condition write_condition(struct translation *translation, const struct value *value)
{
	uint32_t constant;
	if (class_of(value->kind) != CLASS_COMPARISON) {
		write_value(translation, value, RAX);
		emit_rr(&translation->code, FORM_TEST, RAX, RAX);
		return IF_NOT_EQUAL;
	}
	if (constant_of(translation, value->left, &constant)) {
		struct right right = { .is_constant = true, .constant = constant };
		write_comparison(translation, value->right, &right);
		return exchanged[value->kind];
	}
	struct right right = write_right(translation, value->right);
	write_comparison(translation, value->left, &right);
	return conditions[value->kind];
}

static void write_truth(struct translation *translation, const struct value *value,
                        enum host_register to)
{
	enum condition condition = write_condition(translation, value);
	emit_form(&translation->code, FORM_SET_IF, RAX, in_register(RAX), 0, condition);
	emit_rr(&translation->code, FORM_MOVZX_BYTE, to, RAX);
}

static void write_load(struct translation *translation, const struct value *value,
                       enum host_register to)
{
	static const enum form forms[2][5] = {
		{ [1] = FORM_MOVZX_BYTE, [2] = FORM_MOVZX_HALF, [4] = FORM_MOV },
		{ [1] = FORM_MOVSX_BYTE, [2] = FORM_MOVSX_HALF, [4] = FORM_MOV },
	};
	check_watched(translation, value->left, value->constant, false);
	check_window(translation, value->left, value->constant);
	struct place place = write_address(translation, value->left);
	note_access(translation);
	emit_rp(&translation->code, forms[value->is_signed][value->constant], to, place);
}

void write_value(struct translation *translation, const struct value *value, enum host_register to)
{
	uint32_t constant;
	if (constant_of(translation, value, &constant)) {
		write_constant(translation, to, constant);
		return;
	}
	switch (class_of(value->kind)) {
	case CLASS_ARITHMETIC:
		write_arithmetic(translation, value, to);
		break;
	case CLASS_SHIFT:
		write_shift(translation, value, to);
		break;
	case CLASS_HIGH:
		write_high(translation, value, to);
		break;
	case CLASS_DIVISION:
		write_division(translation, value, to);
		break;
	case CLASS_COMPARISON:
		write_truth(translation, value, to);
		break;
	case CLASS_NONE:
		if (value->kind == VALUE_LOAD)
			write_load(translation, value, to);
		else
			copy(translation, to,
			     source_of(translation, register_of(translation, value)));
		break;
	}
}
