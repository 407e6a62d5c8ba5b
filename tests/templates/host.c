/* The model of the host's instructions does what the host's processor does: each form of the
 * emitter, from random states, is executed by both. Jumps and the stack are left to the proofs. */
#define _GNU_SOURCE
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>

#include "spec/theorems/templates/host_step.h"

enum { TRIALS = 24, PLACE = 64, CARRY = 0, ZERO = 6, SIGN = 7, OVERFLOW_BIT = 11, REST = 0x202 };

/* What code reaches near itself, as near as a context; then the code. */
struct bench {
	uint8_t bytes[sizeof(struct context)];
	uint64_t before[HOST_REGISTERS], after[HOST_REGISTERS];
	uint64_t flags_before, flags_after, stack;
	uint8_t code[1024];
};

static uint32_t seed = 1;

static uint32_t any(void)
{
	seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
	return seed >> 8;
}

/* Small ones, large ones, and those at the ends. */
static uint64_t any_number(void)
{
	uint64_t number = (uint64_t)any() << 40 ^ (uint64_t)any() << 20 ^ any();
	switch (any() % 4) {
	case 0:
		return number & 0xFF;
	case 1:
		return UINT64_C(0x80000000) - 2 + number % 4;
	case 2:
		return 0 - number % 3;
	}
	return number;
}

static enum host_register any_register(void)
{
	enum host_register number = any() % HOST_REGISTERS;
	return number == RSP ? RBX : number;
}

static const enum host_register kept[] = { RBX, RBP, R12, R13, R14, R15 };
enum { KEPT = sizeof kept / sizeof *kept };

/* The code about the instruction: all registers but rsp, and the flags, are loaded and stored.
 * Returns where it goes. */
static struct emitter write_before(struct bench *bench)
{
	struct emitter code = { .at = bench->code };
	for (unsigned i = 0; i < KEPT; i++)
		emit_p(&code, FORM_PUSH, in_register(kept[i]));
	emit_rp(&code, FORM_PUT_WIDE, RSP, near(&bench->stack));
	emit_p(&code, FORM_PUSH, near(&bench->flags_before));
	*code.at++ = 0x9D; /* popf */
	for (enum host_register i = 0; i < HOST_REGISTERS; i++)
		if (i != RSP)
			emit_rp(&code, FORM_MOV_WIDE, i, near(&bench->before[i]));
	return code;
}

static void write_after(struct bench *bench, struct emitter *code)
{
	for (enum host_register i = 0; i < HOST_REGISTERS; i++)
		if (i != RSP)
			emit_rp(code, FORM_PUT_WIDE, i, near(&bench->after[i]));
	*code->at++ = 0x9C; /* pushf */
	emit_p(code, FORM_POP, near(&bench->flags_after));
	emit_rp(code, FORM_MOV_WIDE, RSP, near(&bench->stack));
	for (unsigned i = KEPT; i-- > 0;)
		emit_p(code, FORM_POP, in_register(kept[i]));
	emit_p(code, FORM_RET, in_register(RAX));
}

/* A register, or the place in memory in one of the ways to it, for which the registers then are
 * right. */
static struct place any_place(struct bench *bench, bool is_memory)
{
	uint8_t *at = bench->bytes + PLACE;
	if (!is_memory && any() % 2 == 0)
		return in_register(any_register());
	if (any() % 3 == 0)
		return near(at);
	enum host_register base = any_register(), index = any_register();
	int32_t displacement =
	        any() % 2 == 0 ? (int32_t)(any() % 256) - 128 : (int32_t)any() - 9999;
	bench->before[base] = (uintptr_t)at - (uint64_t)(int64_t)displacement;
	if (index == base || any() % 2 == 0)
		return in_memory(base, NO_INDEX, displacement);
	bench->before[index] = any();
	bench->before[base] -= bench->before[index];
	return in_memory(base, index, displacement);
}

