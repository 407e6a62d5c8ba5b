/* The outside judge of the unprivileged instructions: a random program as RISC-V assembly text,
 * and what the same program does here compared with what it did there.
 *
 *   differential text SEED BLOCKS            prints the assembly
 *   differential check SEED BLOCKS FILE      FILE holds the results and the scratch area that
 *                                            qemu-riscv32 left
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/formats.h"
#include "isa/names.h"
#include "machine/core/machine.h"
#include "tests/differential/program.h"

/* Distances are written from the instruction itself, so that GNU as needs no symbol. */
static void print_instruction(const struct instruction *instruction)
{
	char text[DISASSEMBLY_SIZE];
	disassemble(PROFILE_pg32, encode(instruction), 0, text);
	enum format format = operation_rows[instruction->operation].format;
	if (format == FORMAT_BRANCH || format == FORMAT_JUMP)
		printf("\t%.*s, . + %" PRId32 "\n", (int)(strrchr(text, ',') - text), text,
		       4 * instruction->immediate);
	else
		printf("\t%s\n", text);
}

/* Linux's write(1, ...) of both areas, then exit. */
static void print_text(const struct program *program)
{
	printf("\t.option norelax\n\t.globl _start\n\t.text\n_start:\n");
	for (uint32_t i = 0; i < program->count; i++)
		print_instruction(&program->instructions[i]);
	printf("\tli a0, 1\n\tli a1, %" PRIu32 "\n\tli a2, %" PRIu32 "\n\tli a7, 64\n\tecall\n",
	       PROGRAM_RESULTS, program->block_count * RESULT_SIZE);
	printf("\tli a0, 1\n\tli a1, %" PRIu32 "\n\tli a2, %d\n\tli a7, 64\n\tecall\n",
	       PROGRAM_SCRATCH, SCRATCH_SIZE);
	printf("\tli a0, 0\n\tli a7, 93\n\tecall\n");
	printf("\t.section .scratch, \"aw\", @nobits\n\t.zero %d\n", SCRATCH_SIZE);
	printf("\t.section .results, \"aw\", @nobits\n\t.zero %" PRIu32 "\n",
	       program->block_count * RESULT_SIZE);
}

/* Runs the program to its end; false where it traps. */
static bool run_here(const struct program *program, struct machine *machine)
{
	for (uint32_t i = 0; i < program->count; i++)
		write_word(machine->memory.bytes + PROGRAM_CODE + 4 * i,
		           encode(&program->instructions[i]));
	machine->cpu.psw = (struct psw){ .pc = PROGRAM_CODE, .bound = machine->memory.size };
	uint32_t end = PROGRAM_CODE + 4 * program->count;
	struct history history = { .next = 0 };
	struct trap trap;
	uint32_t completed;
	while (machine->cpu.psw.pc != end)
		if (execute_unprivileged(machine, 1, &completed, &history, &trap) !=
		    OUTCOME_COMPLETED) {
			fprintf(stderr,
			        "differential: trap %d at %08" PRIX32 ", value %08" PRIX32 "\n",
			        (int)trap.cause, machine->cpu.psw.pc, trap.value);
			return false;
		}
	return true;
}

static void print_block(const struct program *program, uint32_t block)
{
	uint32_t end =
	        block + 1 < program->block_count ? program->blocks[block + 1] : program->count;
	for (uint32_t i = program->blocks[block]; i < end; i++) {
		char text[DISASSEMBLY_SIZE];
		uint32_t address = PROGRAM_CODE + 4 * i;
		fprintf(stderr, "  %08" PRIX32 "  %s\n", address,
		        disassemble(PROFILE_pg32, encode(&program->instructions[i]), address,
		                    text));
	}
}

/* Whether all registers of all blocks and the scratch area are the same. */
static bool compare(const struct program *program, const uint8_t *here, const uint8_t *there)
{
	const uint8_t *results = here + PROGRAM_RESULTS;
	for (uint32_t i = 0; i < program->block_count * RESULT_SIZE; i += 4) {
		uint32_t ours = read_word(results + i), theirs = read_word(there + i);
		if (ours == theirs)
			continue;
		fprintf(stderr,
		        "differential: block %" PRIu32 ", register %s: %08" PRIX32
		        " here, %08" PRIX32 " on RISC-V\n",
		        i / RESULT_SIZE, register_name(i % RESULT_SIZE / 4), ours, theirs);
		print_block(program, i / RESULT_SIZE);
		return false;
	}
	if (memcmp(here + PROGRAM_SCRATCH, there + program->block_count * RESULT_SIZE,
	           SCRATCH_SIZE) != 0) {
		fprintf(stderr, "differential: the scratch areas differ\n");
		return false;
	}
	return true;
}

static bool check(const struct program *program, const char *path)
{
	size_t size = program->block_count * RESULT_SIZE + SCRATCH_SIZE;
	uint8_t *there = malloc(size), *memory = calloc(1, PROGRAM_END);
	struct machine *machine = calloc(1, sizeof *machine);
	FILE *file = fopen(path, "rb");
	bool same = false;
	if (there == NULL || memory == NULL || machine == NULL || file == NULL) {
		perror(path);
	} else if (fread(there, 1, size, file) != size || fgetc(file) != EOF) {
		fprintf(stderr, "differential: %s does not have %zu bytes\n", path, size);
	} else {
		machine->memory = (struct memory){ memory, PROGRAM_END };
		same = run_here(program, machine) && compare(program, memory, there);
	}
	if (file != NULL)
		fclose(file);
	free(machine);
	free(memory);
	free(there);
	return same;
}

int main(int count, char **arguments)
{
	bool is_text = count == 4 && strcmp(arguments[1], "text") == 0;
	if (!is_text && (count != 5 || strcmp(arguments[1], "check") != 0)) {
		fprintf(stderr, "usage: differential text|check SEED BLOCKS [FILE]\n");
		return 64;
	}
	struct program program = program_make(strtoull(arguments[2], NULL, 0),
	                                      (uint32_t)strtoul(arguments[3], NULL, 0));
	bool good = true;
	if (is_text)
		print_text(&program);
	else
		good = check(&program, arguments[4]);
	program_free(&program);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
