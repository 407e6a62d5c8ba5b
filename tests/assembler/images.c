/* Images: what is written can be read, by us and by others, and what is damaged is refused. */
#include <criterion/criterion.h>
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/architecture.h"
#include "support.h"

TestSuite(images, .init = enter_directory, .fini = leave_directory);

static const char program[] = "\t.globl _start, table\n"
                              "\t.type _start, @function\n"
                              "_start:\tli a0, 1\n"
                              "loop:\taddi a0, a0, -1\n"
                              "\tbnez a0, loop\n"
                              "\n"
                              ".Lhidden: halt a0\n"
                              "\t.size _start, . - _start\n"
                              "\t.data\n"
                              "\t.type table, @object\n"
                              "\t.size table, 8\n"
                              "table:\t.word loop, 2\n"
                              "\t.bss\n"
                              "room:\t.space 100\n";

/* The bytes of the program's image, to be freed. */
static uint8_t *program_image(size_t *size)
{
	struct outcome outcome = assemble_text(program);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	free_outcome(&outcome);
	return (uint8_t *)read_text("a.elf", size);
}

/* Asks everything of an image that there is to ask. */
static void use(struct image *image)
{
	uint32_t offset, address;
	const char *file;
	unsigned line;
	unsigned long sum = image_entry(image);
	for (size_t i = 0; i < image_segments(image); i++) {
		struct image_segment segment = image_segment(image, i);
		for (uint32_t j = 0; j < segment.file_size; j++)
			sum += segment.bytes[j];
	}
	for (size_t i = 0; i < image_codes(image); i++) {
		struct image_code code = image_code(image, i);
		for (uint32_t j = 0; j < code.size; j++)
			sum += code.bytes[j];
	}
	for (size_t i = 0; i < image_symbols(image); i++)
		sum += strlen(image_symbol(image, i).name);
	for (address = 0xFFC; address < 0x1100; address += 4) {
		const char *name = image_symbol_at(image, address, &offset);
		sum += name == NULL ? 0 : strlen(name);
		if (image_line_at(image, address, &file, &line))
			sum += strlen(file) + line;
	}
	image_symbol_address(image, "loop", &address);
	cr_expect_neq(sum, 0);
}

/* Opens bytes; whatever they are, there is an image that can be used or one line of refusal. */
static bool try_image(const uint8_t *bytes, size_t size)
{
	char message[200] = "";
	/* A copy of this very size: what is read behind it is found out. */
	uint8_t *copy = malloc(size + (size == 0));
	memcpy(copy, bytes, size);
	struct image *image = image_from_bytes("x", copy, size, message, sizeof message);
	if (image != NULL) {
		cr_expect_str_empty(message);
		use(image);
	} else {
		cr_expect(strlen(message) > 0 && strchr(message, '\n') == NULL);
	}
	image_close(image);
	free(copy);
	return image != NULL;
}

Test(images, have_symbols)
{
	struct outcome outcome = assemble_text(program);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	uint32_t offset;
	cr_expect_str_eq(image_symbol_at(outcome.image, 0x1000, &offset), "_start");
	cr_expect_eq(offset, 0);
	cr_expect_str_eq(image_symbol_at(outcome.image, 0x1008, &offset), "loop");
	cr_expect_eq(offset, 4);
	cr_expect_str_eq(image_symbol_at(outcome.image, 0x1014, &offset), "table");
	cr_expect_eq(offset, 4);
	cr_expect_str_eq(image_symbol_at(outcome.image, 0x1079, &offset), "room");
	cr_expect_null(image_symbol_at(outcome.image, 0xFFF, &offset));
	cr_expect_null(image_symbol_at(outcome.image, 0x2000, &offset));
	uint32_t address;
	cr_expect(!image_symbol_address(outcome.image, ".Lhidden", &address));
	cr_expect(!image_symbol_address(outcome.image, "nothing", &address));
	free_outcome(&outcome);
}

Test(images, have_lines)
{
	struct outcome outcome = assemble_text(program);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	static const unsigned lines[] = { 3, 4, 5, 7 };
	const char *file;
	unsigned line;
	for (uint32_t i = 0; i < 4; i++) {
		cr_assert(image_line_at(outcome.image, 0x1000 + 4 * i, &file, &line));
		cr_expect_str_eq(file, "a.s");
		cr_expect_eq(line, lines[i], "line %u of instruction %u", line, i);
	}
	cr_expect(!image_line_at(outcome.image, 0x1010, &file, &line), "data has no lines");
	cr_expect(!image_line_at(outcome.image, 0xFFC, &file, &line));
	free_outcome(&outcome);
}

