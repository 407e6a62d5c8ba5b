/* pg32-objdump: what is in a PG32 executable. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/image/image.h"
#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "isa/printable.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/front/front.h"

struct choice {
	bool instructions, lines, symbols, headers;
};

/* "<main+0x8>", or nothing where no symbol is known. */
static void print_symbol(const struct image *image, uint32_t address)
{
	uint32_t offset;
	const char *name = image_symbol_at(image, address, &offset);
	if (name == NULL)
		return;
	fputs(" <", stdout);
	image_print_name(stdout, name);
	if (offset != 0)
		printf("+0x%x", offset);
	putchar('>');
}

static void print_heading(uint32_t address, const char *name)
{
	printf("\n%08x <", address);
	image_print_name(stdout, name);
	puts(">:");
}

static void print_line(const char *file, unsigned line)
{
	image_print_name(stdout, file);
	printf(":%u", line);
}

/* The target of a branch or jump, which the text has as a bare address. */
static bool find_target(enum profile profile, uint32_t word, uint32_t address, uint32_t *target)
{
	struct instruction instruction;
	return decode(profile, word, &instruction) && has_target(&instruction, address, target);
}

static void print_instruction(struct image *image, uint32_t address, uint32_t word, bool has_line)
{
	char text[DISASSEMBLY_SIZE];
	uint32_t target, offset;
	const char *name = image_symbol_at(image, address, &offset), *file;
	unsigned line;
	char shown[61], place[80] = "";
	if (name != NULL) {
		printable_text(shown, sizeof shown, name);
		snprintf(place, sizeof place, "<%s+0x%x>", shown, offset);
	}
	printf("%8x:  %08x  %-20s  %s", address, word, place,
	       disassemble(image_profile(image), word, address, text));
	if (find_target(image_profile(image), word, address, &target))
		print_symbol(image, target);
	if (has_line && image_line_at(image, address, &file, &line)) {
		fputs("  # ", stdout);
		print_line(file, line);
	}
	putchar('\n');
}

/* The heading of an address: a symbol that begins there, and with -l a new source line. */
static void print_headings(struct image *image, uint32_t address, const struct choice *choice,
                           const char **last_file, unsigned *last_line)
{
	uint32_t offset;
	const char *name = image_symbol_at(image, address, &offset), *file;
	unsigned line;
	if (name != NULL && offset == 0)
		print_heading(address, name);
	if (!choice->lines || !image_line_at(image, address, &file, &line) ||
	    (*last_file != NULL && strcmp(file, *last_file) == 0 && line == *last_line))
		return;
	print_line(file, line);
	putchar('\n');
	*last_file = file;
	*last_line = line;
}

static uint32_t word_at(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

static void print_instructions(struct image *image, const struct choice *choice)
{
	const char *last_file = NULL;
	unsigned last_line = 0;
	for (size_t i = 0; i < image_codes(image); i++) {
		struct image_code code = image_code(image, i);
		for (uint32_t offset = 0; code.size - offset >= 4; offset += 4) {
			uint32_t address = code.address + offset;
			print_headings(image, address, choice, &last_file, &last_line);
			print_instruction(image, address, word_at(code.bytes + offset),
			                  !choice->lines);
		}
	}
}

static void print_symbols(const struct image *image)
{
	puts("\nsymbols:");
	for (size_t i = 0; i < image_symbols(image); i++) {
		struct image_symbol symbol = image_symbol(image, i);
		printf("%08x %c %c %8x ", symbol.address, symbol.global ? 'g' : 'l', symbol.kind,
		       symbol.size);
		image_print_name(stdout, symbol.name);
		putchar('\n');
	}
}

static void print_headers(const struct image *image)
{
	printf("\nentry %08x\nsegments:\n", image_entry(image));
	for (size_t i = 0; i < image_segments(image); i++) {
		struct image_segment segment = image_segment(image, i);
		printf("%08x  in memory %8x  in the file %8x\n", segment.address,
		       segment.memory_size, segment.file_size);
	}
}

static int dump(const char *path, const struct choice *choice)
{
	char message[256];
	if (is_standard_output(path)) {
		fprintf(stderr, "pg32-objdump: %s: the output would overwrite it\n", path);
		return EXIT_USAGE;
	}
	struct image *image = image_open(path, message, sizeof message);
	if (image == NULL) {
		int status = errno == 0 ? EXIT_IMAGE : EXIT_NO_INPUT;
		fputs("pg32-objdump: ", stderr);
		image_print_name(stderr, message);
		putc('\n', stderr);
		return status;
	}
	enum profile profile = image_profile(image);
	image_print_name(stdout, path);
	printf(": PG32 executable%s%s\n", profile == PROFILE_pg32 ? "" : " for --isa ",
	       profile == PROFILE_pg32 ? "" : profile_rows[profile].name);
	if (choice->headers)
		print_headers(image);
	if (choice->symbols)
		print_symbols(image);
	if (choice->instructions)
		print_instructions(image, choice);
	image_close(image);
	return EXIT_SUCCESS;
}

static const struct option_row options[] = {
	{ 'd', "disassemble", NULL,
	  "instructions: address, word, text, and the source line where known" },
	{ 'l', "line-numbers", NULL, "with -d, a heading wherever the source line changes" },
	{ 't', "syms", NULL, "symbols" },
	{ 'h', "headers", NULL, "segments and the entry" },
	{ 0 },
};

static const struct option_row *const groups[] = { options, NULL };

static const struct front front = {
	.tool = "pg32-objdump",
	.summary = "shows what is in a PG32 executable",
	.usage = "[-d] [-l] [-t] [-h] FILE...",
	.text = "Shows what is in a PG32 executable.",
	.groups = groups,
	.exits = "0 success\n"
	         "64 wrong usage\n"
	         "65 not a sound image\n"
	         "66 a file that cannot be read\n"
	         "74 output that cannot be written",
};

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct choice *choice = context;
	(void)value;
	(void)failure;
	choice->instructions |= code == 'd';
	choice->lines |= code == 'l';
	choice->symbols |= code == 't';
	choice->headers |= code == 'h';
	return true;
}

int main(int count, char **arguments)
{
	struct choice choice = { false };
	struct failure failure;
	int first, status = EXIT_SUCCESS;
	front_open();
	if (front_read(&front, count, arguments, &first, take, &choice, &failure)) {
		if (first == count)
			fail(&failure, EXIT_USAGE, "no file is named; see pg32-objdump --help");
		else if (!choice.instructions && !choice.symbols && !choice.headers)
			fail(&failure, EXIT_USAGE, "nothing is asked for; see pg32-objdump --help");
		for (; failure.status == 0 && first < count && status == EXIT_SUCCESS; first++)
			status = dump(arguments[first], &choice);
	}
	return front_end(&front, &failure, status);
}
