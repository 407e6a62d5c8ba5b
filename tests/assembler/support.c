/* What the assembler's tests share. */
#include "support.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void enter_directory(void)
{
	char path[] = "/tmp/pg32-assembler-XXXXXX";
	cr_assert(mkdtemp(path) != NULL && chdir(path) == 0);
}

void leave_directory(void)
{
	char path[4096];
	cr_assert(getcwd(path, sizeof path) != NULL);
	DIR *directory = opendir(".");
	struct dirent *entry;
	while (directory != NULL && (entry = readdir(directory)) != NULL)
		unlink(entry->d_name);
	closedir(directory);
	cr_assert(chdir("/") == 0);
	rmdir(path);
}

void write_text(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");
	cr_assert(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

char *read_text(const char *name, size_t *size)
{
	FILE *file = fopen(name, "rb");
	cr_assert(file != NULL, "%s is not there", name);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *text = malloc(*size + 1);
	cr_assert(fread(text, 1, *size, file) == *size);
	text[*size] = 0;
	fclose(file);
	return text;
}

struct options plain_options(void)
{
	static const char *inputs[] = { "a.s" };
	return (struct options){
		.inputs = inputs, .input_count = 1, .output = "a.elf", .origin = 0x1000
	};
}

struct outcome assemble_with(struct options options)
{
	struct outcome outcome = { 0 };
	size_t size = 0;
	char message[200];
	FILE *stream = open_memstream(&outcome.messages, &size);
	unlink(options.output);
	outcome.status = assemble(&options, stream);
	fclose(stream);
	if (outcome.status == 0) {
		outcome.image = image_open(options.output, message, sizeof message);
		cr_assert(outcome.image != NULL, "%s", message);
	} else {
		cr_assert(access(options.output, F_OK) != 0, "an output in spite of errors");
	}
	return outcome;
}

struct outcome assemble_text(const char *text)
{
	write_text("a.s", text);
	return assemble_with(plain_options());
}

void free_outcome(struct outcome *outcome)
{
	image_close(outcome->image);
	free(outcome->messages);
}

const uint8_t *bytes_at(const struct image *image, uint32_t address, size_t count)
{
	for (size_t i = 0; i < image_segments(image); i++) {
		struct image_segment segment = image_segment(image, i);
		if (address >= segment.address &&
		    (uint64_t)address + count <= (uint64_t)segment.address + segment.file_size)
			return segment.bytes + (address - segment.address);
	}
	cr_assert(false, "0x%x is not in the image", address);
	return NULL;
}

uint32_t word_at(const struct image *image, uint32_t address)
{
	const uint8_t *bytes = bytes_at(image, address, 4);
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

uint32_t address_of(const struct image *image, const char *name)
{
	uint32_t address = 0;
	cr_assert(image_symbol_address(image, name, &address), "no symbol %s", name);
	return address;
}

void expect_words(const char *text, const uint32_t *words, size_t count)
{
	struct outcome outcome = assemble_text(text);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	cr_expect_str_empty(outcome.messages);
	struct image_segment segment = image_segment(outcome.image, 0);
	cr_expect_eq(segment.address, 0x1000);
	cr_expect_eq(segment.file_size, 4 * count, "%u bytes for:\n%s", segment.file_size, text);
	for (uint32_t i = 0; i < count && 4 * i < segment.file_size; i++)
		cr_expect(word_at(outcome.image, 0x1000 + 4 * i) == words[i],
		          "word %u is %08x, not %08x, of:\n%s", i,
		          word_at(outcome.image, 0x1000 + 4 * i), words[i], text);
	free_outcome(&outcome);
}

void expect_bytes(const char *text, uint32_t address, const void *bytes, size_t count)
{
	struct outcome outcome = assemble_text(text);
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	const uint8_t *found = bytes_at(outcome.image, address, count);
	for (size_t i = 0; i < count; i++)
		cr_expect(found[i] == ((const uint8_t *)bytes)[i],
		          "byte %zu is %02x, not %02x, of:\n%s", i, found[i],
		          ((const uint8_t *)bytes)[i], text);
	free_outcome(&outcome);
}
