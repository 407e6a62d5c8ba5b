/* A generated kernel as an image and as assembly. */
#include "vmm/equivalence/program.h"

#include <inttypes.h>

#include "isa/disk.h"
#include "isa/marks.h"
#include "isa/disassemble.h"
#include "isa/instruction.h"

const uint32_t no_operation = (uint32_t)OPCODE_addi << 24;

/* Where an ELF header has what; the program headers follow it. */
enum {
	ELF_TYPE = 16,
	ELF_MACHINE = 18,
	ELF_ENTRY = 24,
	ELF_PHOFF = 28,
	ELF_FLAGS = 36,
	ELF_PHENTSIZE = 42,
	ELF_PHNUM = 44,
	ELF_SIZE = 52,
	HEADER_SIZE = 32,
	TYPE_EXECUTABLE = 2,
	SEGMENT_LOAD = 1
};
_Static_assert(ELF_SIZE + SHAPE_HEADERS * HEADER_SIZE <= PROGRAM_CONTENTS,
               "the contents lie behind all headers");

static const struct psw late_psw = { .pc = PROGRAM_CODE + 4, .bound = PROGRAM_MEMORY };

static uint32_t load_late_psw(void)
{
	return encode(&(struct instruction){ OPERATION_lpsw, .immediate = PROGRAM_LATE });
}

static uint32_t wait_word(void)
{
	return encode(&(struct instruction){ .operation = OPERATION_wait });
}

void program_make_late(struct program *program, uint32_t clock)
{
	struct psw psw = late_psw;
	psw.timer = clock;
	memcpy(&program->page[PROGRAM_LATE / 4], &psw, sizeof psw);
	program->code[0] = load_late_psw();
	program->code[1] = wait_word();
}

uint32_t program_lateness(const struct program *program)
{
	struct psw psw, sound = late_psw;
	memcpy(&psw, &program->page[PROGRAM_LATE / 4], sizeof psw);
	sound.timer = psw.timer;
	bool waits = shape_is_plain(&program->shape) && program->code[0] == load_late_psw() &&
	             program->code[1] == wait_word() && memcmp(&psw, &sound, sizeof psw) == 0;
	return waits ? psw.timer : 0;
}

/* Words at the end that do nothing are no part of it: what is left is what the assembly has. */
static uint32_t used_words(const struct program *program)
{
	uint32_t count = PROGRAM_WORDS;
	while (count > 1 && program->code[count - 1] == no_operation)
		count--;
	return count;
}

/* The segment's virtual address is not where it goes. */
static void write_header(uint8_t *at, const struct segment *segment)
{
	write_word(at, SEGMENT_LOAD);
	write_word(at + 4, segment->offset);
	write_word(at + 8, segment->address ^ PAGE_SIZE);
	write_word(at + 12, segment->address);
	write_word(at + 16, segment->file_size);
	write_word(at + 20, segment->memory_size);
}

static void write_elf(const struct program *program, uint32_t size, uint8_t *at)
{
	const struct shape *shape = &program->shape;
	static const uint8_t identification[] = { 0x7F, 'E', 'L', 'F', 1, 1, 1 };
	struct segment whole = { PROGRAM_CONTENTS, 0, size, size };
	uint32_t count = shape->segment_count == 0 ? 1 : shape->segment_count;
	memcpy(at, identification, sizeof identification);
	write_half(at + ELF_TYPE, TYPE_EXECUTABLE);
	write_half(at + ELF_MACHINE, ELF_MACHINE_PG32);
	write_word(at + ELF_ENTRY, PROGRAM_CODE);
	write_word(at + ELF_PHOFF, ELF_SIZE);
	write_word(at + ELF_FLAGS, program->equipment.profile);
	write_half(at + ELF_PHENTSIZE, HEADER_SIZE);
	write_half(at + ELF_PHNUM, shape->empty_headers + count);
	at[shape->patched] ^= (uint8_t)shape->patch;
	at += ELF_SIZE + shape->empty_headers * HEADER_SIZE;
	for (uint32_t i = 0; i < count; i++)
		write_header(at + i * HEADER_SIZE,
		             shape->segment_count == 0 ? &whole : &shape->segments[i]);
}

uint32_t program_files(const struct program *program, struct program_image *image)
{
	static const uint8_t module_bytes[3 * PAGE_SIZE] = "a boot module";
	const struct shape *shape = &program->shape;
	uint8_t *contents = image->bytes + PROGRAM_CONTENTS;
	uint32_t size = PROGRAM_CODE + 4 * used_words(program);
	memset(image->bytes, 0, PROGRAM_CONTENTS + PROGRAM_CODE);
	write_elf(program, size, image->bytes);
	memcpy(contents, program->page, sizeof program->page);
	memcpy(contents + PROGRAM_CODE, program->code, sizeof program->code);
	image->files[0] = (struct file){ image->bytes, PROGRAM_CONTENTS + size - shape->cut };
	for (uint32_t i = 0; i < shape->module_count; i++)
		image->files[1 + i] =
		        (struct file){ module_bytes,
			               i < SHAPE_FULL_MODULES ? shape->module_sizes[i] : 0 };
	return 1 + shape->module_count;
}

struct supply program_supply(uint32_t profile)
{
	static const char input[] = "some input\nand more\n";
	static uint8_t disk[PROGRAM_SECTORS * SECTOR_SIZE]; /* the same at every call */
	for (unsigned i = 0; i < sizeof disk; i++)
		disk[i] = (uint8_t)(i * 7);
	return (struct supply){ { .profile = profile, .sectors = PROGRAM_SECTORS },
		                (const uint8_t *)input,
		                sizeof input - 1,
		                disk };
}

static void write_code(const struct program *program, FILE *file)
{
	uint32_t count = used_words(program);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t address = PROGRAM_CODE + 4 * i, run = 0;
		char text[DISASSEMBLY_SIZE];
		while (i + run < count && program->code[i + run] == no_operation)
			run++;
		if (run > 1) {
			fprintf(file, "\t.rept\t%" PRIu32 "\n\tnop\n\t.endr\n", run);
			i += run - 1;
			continue;
		}
		fprintf(file, "\t%-32s# %04" PRIx32 "\n",
		        disassemble(program->equipment.profile, program->code[i], address, text),
		        address);
	}
}

void program_write(const struct program *program, const char *heading, FILE *file)
{
	fputs(heading, file);
	if (program->equipment.profile != PROFILE_pg32)
		fprintf(file, "\t.isa\t%s\n", profile_rows[program->equipment.profile].name);
	fputs("\t.text\n", file);
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
