/* One instruction of the VMM over terms. */
#include "spec/theorems/emulation/symbolic_cpu.h"

#include "isa/instruction.h"
#include "isa/ports.h"
#include "spec/theorems/emulation/vmm_image.h"
#include "spec/theorems/terms/semantics.h"
#include "spec/theorems/emulation/symbolic_access.h"

/* An instruction under way. */
struct execution {
	const struct surroundings *surroundings;
	struct symbolic_cpu *cpu;
	struct instruction instruction;
	struct step arithmetic; /* for the values of semantics.h, which need no more than z of it */
	struct flow_on on;
};

static void stray(struct execution *execution, const char *what)
{
	if (execution->on.flow != FLOW_STRAY)
		execution->on = (struct flow_on){ .flow = FLOW_STRAY, .stray = what };
}

static Z3_context context_of(const struct execution *execution)
{
	return execution->surroundings->prover->z;
}

static bool is_certain(struct execution *execution, Z3_ast condition)
{
	return must_be(execution->surroundings->prover, &execution->cpu->path, condition);
}

static Z3_ast load_symbolic(struct execution *execution, Z3_ast address, unsigned bytes,
                            bool is_signed)
{
	Z3_context z = context_of(execution);
	const char *problem = NULL;
	Z3_ast value =
	        access_load(execution->surroundings, execution->cpu, address, bytes, &problem);
	if (problem != NULL) {
		stray(execution, problem);
		return word_term(z, 0);
	}
	if (bytes == 4)
		return value;
	return is_signed ? Z3_mk_sign_ext(z, 32 - 8 * bytes, value)
	                 : Z3_mk_zero_ext(z, 32 - 8 * bytes, value);
}

static void store_symbolic(struct execution *execution, Z3_ast address, unsigned bytes,
                           Z3_ast value)
{
	Z3_context z = context_of(execution);
	Z3_ast part = Z3_simplify(z, Z3_mk_extract(z, 8 * bytes - 1, 0, value));
	const char *problem =
	        access_store(execution->surroundings, execution->cpu, address, bytes, part);
	if (problem != NULL)
		stray(execution, problem);
}

static void set_register(struct execution *execution, Z3_ast value)
{
	if (execution->instruction.d != 0)
		execution->cpu->registers[execution->instruction.d] =
		        Z3_simplify(context_of(execution), value);
}

/* What a comparison compared: it gave 1 where that is true, and else 0. */
static Z3_ast is_nonzero(Z3_context z, Z3_ast word)
{
	uint64_t then = 0, otherwise = 1;
	if (Z3_get_ast_kind(z, word) == Z3_APP_AST) {
		Z3_app app = Z3_to_app(z, word);
		bool is_choice = Z3_get_decl_kind(z, Z3_get_app_decl(z, app)) == Z3_OP_ITE;
		if (is_choice && is_number(z, Z3_get_app_arg(z, app, 1), &then) &&
		    is_number(z, Z3_get_app_arg(z, app, 2), &otherwise) && then != 0 &&
		    otherwise == 0)
			return Z3_get_app_arg(z, app, 0);
	}
	return Z3_mk_not(z, Z3_mk_eq(z, word, word_term(z, 0)));
}

static void branch_symbolic(struct execution *execution, Z3_ast condition, Z3_ast target)
{
	Z3_context z = context_of(execution);
	Z3_ast is_taken = is_nonzero(z, condition);
	execution->on = (struct flow_on){ .flow = FLOW_BRANCH,
		                          .condition = Z3_simplify(z, is_taken),
		                          .target = Z3_simplify(z, target) };
}

static void jump_symbolic(struct execution *execution, Z3_ast target)
{
	Z3_context z = context_of(execution);
	Z3_ast aligned = Z3_mk_bvand(z, target, word_term(z, ~UINT32_C(3)));
	execution->on = (struct flow_on){ .flow = FLOW_JUMP,
		                          .target = Z3_simplify(z, aligned),
		                          .is_call = execution->instruction.d == REGISTER_RA };
	set_register(execution, word_term(z, execution->cpu->pc + 4));
}

static void end(struct execution *execution, enum outcome outcome, Z3_ast value)
{
	if (execution->on.flow != FLOW_STRAY)
		execution->on =
		        (struct flow_on){ .flow = FLOW_END, .outcome = outcome, .value = value };
}

/* The VMM resumes its guest, or with a PSW that can be none it check-stops its machine. */
static void load_psw_symbolic(struct execution *execution, Z3_ast address)
{
	Z3_context z = context_of(execution);
	Z3_ast words[sizeof(struct psw) / 4];
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		words[i] = load_symbolic(execution, Z3_mk_bvadd(z, address, word_term(z, 4 * i)), 4,
		                         false);
	const struct symbolic_psw psw = { words[0], words[1], words[2], words[3], words[4] };
	Z3_ast is_good = is_well_formed(z, &psw);
	if (is_certain(execution, is_good))
		end(execution, OUTCOME_COMPLETED, word_term(z, 0));
	else if (is_certain(execution, Z3_mk_not(z, is_good)))
		end(execution, OUTCOME_MALFORMED, word_term(z, 0));
	else
		stray(execution, "loads a PSW that may be malformed");
	execution->on.psw = psw;
}

