/* PG32 executables: opened, checked, and their segments and symbols. */
#include "assembler/image/image.h"

#include <elf.h>
#include <errno.h>
#include <libelf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/image/image_lines.h"
#include "isa/elf.h"
#include "isa/printable.h"
#include "machine/front/file.h"

struct image {
	const char *path;
	uint8_t *owned; /* the bytes, where image_open read them */
	const uint8_t *bytes;
	size_t size;
	struct image_segment *segments;
	size_t segment_count;
	Elf *elf;
	struct image_code *codes;
	size_t code_count;
	struct image_symbol *symbols;
	size_t symbol_count;
	struct image_lines *lines;
	char *message;
	size_t message_size;
};

__attribute__((format(printf, 2, 3))) static bool refuse(struct image *image, const char *format,
                                                         ...)
{
	va_list arguments;
	int length = snprintf(image->message, image->message_size, "%s: ", image->path);
	if (length >= 0 && (size_t)length < image->message_size) {
		va_start(arguments, format);
		vsnprintf(image->message + length, image->message_size - (size_t)length, format,
		          arguments);
		va_end(arguments);
	}
	return false;
}

static int compare_segments(const void *left, const void *right)
{
	const struct image_segment *a = left, *b = right;
	return (a->address > b->address) - (a->address < b->address);
}

static bool read_segments(struct image *image)
{
	uint32_t end;
	if (image->size > UINT32_MAX)
		return refuse(image, "larger than any image");
	enum elf_error error = elf_check(image->bytes, (uint32_t)image->size, ELF_MEMORY, &end);
	if (error != ELF_SOUND)
		return refuse(image, "%s", elf_error_text(error));
	uint32_t count = elf_headers(image->bytes);
	image->segments = calloc(count, sizeof *image->segments);
	if (image->segments == NULL)
		return refuse(image, "out of memory");
	for (uint32_t i = 0; i < count; i++) {
		struct elf_segment segment;
		if (elf_segment(image->bytes, i, &segment))
			image->segments[image->segment_count++] = (struct image_segment){
				.address = segment.address,
				.memory_size = segment.memory_size,
				.file_size = segment.file_size,
				.bytes = image->bytes + segment.offset,
			};
	}
	qsort(image->segments, image->segment_count, sizeof *image->segments, compare_segments);
	return true;
}

static Elf_Scn *symbol_table(Elf *elf, Elf32_Shdr **header)
{
	Elf_Scn *section = NULL;
	while ((section = elf_nextscn(elf, section)) != NULL) {
		*header = elf32_getshdr(section);
		if (*header != NULL && (*header)->sh_type == SHT_SYMTAB)
			return section;
	}
	return NULL;
}

static bool is_address(const Elf32_Sym *symbol)
{
	unsigned type = ELF32_ST_TYPE(symbol->st_info);
	return symbol->st_shndx != SHN_UNDEF && symbol->st_shndx < SHN_LORESERVE &&
	       (type == STT_NOTYPE || type == STT_FUNC || type == STT_OBJECT);
}

static char symbol_kind(const Elf32_Sym *symbol)
{
	unsigned type = ELF32_ST_TYPE(symbol->st_info);
	return type == STT_FUNC ? 'f' : type == STT_OBJECT ? 'o' : '-';
}

/* By address, and what names an address best last: what has a kind, then what has a size. */
static int compare_symbols(const void *left, const void *right)
{
	const struct image_symbol *a = left, *b = right;
	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	if ((a->kind != '-') != (b->kind != '-'))
		return a->kind != '-' ? 1 : -1;
	if ((a->size != 0) != (b->size != 0))
		return a->size != 0 ? 1 : -1;
	return strcmp(a->name, b->name);
}

static int compare_codes(const void *left, const void *right)
{
	const struct image_code *a = left, *b = right;
	return (a->address > b->address) - (a->address < b->address);
}

/* The code that a section is, if it is code and its bytes are in the file. */
static bool is_code(const struct image *image, const Elf32_Shdr *header, struct image_code *code)
{
	if (header->sh_type != SHT_PROGBITS || (header->sh_flags & SHF_EXECINSTR) == 0 ||
	    (uint64_t)header->sh_offset + header->sh_size > image->size ||
	    (uint64_t)header->sh_addr + header->sh_size > UINT64_C(1) << 32)
		return false;
	*code = (struct image_code){ header->sh_addr, header->sh_size,
		                     image->bytes + header->sh_offset };
	return true;
}

