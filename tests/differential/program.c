/* A block fills the registers, does random steps, and stores the registers. */
#include "tests/differential/program.h"

#include <stdlib.h>

#include "isa/psw.h"

enum { RESULTS_POINTER = 3, SCRATCH_POINTER = 4 };

struct generator {
	struct program program;
	uint64_t random;
};

/* The multiplier and shifts of xorshift64*, by Vigna. */
static uint32_t next(struct generator *generator)
{
	generator->random ^= generator->random >> 12;
	generator->random ^= generator->random << 25;
	generator->random ^= generator->random >> 27;
	return (uint32_t)(generator->random * UINT64_C(0x2545F4914F6CDD1D) >> 32);
}

static uint32_t below(struct generator *generator, uint32_t limit)
{
	return next(generator) % limit;
}

static void *grow(void *old, size_t bytes)
{
	void *memory = realloc(old, bytes);
	if (memory == NULL)
		abort();
	return memory;
}

static void add(struct generator *generator, struct instruction instruction)
{
	struct program *program = &generator->program;
	if (program->count == program->capacity) {
		program->capacity = program->capacity * 2 + 1024;
		program->instructions =
		        grow(program->instructions, program->capacity * sizeof instruction);
	}
	program->instructions[program->count++] = instruction;
}

/* Two instructions that put a value into a register, whatever it is. */
static void load_value(struct generator *generator, uint8_t d, uint32_t value)
{
	int32_t low = (int32_t)((value & 0xFFF) ^ 0x800) - 0x800;
	int32_t high = (int32_t)(value - (uint32_t)low) >> 12;
	add(generator, (struct instruction){ OPERATION_lui, .d = d, .immediate = high });
	add(generator, (struct instruction){ OPERATION_addi, d, d, 0, low });
}

/* Values at which arithmetic has its edges, or any. */
static uint32_t interesting(struct generator *generator)
{
	static const uint32_t edges[] = { 0,          1,          2,          31,
		                          32,         0x7F,       0x80,       0xFF,
		                          0x7FFF,     0x8000,     0xFFFF,     0x10000,
		                          0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0x80000001,
		                          0xFFFF8000, 0xFFFFFFFE, 0xFFFFFFFF };
	uint32_t value = next(generator);
	switch (below(generator, 4)) {
	case 0:
		return edges[value % (sizeof edges / sizeof edges[0])];
	case 1:
		return UINT32_C(1) << value % 32;
	case 2:
		return value >> value % 32;
	default:
		return value;
	}
}

/* Any register; the pointers are read, and never written. */
static uint8_t source(struct generator *generator)
{
	return (uint8_t)below(generator, REGISTERS);
}

static uint8_t destination(struct generator *generator)
{
	uint8_t d = source(generator);
	return d == RESULTS_POINTER || d == SCRATCH_POINTER ? 0 : d;
}

static int32_t immediate(struct generator *generator)
{
	static const int32_t edges[] = { 0, 1, -1, 2047, -2048, 31 };
	uint32_t choice = below(generator, 12);
	return choice < 6 ? edges[choice] : (int32_t)below(generator, 4096) - 2048;
}

static enum operation any_of(struct generator *generator, const enum operation *from, size_t size)
{
	return from[below(generator, (uint32_t)(size / sizeof *from))];
}

static void add_register_operation(struct generator *generator)
{
	static const enum operation operations[] = {
		OPERATION_add,  OPERATION_sll,  OPERATION_slt,    OPERATION_sltu,  OPERATION_xor,
		OPERATION_srl,  OPERATION_or,   OPERATION_and,    OPERATION_sub,   OPERATION_sra,
		OPERATION_mul,  OPERATION_mulh, OPERATION_mulhsu, OPERATION_mulhu, OPERATION_div,
		OPERATION_divu, OPERATION_rem,  OPERATION_remu
	};
	add(generator, (struct instruction){ any_of(generator, operations, sizeof operations),
	                                     destination(generator), source(generator),
	                                     source(generator), 0 });
}

static void add_immediate_operation(struct generator *generator)
{
	static const enum operation operations[] = { OPERATION_addi,  OPERATION_slti,
		                                     OPERATION_sltiu, OPERATION_xori,
		                                     OPERATION_ori,   OPERATION_andi };
	add(generator, (struct instruction){ any_of(generator, operations, sizeof operations),
	                                     destination(generator), source(generator), 0,
	                                     immediate(generator) });
}