Test(images, have_the_lines_that_the_compiler_names)
{
	struct outcome outcome =
	        assemble_text("\t.file 1 \"dir\" \"f.c\"\n\t.file 2 \"/abs/g.h\"\n"
	                      "\t.loc 1 10 3\n\tnop\n\tnop\n\t.loc 2 5\n\t.loc 2 6\n"
	                      "\tnop\n\t.loc 1 300 1 is_stmt 0\n\tnop\n");
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	static const struct {
		const char *file;
		unsigned line;
	} lines[] = { { "dir/f.c", 10 }, { "dir/f.c", 10 }, { "/abs/g.h", 6 }, { "dir/f.c", 300 } };
	for (uint32_t i = 0; i < 4; i++) {
		const char *file;
		unsigned line;
		cr_assert(image_line_at(outcome.image, 0x1000 + 4 * i, &file, &line));
		cr_expect_str_eq(file, lines[i].file);
		cr_expect_eq(line, lines[i].line);
	}
	free_outcome(&outcome);
}

Test(images, have_the_lines_of_macro_calls)
{
	struct outcome outcome =
	        assemble_text(".macro m\nnop\nnop\n.endm\nm\n.rept 2\nnop\n.endr\nnop\n");
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	static const unsigned lines[] = { 5, 5, 6, 6, 9 };
	for (uint32_t i = 0; i < 5; i++) {
		const char *file;
		unsigned line = 0;
		image_line_at(outcome.image, 0x1000 + 4 * i, &file, &line);
		cr_expect_eq(line, lines[i], "line %u of instruction %u", line, i);
	}
	free_outcome(&outcome);
}

Test(images, have_the_header_and_segments_that_the_manual_says)
{
	size_t size;
	uint8_t *bytes = program_image(&size);
	Elf32_Ehdr header;
	memcpy(&header, bytes, sizeof header);
	cr_expect_eq(header.e_type, ET_EXEC);
	cr_expect_eq(header.e_machine, 0x5047);
	cr_expect_eq(header.e_entry, 0x1000);
	cr_expect_eq(header.e_phnum, 2);
	Elf32_Phdr segment;
	memcpy(&segment, bytes + header.e_phoff + sizeof segment, sizeof segment);
	cr_expect_eq(segment.p_type, PT_LOAD);
	cr_expect_eq(segment.p_paddr, segment.p_vaddr);
	cr_expect_eq(segment.p_vaddr, 0x1010);
	cr_expect_eq(segment.p_offset % segment.p_align, segment.p_vaddr % segment.p_align);
	cr_expect_geq(segment.p_align, 4);
	cr_expect_eq(segment.p_filesz, 8);
	cr_expect_eq(segment.p_memsz, 108);
	free(bytes);
}

/* The lines that a command prints, to be freed. */
static char *output_of(const char *command)
{
	FILE *stream = popen(command, "r");
	char *text = calloc(1, 1 << 16);
	cr_assert(stream != NULL);
	cr_assert(fread(text, 1, (1 << 16) - 1, stream) > 0, "%s", command);
	cr_expect_eq(pclose(stream), 0, "%s", command);
	return text;
}

Test(images, are_read_by_readelf)
{
	struct outcome outcome = assemble_text(program);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	free_outcome(&outcome);
	char *text = output_of("readelf -aW a.elf 2>&1");
	cr_expect(strstr(text, "Warning") == NULL && strstr(text, "Error") == NULL, "%s", text);
	cr_expect(strstr(text, "00001000    16 FUNC    GLOBAL DEFAULT    1 _start") != NULL, "%s",
	          text);
	cr_expect(strstr(text, "00001010     8 OBJECT  GLOBAL DEFAULT    2 table") != NULL);
	cr_expect(strstr(text, "00001004     0 NOTYPE  LOCAL  DEFAULT    1 loop") != NULL);
	cr_expect(strstr(text, "FILE    LOCAL  DEFAULT  ABS a.s") != NULL);
	free(text);
	text = output_of("readelf --debug-dump=decodedline a.elf 2>&1");
	cr_expect(strstr(text, "Warning") == NULL, "%s", text);
	cr_expect(strstr(text, "0x100c") != NULL);
	free(text);
	text = output_of("readelf --debug-dump=info a.elf 2>&1");
	cr_expect(strstr(text, "Warning") == NULL && strstr(text, "DW_TAG_compile_unit") != NULL,
	          "%s", text);
	free(text);
}

Test(images, of_the_same_source_are_the_same_bytes)
{
	size_t size, again;
	uint8_t *bytes = program_image(&size), *second = program_image(&again);
	cr_expect(size == again && memcmp(bytes, second, size) == 0);
	free(bytes);
	free(second);
}