/* A trap of the VMM's own ends its machine where no handler can take it, and only there is meant.
 */
static void trap_symbolic(struct execution *execution)
{
	Z3_context z = context_of(execution);
	Z3_ast bound = own_word(execution->cpu, TRAP_NEW_PSW + offsetof(struct psw, bound));
	if (is_certain(execution, Z3_mk_eq(z, bound, word_term(z, 0))))
		end(execution, OUTCOME_DOUBLE_TRAP, word_term(z, 0));
	else
		stray(execution, "traps");
}

static void count_up(Z3_context z, Z3_ast *count)
{
	*count = Z3_simplify(z, Z3_mk_bvadd(z, *count, word_term(z, 1)));
}

static Z3_ast is_one_of(Z3_context z, Z3_ast term, uint32_t first, uint32_t second)
{
	return either(z, Z3_mk_eq(z, term, word_term(z, first)),
	              Z3_mk_eq(z, term, word_term(z, second)));
}

/* The real console holds nothing, since the VMM never has it receive, so both ports ask the host.
 * The real disk, after a wait, is done. */
static Z3_ast input_symbolic(struct execution *execution, Z3_ast port)
{
	Z3_context z = context_of(execution);
	struct symbolic_cpu *cpu = execution->cpu;
	uint64_t number;
	if (is_number(z, port, &number) && number == PORT_DISK_STATUS) {
		cpu->is_transferring = Z3_mk_false(z);
		return Z3_mk_ite(z, transfer_succeeds(z), word_term(z, DISK_DONE),
		                 word_term(z, DISK_FAILED));
	}
	if (is_certain(execution, is_one_of(z, port, PORT_CONSOLE_POLL, PORT_CONSOLE_AWAIT))) {
		count_up(z, &cpu->host.parts[HOST_POLLS]);
		return host_answer(z);
	}
	stray(execution, "reads a port that is not its own to read");
	return word_term(z, 0);
}

/* The whole sector must be the guest's. */
static void command_symbolic(struct execution *execution, Z3_ast command)
{
	Z3_context z = context_of(execution);
	const struct surroundings *surroundings = execution->surroundings;
	struct symbolic_cpu *cpu = execution->cpu;
	Z3_ast *parts = cpu->host.parts;
	Z3_ast last = Z3_mk_bvsub(z, surroundings->size, word_term(z, SECTOR_SIZE));
	Z3_ast allowed[] = {
		is_one_of(z, command, DISK_READ, DISK_WRITE),
		Z3_mk_bvuge(z, surroundings->size, word_term(z, SECTOR_SIZE)),
		Z3_mk_bvule(z, parts[HOST_ADDRESS], last),
	};
	if (!is_certain(execution, Z3_mk_and(z, sizeof allowed / sizeof *allowed, allowed))) {
		stray(execution, "has the disk reach beyond its guest's memory");
		return;
	}
	parts[HOST_COMMAND] = command;
	count_up(z, &parts[HOST_TRANSFERS]);
	cpu->is_transferring = Z3_mk_true(z);
	Z3_ast is_read = Z3_mk_eq(z, command, word_term(z, DISK_READ));
	cpu->written = guest_write_sector(surroundings->writes, cpu->written,
	                                  both(z, is_read, transfer_succeeds(z)),
	                                  parts[HOST_ADDRESS], parts[HOST_SECTOR]);
}

static void output_symbolic(struct execution *execution, Z3_ast port, Z3_ast value)
{
	Z3_context z = context_of(execution);
	Z3_ast *parts = execution->cpu->host.parts;
	uint64_t number = UINT64_MAX;
	is_number(z, port, &number);
	if (number == PORT_CONSOLE_OUTPUT) {
		count_up(z, &parts[HOST_OUTPUTS]);
		parts[HOST_OUTPUT] = Z3_mk_bvand(z, value, word_term(z, UINT8_MAX));
	} else if (number == PORT_DISK_SECTOR) {
		parts[HOST_SECTOR] = value;
	} else if (number == PORT_DISK_ADDRESS) {
		parts[HOST_ADDRESS] =
		        Z3_simplify(z, Z3_mk_bvsub(z, value, execution->surroundings->origin));
	} else if (number == PORT_DISK_COMMAND) {
		command_symbolic(execution, value);
	} else {
		stray(execution, "writes a port that is not its own to write");
	}
}