static void fill(struct bench *bench)
{
	for (unsigned i = 0; i < sizeof bench->bytes; i++)
		bench->bytes[i] = (uint8_t)any_number();
	for (unsigned i = 0; i < HOST_REGISTERS; i++)
		bench->before[i] = any_number();
	/* What is divided is mostly the extension of its lower half. */
	if (any() % 4 != 0)
		bench->before[RDX] =
		        any() % 2 != 0 ? 0 : (uint64_t)((int64_t)(int32_t)bench->before[RAX] >> 32);
	bench->flags_before = REST | (any() % 2) << CARRY | (any() % 2) << ZERO |
	                      (any() % 2) << SIGN | (any() % 2) << OVERFLOW_BIT;
}

static Z3_ast flag_term(Z3_context z, uint64_t flags, unsigned bit)
{
	return (flags >> bit & 1) != 0 ? Z3_mk_true(z) : Z3_mk_false(z);
}

static struct host_state state_of(const struct bench *bench, struct host *host)
{
	Z3_context z = host->prover->z;
	static const unsigned bits[FLAGS] = { [FLAG_CARRY] = CARRY,
		                              [FLAG_ZERO] = ZERO,
		                              [FLAG_SIGN] = SIGN,
		                              [FLAG_OVERFLOW] = OVERFLOW_BIT };
	struct host_state state = any_host_state(host, host->table);
	for (unsigned i = 0; i < HOST_REGISTERS; i++)
		state.registers[i] = bits_term(z, 64, bench->before[i]);
	for (unsigned i = 0; i < FLAGS; i++)
		state.flags[i] = flag_term(z, bench->flags_before, bits[i]);
	for (unsigned i = 0; i < sizeof bench->bytes; i++)
		state.bytes[NEAR_AT + i] = bits_term(z, 8, bench->bytes[i]);
	return state;
}

static void expect_number(Z3_context z, Z3_ast term, uint64_t expected, const char *name,
                          const char *what)
{
	uint64_t number = 0;
	cr_expect(is_number(z, term, &number), "%s: %s is no number", name, what);
	cr_expect_eq(number, expected, "%s: %s is %llx, on the host %llx", name, what,
	             (unsigned long long)number, (unsigned long long)expected);
}

/* A flag that the model leaves open is anything. Returns whether it is known. */
static bool expect_flag(Z3_context z, Z3_ast flag, uint64_t flags, unsigned bit, const char *name)
{
	Z3_lbool is_set = Z3_get_bool_value(z, Z3_simplify(z, flag));
	if (is_set != Z3_L_UNDEF)
		cr_expect_eq(is_set == Z3_L_TRUE, (flags >> bit & 1) != 0, "%s: flag %u", name,
		             bit);
	return is_set != Z3_L_UNDEF;
}

static void expect_state(const struct bench *bench, const struct host *host,
                         const struct host_state *state, const char *name, unsigned *flags)
{
	Z3_context z = host->prover->z;
	for (unsigned i = 0; i < HOST_REGISTERS; i++)
		if (i != RSP)
			expect_number(z, state->registers[i], bench->after[i], name, "a register");
	for (unsigned i = 0; i < sizeof bench->bytes; i++)
		expect_number(z, state->bytes[NEAR_AT + i], bench->bytes[i], name, "a byte");
	*flags += expect_flag(z, state->flags[FLAG_CARRY], bench->flags_after, CARRY, name);
	*flags += expect_flag(z, state->flags[FLAG_ZERO], bench->flags_after, ZERO, name);
	*flags += expect_flag(z, state->flags[FLAG_SIGN], bench->flags_after, SIGN, name);
	*flags +=
	        expect_flag(z, state->flags[FLAG_OVERFLOW], bench->flags_after, OVERFLOW_BIT, name);
}

static bool is_tried(enum form form)
{
	const struct form_row *row = &form_rows[form];
	if (row->operands == OPERANDS_V && !__builtin_cpu_supports("bmi2"))
		return false;
	return row->operands != OPERANDS_TO && row->operands != OPERANDS_IF_TO &&
	       row->operands != OPERANDS_I && form != FORM_JUMP_VIA && form != FORM_PUSH &&
	       form != FORM_POP && form != FORM_RET && form != FORM_CALL_VIA;
}