static bool read_codes(struct image *image)
{
	size_t sections = 0;
	if (image->elf != NULL)
		elf_getshdrnum(image->elf, &sections);
	image->codes = calloc(sections + image->segment_count + 1, sizeof *image->codes);
	if (image->codes == NULL)
		return refuse(image, "out of memory");
	Elf_Scn *section = NULL;
	while (image->elf != NULL && (section = elf_nextscn(image->elf, section)) != NULL) {
		const Elf32_Shdr *header = elf32_getshdr(section);
		if (header != NULL && image->code_count < sections &&
		    is_code(image, header, &image->codes[image->code_count]))
			image->code_count++;
	}
	if (image->code_count == 0)
		for (size_t i = 0; i < image->segment_count; i++)
			image->codes[image->code_count++] =
			        (struct image_code){ image->segments[i].address,
				                     image->segments[i].file_size,
				                     image->segments[i].bytes };
	qsort(image->codes, image->code_count, sizeof *image->codes, compare_codes);
	return true;
}

/* Symbols help people; an image whose table is missing or damaged still runs. */
static bool read_symbols(struct image *image)
{
	Elf32_Shdr *header = NULL;
	Elf_Scn *section = image->elf == NULL ? NULL : symbol_table(image->elf, &header);
	Elf_Data *data = section == NULL ? NULL : elf_getdata(section, NULL);
	if (data == NULL || data->d_buf == NULL)
		return true;
	size_t count = data->d_size / sizeof(Elf32_Sym);
	image->symbols = calloc(count + 1, sizeof *image->symbols);
	if (image->symbols == NULL)
		return refuse(image, "out of memory");
	for (size_t i = 0; i < count; i++) {
		Elf32_Sym symbol;
		memcpy(&symbol, (const char *)data->d_buf + i * sizeof symbol, sizeof symbol);
		const char *name = elf_strptr(image->elf, header->sh_link, symbol.st_name);
		if (!is_address(&symbol) || name == NULL || *name == 0)
			continue;
		image->symbols[image->symbol_count++] = (struct image_symbol){
			.name = name,
			.address = symbol.st_value,
			.size = symbol.st_size,
			.kind = symbol_kind(&symbol),
			.global = ELF32_ST_BIND(symbol.st_info) != STB_LOCAL,
		};
	}
	qsort(image->symbols, image->symbol_count, sizeof *image->symbols, compare_symbols);
	return true;
}

struct image *image_from_bytes(const char *path, const uint8_t *bytes, size_t count, char *message,
                               size_t size)
{
	struct image *image = calloc(1, sizeof *image);
	errno = 0;
	if (image == NULL) {
		snprintf(message, size, "%s: out of memory", path);
		return NULL;
	}
	*image = (struct image){ .path = path,
		                 .bytes = bytes,
		                 .size = count,
		                 .message = message,
		                 .message_size = size };
	bool is_sound = read_segments(image);
	if (is_sound) {
		elf_version(EV_CURRENT);
		/* libelf's parameter is not const, but without ELF_C_WRITE it only reads. It hands
		 * out section headers where they lie, so they must lie well. */
		Elf32_Ehdr header;
		memcpy(&header, bytes, sizeof header);
		if (header.e_shoff % 4 == 0)
			image->elf = elf_memory((char *)(uintptr_t)bytes, count);
		is_sound = read_symbols(image) && read_codes(image);
	}
	if (!is_sound) {
		image_close(image);
		errno = 0;
		return NULL;
	}
	return image;
}

struct image *image_open(const char *path, char *message, size_t size)
{
	size_t count;
	uint8_t *bytes = read_whole(path, INT32_MAX, &count);
	if (bytes == NULL) {
		int error = errno;
		snprintf(message, size, "%s: %s", path, reading_problem(error));
		errno = error;
		return NULL;
	}
	struct image *image = image_from_bytes(path, bytes, count, message, size);
	if (image == NULL) {
		free(bytes);
		errno = 0;
		return NULL;
	}
	image->owned = bytes;
	return image;
}

void image_close(struct image *image)
{
	if (image == NULL)
		return;
	image_lines_free(image->lines);
	elf_end(image->elf);
	free(image->symbols);
	free(image->codes);
	free(image->segments);
	free(image->owned);
	free(image);
}

const uint8_t *image_bytes(const struct image *image, size_t *size)
{
	*size = image->size;
	return image->bytes;
}