/* The disk's request ends it; with none under way nothing ever will. */
static void wait_symbolic(struct execution *execution)
{
	Z3_context z = context_of(execution);
	Z3_ast is_transferring = execution->cpu->is_transferring;
	if (is_certain(execution, is_transferring))
		return;
	if (is_certain(execution, Z3_mk_not(z, is_transferring)))
		end(execution, OUTCOME_IDLE, word_term(z, 0));
	else
		stray(execution, "waits for what may never come");
}

/* By a number of bits it is an extension by the sign, in which the solver sees what is extended. */
static Z3_ast shift_arithmetic(Z3_context z, Z3_ast value, Z3_ast count)
{
	enum { COUNT_MASK = 31 };
	uint64_t number;
	Z3_ast by = Z3_mk_bvand(z, count, word_term(z, COUNT_MASK));
	if (!is_number(z, by, &number))
		return Z3_mk_bvashr(z, value, by);
	unsigned bits = (unsigned)number;
	return Z3_mk_sign_ext(z, bits, Z3_mk_extract(z, 31, bits, value));
}

/* What semantics.h has for a symbolic state, for a machine whose pc is a number. */
#undef RA
#undef SRA
#undef RB
#undef IMM
#undef PC
#undef LOAD_BYTE
#undef LOAD_HALF
#undef LOAD_WORD
#undef LOAD_BYTE_UNSIGNED
#undef LOAD_HALF_UNSIGNED
#undef LOAD_PSW
#undef INPUT
#undef SET_RD
#undef STORE_BYTE
#undef STORE_HALF
#undef STORE_WORD
#undef BRANCH_IF
#undef LINK_AND_JUMP
#undef TRAP
#undef SET_PSW
#undef STORE_PSW
#undef OUTPUT
#undef WAIT
#undef HALT
#undef EMPTY_BUFFER
#define RA execution->cpu->registers[execution->instruction.a]
#define RB execution->cpu->registers[execution->instruction.b]
#define SRA(x, y) shift_arithmetic(step->z, x, y)
#define IMM word_term(step->z, (uint32_t)execution->instruction.immediate)
#define PC word_term(step->z, execution->cpu->pc)
#define LOAD_BYTE(address) load_symbolic(execution, address, 1, true)
#define LOAD_HALF(address) load_symbolic(execution, address, 2, true)
#define LOAD_WORD(address) load_symbolic(execution, address, 4, false)
#define LOAD_BYTE_UNSIGNED(address) load_symbolic(execution, address, 1, false)
#define LOAD_HALF_UNSIGNED(address) load_symbolic(execution, address, 2, false)
#define LOAD_PSW(address) (address)
#define INPUT(port) input_symbolic(execution, port)
#define SET_RD(value) set_register(execution, value)
#define STORE_BYTE(address, value) store_symbolic(execution, address, 1, value)
#define STORE_HALF(address, value) store_symbolic(execution, address, 2, value)
#define STORE_WORD(address, value) store_symbolic(execution, address, 4, value)
#define BRANCH_IF(condition, target) branch_symbolic(execution, condition, target)
#define LINK_AND_JUMP(target) jump_symbolic(execution, target)
#define TRAP(cause, value) ((void)(value), trap_symbolic(execution))
#define SET_PSW(address) load_psw_symbolic(execution, address)
#define STORE_PSW(address) ((void)(address), stray(execution, "stores its own PSW"))
#define OUTPUT(port, value) output_symbolic(execution, port, value)
#define WAIT() wait_symbolic(execution)
#define HALT(value) end(execution, OUTCOME_HALTED, value)
#define EMPTY_BUFFER() stray(execution, "empties its own buffer")

#define INSTRUCTION(mnemonic, format, opcode, semantics)                                  \
	static void execute_##mnemonic(struct execution *execution)                       \
	{                                                                                 \
		const struct step *step __attribute__((unused)) = &execution->arithmetic; \
		semantics;                                                                \
	}
#include "isa/pg32.def"

static void (*const routines[OPERATIONS])(struct execution *execution) = {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	[OPERATION_##mnemonic] = execute_##mnemonic,
#include "isa/pg32.def"
};

struct flow_on execute_symbolic(const struct surroundings *surroundings, struct symbolic_cpu *cpu)
{
	struct execution execution = { .surroundings = surroundings,
		                       .cpu = cpu,
		                       .arithmetic.z = surroundings->prover->z,
		                       .on.flow = FLOW_NEXT };
	const struct vmm_image *image = surroundings->image;
	if (cpu->pc < PAGE_SIZE || cpu->pc >= image->end)
		stray(&execution, "leaves its own image");
	else if (!decode(PROFILE_pg32, vmm_image_word(image, cpu->pc), &execution.instruction))
		stray(&execution, "runs into what is no instruction");
	else
		routines[execution.instruction.operation](&execution);
	return execution.on;
}