/* Whether it was executed: what the host would stop at is not. */
static bool try(struct bench *bench, struct host *host, enum form form, unsigned *flags)
{
	Z3_context z = host->prover->z;
	struct host_instruction instruction;
	fill(bench);
	bool is_memory = form == FORM_LEA || form == FORM_LEA_WIDE;
	struct place place = any_place(bench, is_memory);
	struct emitter code = write_before(bench);
	uint8_t *start = code.at;
	emit_form(&code, form, any_register(), place, (int32_t)any_number(),
	          form_rows[form].operands == OPERANDS_IF_RM ? any() % 10 : any_register());
	uint64_t end = (uintptr_t)code.at;
	write_after(bench, &code);
	cr_assert(host_decode(&instruction, start, 15, (uintptr_t)start), "%s is not known",
	          form_rows[form].mnemonic);
	cr_assert_eq(instruction.next, end, "the length of %s", form_rows[form].mnemonic);
	struct host_state state = state_of(bench, host);
	struct host_access access = { .region = REGION_NEAR };
	if (host_place(host, &instruction, &state, &access))
		cr_assert_eq(access.region, REGION_NEAR);
	const struct host_step step = host_step(host, &instruction, &state, &access);
	if (Z3_get_bool_value(z, Z3_simplify(z, step.is_possible)) != Z3_L_TRUE)
		return false;
	void (*enter)(void);
	void *address = bench->code;
	memcpy(&enter, &address, sizeof enter);
	enter();
	expect_state(bench, host, &state, host_rows[instruction.name].name, flags);
	return true;
}

Test(host, does_what_its_model_does_from_random_states)
{
	struct bench *bench = mmap(NULL, sizeof *bench, PROT_READ | PROT_WRITE | PROT_EXEC,
	                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	cr_assert(bench != MAP_FAILED);
	unsigned flags = 0, tried = 0;
	for (enum form form = 0; form < FORMS; form++) {
		struct prover prover = prover_open_quick();
		struct host host =
		        host_open(&prover, (uintptr_t)bench->bytes, word_term(prover.z, PAGE_SIZE));
		unsigned executed = 0;
		for (unsigned i = 0; i < TRIALS && is_tried(form); i++)
			executed += try(bench, &host, form, &flags);
		if (is_tried(form))
			cr_expect_gt(executed, TRIALS / 3, "%s was executed %u times",
			             form_rows[form].mnemonic, executed);
		tried += executed;
		prover_close(&prover);
	}
	cr_expect_gt(tried, 40 * TRIALS);
	cr_expect_gt(flags, 2 * tried);
}

/* What is no instruction of the model's. */
Test(host, knows_no_others)
{
	static const struct {
		const char *what;
		uint8_t bytes[8];
	} others[] = {
		{ "a call", { 0xE8 } },
		{ "an addition with carry", { 0x13, 0xC0 } },
		{ "a lock", { 0xF0, 0x01, 0x00 } },
		{ "an index with a scale", { 0x8B, 0x44, 0x8B, 0x00 } },
		{ "an address that is a number", { 0x8B, 0x04, 0x25 } },
		{ "the address of a register", { 0x8D, 0xC0 } },
		{ "a move of eight bytes", { 0x48, 0xB8 } },
		{ "a width of 16 with one of 64", { 0x66, 0x48, 0x8B, 0xC0 } },
		{ "a segment", { 0x65, 0x8B, 0x00 } },
	};
	struct host_instruction instruction;
	for (unsigned i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_not(host_decode(&instruction, others[i].bytes, 8, 0), "%s",
		              others[i].what);
	const uint8_t cut[] = { 0x81, 0xC0, 1, 0 };
	cr_expect_not(host_decode(&instruction, cut, sizeof cut, 0), "half an instruction");
}