Test(images, that_are_cut_off_anywhere_are_refused_or_usable)
{
	size_t size;
	uint8_t *bytes = program_image(&size);
	for (size_t length = 0; length < size; length++) {
		bool is_good = try_image(bytes, length);
		/* The segments end before the section headers: symbols are a luxury. */
		cr_expect(!is_good || length > 0x74 + 24, "%zu bytes are an image", length);
	}
	cr_expect(try_image(bytes, size));
	free(bytes);
}

Test(images, that_are_damaged_anywhere_do_no_harm)
{
	size_t size;
	uint8_t *bytes = program_image(&size);
	uint32_t random = 1;
	for (size_t i = 0; i < size; i++) {
		uint8_t before = bytes[i];
		static const uint8_t values[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF };
		for (size_t j = 0; j < sizeof values; j++) {
			bytes[i] = values[j];
			try_image(bytes, size);
		}
		bytes[i] = before;
	}
	for (unsigned i = 0; i < 20000; i++) {
		size_t places[4];
		uint8_t before[4];
		for (unsigned j = 0; j < 4; j++) {
			random = random * 1664525 + 1013904223;
			places[j] = (random >> 8) % size;
			before[j] = bytes[places[j]];
			bytes[places[j]] = (uint8_t)(random >> 4);
		}
		try_image(bytes, size);
		for (unsigned j = 4; j > 0; j--)
			bytes[places[j - 1]] = before[j - 1];
	}
	free(bytes);
}

/* Asserts that an image in which size bytes at offset are changed is refused with this reason. */
static void expect_refused(size_t offset, const void *value, size_t size, const char *reason)
{
	size_t count;
	char message[200];
	uint8_t *bytes = program_image(&count);
	memcpy(bytes + offset, value, size);
	struct image *image = image_from_bytes("x", bytes, count, message, sizeof message);
	cr_expect(image == NULL, "not refused: %s", reason);
	if (image == NULL)
		cr_expect_str_eq(message, reason);
	image_close(image);
	free(bytes);
}

Test(images, that_are_wrong_are_refused_with_the_reason)
{
	enum { SEGMENT = sizeof(Elf32_Ehdr), SECOND = SEGMENT + sizeof(Elf32_Phdr) };
	static const char foreign[] = "x: not an executable for PG32",
	                  malformed[] = "x: the program headers make no sense",
	                  truncated[] = "x: the file is truncated",
	                  overlap[] = "x: segments overlap";
	expect_refused(0, "\0", 1, "x: not an ELF file");
	expect_refused(EI_CLASS, "\2", 1, foreign);
	expect_refused(EI_DATA, "\2", 1, foreign);
	expect_refused(offsetof(Elf32_Ehdr, e_machine), "\xf3\0", 2, foreign);
	expect_refused(offsetof(Elf32_Ehdr, e_type), "\1", 1, foreign);
	expect_refused(offsetof(Elf32_Ehdr, e_flags), "\xff", 1,
	               "x: made for a profile that is not known");
	expect_refused(offsetof(Elf32_Ehdr, e_entry), "\2", 1, malformed);
	expect_refused(offsetof(Elf32_Ehdr, e_phentsize), "\1", 1, malformed);
	expect_refused(offsetof(Elf32_Ehdr, e_phnum), "\0\0", 2, malformed);
	expect_refused(offsetof(Elf32_Ehdr, e_phnum), "\x41\0", 2, malformed);
	expect_refused(offsetof(Elf32_Ehdr, e_phoff), "\xff\xff\xff\xff", 4, truncated);
	expect_refused(SEGMENT + offsetof(Elf32_Phdr, p_memsz), "\1\0", 2, malformed);
	expect_refused(SEGMENT + offsetof(Elf32_Phdr, p_memsz), "\0\0", 2, malformed);
	expect_refused(SEGMENT + offsetof(Elf32_Phdr, p_offset), "\0\0\1", 3, truncated);
	expect_refused(SECOND + offsetof(Elf32_Phdr, p_memsz), "\xff\xff\xff\xff", 4,
	               "x: the image is larger than memory");
	expect_refused(SECOND + offsetof(Elf32_Phdr, p_paddr), "\x0c\x10", 2, overlap);
	expect_refused(SEGMENT + offsetof(Elf32_Phdr, p_paddr), "\x40\x10", 2, overlap);
}

Test(images, that_cannot_be_read_say_why)
{
	char message[200];
	cr_expect_null(image_open("none", message, sizeof message));
	cr_expect_eq(errno, ENOENT);
	cr_expect_str_eq(message, "none: No such file or directory");
	cr_expect_null(image_open(".", message, sizeof message));
	cr_expect_eq(errno, EISDIR);
	write_text("empty", "");
	cr_expect_null(image_open("empty", message, sizeof message));
	cr_expect_eq(errno, 0);
	cr_expect_str_eq(message, "empty: not an ELF file");
}
