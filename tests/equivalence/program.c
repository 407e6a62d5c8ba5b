/* A generated kernel as an image and as assembly. */
#include "tests/equivalence/program.h"

#include <inttypes.h>

#include "isa/instruction.h"

/* Where an ELF header and its one program header have what. */
enum { ELF_SIZE = 52, HEADERS_SIZE = ELF_SIZE + 32, FIRST_HEADER = ELF_SIZE };

/* Words at the end that do nothing are no part of it: what is left is what the assembly has. */
static uint32_t used_words(const struct program *program)
{
	uint32_t count = PROGRAM_WORDS;
	while (count > 1 && program->code[count - 1] == NO_OPERATION)
		count--;
	return count;
}

struct file program_file(const struct program *program, struct program_image *image)
{
	static const uint8_t identification[] = { 0x7F, 'E', 'L', 'F', 1, 1, 1 };
	uint8_t *at = image->bytes;
	uint32_t size = PROGRAM_CODE + 4 * used_words(program);
	memset(at, 0, HEADERS_SIZE + PROGRAM_CODE);
	memcpy(at, identification, sizeof identification);
	write_half(at + 16, 2);
	write_half(at + 18, ELF_MACHINE_PG32);
	write_word(at + 24, PROGRAM_CODE);
	write_word(at + 28, FIRST_HEADER);
	write_half(at + 42, HEADERS_SIZE - ELF_SIZE);
	write_half(at + 44, 1);
	write_word(at + FIRST_HEADER, 1);
	write_word(at + FIRST_HEADER + 4, HEADERS_SIZE);
	write_word(at + FIRST_HEADER + 16, size);
	write_word(at + FIRST_HEADER + 20, size);
	memcpy(at + HEADERS_SIZE, program->page, sizeof program->page);
	memcpy(at + HEADERS_SIZE + PROGRAM_CODE, program->code, sizeof program->code);
	return (struct file){ at, HEADERS_SIZE + size };
}

struct supply program_supply(void)
{
	static const char input[] = "some input\nand more\n";
	static uint8_t disk[PROGRAM_SECTORS * SECTOR_SIZE]; /* the same at every call */
	for (unsigned i = 0; i < sizeof disk; i++)
		disk[i] = (uint8_t)(i * 7);
	return (struct supply){ PROFILE_pg32, (const uint8_t *)input, sizeof input - 1, disk,
		                PROGRAM_SECTORS };
}

static void write_code(const struct program *program, FILE *file)
{
	uint32_t count = used_words(program);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t address = PROGRAM_CODE + 4 * i, run = 0;
		char text[DISASSEMBLY_SIZE];
		while (i + run < count && program->code[i + run] == NO_OPERATION)
			run++;
		if (run > 1) {
			fprintf(file, "\t.rept\t%" PRIu32 "\n\tnop\n\t.endr\n", run);
			i += run - 1;
			continue;
		}
		fprintf(file, "\t%-32s# %04" PRIx32 "\n",
		        disassemble(PROFILE_pg32, program->code[i], address, text), address);
	}
}

void program_write(const struct program *program, const char *heading, FILE *file)
{
	fprintf(file, "%s\t.text\n", heading);
	for (uint32_t i = 0; i < PROGRAM_PAGE / 4; i++) {
		if (program->page[i] == 0)
			continue;
		if (i == 0 || program->page[i - 1] == 0)
			fprintf(file, "\t.org\t0x%" PRIx32 "\n", 4 * i);
		fprintf(file, "\t.word\t0x%08" PRIx32 "\n", program->page[i]);
	}
	fprintf(file, "\t.org\t0x%x\n\t.globl\t_start\n_start:\n", PROGRAM_CODE);
	write_code(program, file);
}