static void add_shift_or_upper(struct generator *generator)
{
	static const enum operation shifts[] = { OPERATION_slli, OPERATION_srli, OPERATION_srai };
	static const enum operation uppers[] = { OPERATION_lui, OPERATION_auipc };
	if (below(generator, 3) != 0)
		add(generator, (struct instruction){ any_of(generator, shifts, sizeof shifts),
		                                     destination(generator), source(generator), 0,
		                                     (int32_t)below(generator, 32) });
	else
		add(generator,
		    (struct instruction){
		            any_of(generator, uppers, sizeof uppers), .d = destination(generator),
		            .immediate = (int32_t)below(generator, 1 << 20) - (1 << 19) });
}

/* At any address, aligned or not, in the scratch area around its pointer. */
static void add_memory_access(struct generator *generator)
{
	static const enum operation loads[] = { OPERATION_lb, OPERATION_lh, OPERATION_lw,
		                                OPERATION_lbu, OPERATION_lhu };
	static const enum operation stores[] = { OPERATION_sb, OPERATION_sh, OPERATION_sw };
	int32_t offset = (int32_t)below(generator, SCRATCH_SIZE - 4) - SCRATCH_SIZE / 2;
	if (below(generator, 2) == 0)
		offset %= 16; /* so that loads meet stores */
	if (below(generator, 2) == 0)
		add(generator,
		    (struct instruction){ any_of(generator, loads, sizeof loads),
		                          destination(generator), SCRATCH_POINTER, 0, offset });
	else
		add(generator, (struct instruction){ any_of(generator, stores, sizeof stores), 0,
		                                     SCRATCH_POINTER, source(generator), offset });
}

/* Forward over the next few instructions, which are added with it, so that nothing else jumps
 * into the middle. */
static void add_jump(struct generator *generator)
{
	static const enum operation branches[] = { OPERATION_beq, OPERATION_bne,  OPERATION_blt,
		                                   OPERATION_bge, OPERATION_bltu, OPERATION_bgeu };
	int32_t skipped = 1 + (int32_t)below(generator, 3);
	uint8_t d = destination(generator);
	switch (below(generator, 4)) {
	case 0:
		add(generator,
		    (struct instruction){ OPERATION_jal, .d = d, .immediate = 1 + skipped });
		break;
	case 1: /* an odd target is made even by the jump */
		d = d == 0 ? 1 : d;
		add(generator, (struct instruction){ OPERATION_auipc, .d = d });
		add(generator,
		    (struct instruction){ OPERATION_jalr, destination(generator), d, 0,
		                          8 + 4 * skipped + (int32_t)below(generator, 2) });
		break;
	default:
		add(generator,
		    (struct instruction){ any_of(generator, branches, sizeof branches), 0,
		                          source(generator), source(generator), 1 + skipped });
	}
	for (int32_t i = 0; i < skipped; i++)
		add_register_operation(generator);
}

static void add_unit(struct generator *generator)
{
	switch (below(generator, 8)) {
	case 0:
	case 1:
	case 2:
		add_register_operation(generator);
		return;
	case 3:
		add_immediate_operation(generator);
		return;
	case 4:
		add_shift_or_upper(generator);
		return;
	case 5:
	case 6:
		add_memory_access(generator);
		return;
	default:
		add_jump(generator);
	}
}

static void add_block(struct generator *generator)
{
	struct program *program = &generator->program;
	program->blocks[program->block_count++] = program->count;
	for (uint8_t i = 1; i < REGISTERS; i++)
		if (i != RESULTS_POINTER && i != SCRATCH_POINTER)
			load_value(generator, i, interesting(generator));
	for (unsigned i = 0; i < BLOCK_UNITS; i++)
		add_unit(generator);
	for (uint8_t i = 0; i < REGISTERS; i++)
		add(generator, (struct instruction){ OPERATION_sw, 0, RESULTS_POINTER, i, 4 * i });
	add(generator, (struct instruction){ OPERATION_addi, RESULTS_POINTER, RESULTS_POINTER, 0,
	                                     RESULT_SIZE });
}

struct program program_make(uint64_t seed, uint32_t blocks)
{
	struct generator generator = { .random = seed * UINT64_C(0x9E3779B97F4A7C15) | 1 };
	generator.program.blocks = grow(NULL, (blocks + 1) * sizeof(uint32_t));
	load_value(&generator, RESULTS_POINTER, PROGRAM_RESULTS);
	load_value(&generator, SCRATCH_POINTER, PROGRAM_SCRATCH + SCRATCH_SIZE / 2);
	for (uint32_t i = 0; i < blocks; i++)
		add_block(&generator);
	return generator.program;
}

void program_free(struct program *program)
{
	free(program->instructions);
	free(program->blocks);
}