uint32_t image_profile(const struct image *image)
{
	return elf_profile(image->bytes);
}

uint32_t image_entry(const struct image *image)
{
	return elf_entry(image->bytes);
}

size_t image_segments(const struct image *image)
{
	return image->segment_count;
}

struct image_segment image_segment(const struct image *image, size_t index)
{
	return image->segments[index];
}

size_t image_codes(const struct image *image)
{
	return image->code_count;
}

struct image_code image_code(const struct image *image, size_t index)
{
	return image->codes[index];
}

static bool is_inside(const struct image *image, uint32_t address)
{
	for (size_t i = 0; i < image->segment_count; i++)
		if (address - image->segments[i].address < image->segments[i].memory_size &&
		    address >= image->segments[i].address)
			return true;
	return false;
}

const char *image_symbol_at(const struct image *image, uint32_t address, uint32_t *offset)
{
	size_t low = 0, high = image->symbol_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (image->symbols[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || !is_inside(image, address))
		return NULL;
	*offset = address - image->symbols[low - 1].address;
	return image->symbols[low - 1].name;
}

bool image_symbol_address(const struct image *image, const char *name, uint32_t *address)
{
	bool found = false;
	for (size_t i = 0; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (strcmp(symbol->name, name) != 0 || (found && !symbol->global))
			continue;
		*address = symbol->address;
		found = true;
	}
	return found;
}

bool image_symbol_value(const struct image *image, const char *name, uint32_t *value)
{
	Elf32_Shdr *header = NULL;
	Elf_Scn *section = image->elf == NULL ? NULL : symbol_table(image->elf, &header);
	Elf_Data *data = section == NULL ? NULL : elf_getdata(section, NULL);
	if (data == NULL || data->d_buf == NULL)
		return false;
	for (size_t i = 0; i < data->d_size / sizeof(Elf32_Sym); i++) {
		Elf32_Sym symbol;
		memcpy(&symbol, (const char *)data->d_buf + i * sizeof symbol, sizeof symbol);
		const char *own = elf_strptr(image->elf, header->sh_link, symbol.st_name);
		if (symbol.st_shndx == SHN_UNDEF || own == NULL || strcmp(own, name) != 0)
			continue;
		*value = symbol.st_value;
		return true;
	}
	return false;
}

void image_print_name(FILE *file, const char *name)
{
	size_t length = strlen(name);
	char shown[PRINTABLE_SIZE];
	for (size_t at = 0; at < length;) {
		at += printable_take(name + at, length - at, shown);
		fputs(shown, file);
	}
}

size_t image_symbols(const struct image *image)
{
	return image->symbol_count;
}

struct image_symbol image_symbol(const struct image *image, size_t index)
{
	return image->symbols[index];
}

static const struct image_lines *lines_of(struct image *image)
{
	if (image->lines == NULL)
		image->lines = image_lines_read(image->bytes, image->size);
	return image->lines;
}

bool image_line_at(struct image *image, uint32_t address, const char **file, unsigned *line)
{
	const struct image_lines *lines = lines_of(image);
	return lines != NULL && image_lines_find(lines, address, file, line);
}

bool image_begins_statement(struct image *image, uint32_t address)
{
	const struct image_lines *lines = lines_of(image);
	return lines != NULL && image_lines_begin(lines, address);
}

/* The function, or other symbol, that an address is in: its own address. */
static uint32_t function_of(const struct image *image, uint32_t address)
{
	uint32_t offset;
	return image_symbol_at(image, address, &offset) == NULL ? address : address - offset;
}

size_t image_line_addresses(struct image *image, const char *file, unsigned *line,
                            uint32_t *addresses, size_t most)
{
	const struct image_lines *lines = lines_of(image);
	size_t count = 0, all = 0;
	if (lines != NULL)
		all = image_lines_addresses(lines, file, line, addresses, most);
	for (size_t i = 0; i < all; i++)
		if (count == 0 ||
		    function_of(image, addresses[i]) != function_of(image, addresses[count - 1]))
			addresses[count++] = addresses[i];
	return count;
}

const char *image_source(struct image *image, size_t index)
{
	const struct image_lines *lines = lines_of(image);
	return lines == NULL ? NULL : image_lines_source(lines, index);
}

struct Dwarf *image_dwarf(struct image *image)
{
	const struct image_lines *lines = lines_of(image);
	return lines == NULL ? NULL : image_lines_dwarf(lines);
}
