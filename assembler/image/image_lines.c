/* The line table of an image, read with libdw into one array in order of address. */
#include "assembler/image/image_lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <libelf.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* From this address on, up to that of the next row, code comes from this line; line 0 ends it. */
struct row {
	uint32_t address;
	unsigned line;
	bool is_statement; /* it begins one */
	const char *file;
};

struct image_lines {
	char *copy; /* of the executable */
	Elf *elf;
	Dwarf *dwarf;
	struct row *rows;
	size_t count, capacity;
	const char **sources; /* without repetition */
	size_t source_count;
};

static bool append_row(struct image_lines *lines, struct row row)
{
	if (lines->count == lines->capacity) {
		size_t capacity = lines->capacity == 0 ? 1024 : lines->capacity * 2;
		struct row *rows = realloc(lines->rows, capacity * sizeof *rows);
		if (rows == NULL)
			return false;
		lines->rows = rows;
		lines->capacity = capacity;
	}
	lines->rows[lines->count++] = row;
	return true;
}

/* A name as the compiler was told it: relative ones are kept with the directory that it ran in. */
static const char *told_name(const char *name, const char *directory)
{
	size_t length = directory == NULL ? 0 : strlen(directory);
	if (name != NULL && length != 0 && strncmp(name, directory, length) == 0 &&
	    name[length] == '/')
		name += length + 1;
	while (name != NULL && strncmp(name, "./", 2) == 0)
		name += 2;
	return name;
}

static bool append_line(struct image_lines *lines, Dwarf_Line *from, const char *directory)
{
	Dwarf_Addr address;
	int line;
	bool end, is_statement;
	if (dwarf_lineaddr(from, &address) != 0 || dwarf_lineno(from, &line) != 0 ||
	    dwarf_lineendsequence(from, &end) != 0 ||
	    dwarf_linebeginstatement(from, &is_statement) != 0 || address > UINT32_MAX || line < 0)
		return true;
	const char *file = told_name(dwarf_linesrc(from, NULL, NULL), directory);
	struct row row = { (uint32_t)address, end || file == NULL ? 0 : (unsigned)line,
		           is_statement, file };
	return append_row(lines, row);
}

/* By address; an end comes before a row that begins there, so that the row wins. */
static int compare_rows(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	return (a->line != 0) - (b->line != 0);
}

static bool read_units(struct image_lines *lines)
{
	Dwarf_Off offset = 0, next;
	size_t header;
	while (dwarf_nextcu(lines->dwarf, offset, &next, &header, NULL, NULL, NULL) == 0) {
		Dwarf_Die unit;
		Dwarf_Lines *table;
		size_t count;
		if (dwarf_offdie(lines->dwarf, offset + header, &unit) != NULL &&
		    dwarf_getsrclines(&unit, &table, &count) == 0) {
			Dwarf_Attribute attribute;
			const char *directory =
			        dwarf_formstring(dwarf_attr(&unit, DW_AT_comp_dir, &attribute));
			for (size_t i = 0; i < count; i++)
				if (!append_line(lines, dwarf_onesrcline(table, i), directory))
					return false;
		}
		offset = next;
	}
	return true;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Without memory for it there is no list. */
static void list_sources(struct image_lines *lines)
{
	const char **all = calloc(lines->count + 1, sizeof *all);
	size_t count = 0;
	if (all == NULL)
		return;
	for (size_t i = 0; i < lines->count; i++)
		if (lines->rows[i].line != 0)
			all[count++] = lines->rows[i].file;
	qsort(all, count, sizeof *all, compare_names);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(all[i], all[i - 1]) != 0)
			all[lines->source_count++] = all[i];
	lines->sources = all;
}

/* libdw knows the ABI of RISC-V, whose registers ours are, and of PG32 nothing: it would find no
 * frame. */
static char *copy_as_riscv(const uint8_t *bytes, size_t size)
{
	const Elf32_Half machine = EM_RISCV;
	char *copy = malloc(size);
	if (copy == NULL || size < sizeof(Elf32_Ehdr))
		return copy;
	memcpy(copy, bytes, size);
	memcpy(copy + offsetof(Elf32_Ehdr, e_machine), &machine, sizeof machine);
	return copy;
}

struct image_lines *image_lines_read(const uint8_t *bytes, size_t size)
{
	struct image_lines *lines = calloc(1, sizeof *lines);
	if (lines == NULL)
		return NULL;
	lines->copy = copy_as_riscv(bytes, size);
	lines->elf = lines->copy == NULL ? NULL : elf_memory(lines->copy, size);
	if (lines->elf != NULL)
		lines->dwarf = dwarf_begin_elf(lines->elf, DWARF_C_READ, NULL);
	if (lines->dwarf != NULL && !read_units(lines)) {
		image_lines_free(lines);
		return NULL;
	}
	if (lines->count > 0)
		qsort(lines->rows, lines->count, sizeof *lines->rows, compare_rows);
	list_sources(lines);
	return lines;
}

void image_lines_free(struct image_lines *lines)
{
	if (lines == NULL)
		return;
	dwarf_end(lines->dwarf);
	elf_end(lines->elf);
	free(lines->copy);
	free(lines->sources);
	free(lines->rows);
	free(lines);
}

/* How many rows there are at or before an address. */
static size_t rows_before(const struct image_lines *lines, uint32_t address)
{
	size_t low = 0, high = lines->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lines->rows[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool image_lines_find(const struct image_lines *lines, uint32_t address, const char **file,
                      unsigned *line)
{
	size_t count = rows_before(lines, address);
	if (count == 0 || lines->rows[count - 1].line == 0)
		return false;
	*file = lines->rows[count - 1].file;
	*line = lines->rows[count - 1].line;
	return true;
}

bool image_lines_begin(const struct image_lines *lines, uint32_t address)
{
	for (size_t i = rows_before(lines, address); i > 0; i--) {
		const struct row *row = &lines->rows[i - 1];
		if (row->address != address)
			break;
		if (row->is_statement && row->line != 0)
			return true;
	}
	return false;
}

/* The least line of the file that has code, from this one on; 0: none has. */
static unsigned line_with_code(const struct image_lines *lines, const char *file, unsigned line)
{
	unsigned least = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct row *row = &lines->rows[i];
		if (row->is_statement && row->line >= line && row->line != 0 &&
		    (least == 0 || row->line < least) && strcmp(row->file, file) == 0)
			least = row->line;
	}
	return least;
}

/* Whether code of a row's line begins there, and does not go on. */
static bool begins(const struct image_lines *lines, size_t index)
{
	const struct row *row = &lines->rows[index], *before = row - 1;
	return index == 0 || before->line != row->line || strcmp(before->file, row->file) != 0;
}

size_t image_lines_addresses(const struct image_lines *lines, const char *file, unsigned *line,
                             uint32_t *addresses, size_t most)
{
	size_t count = 0;
	*line = line_with_code(lines, file, *line);
	for (size_t i = 0; *line != 0 && i < lines->count && count < most; i++) {
		const struct row *row = &lines->rows[i];
		if (!row->is_statement || row->line != *line || strcmp(row->file, file) != 0 ||
		    !begins(lines, i) || (count != 0 && addresses[count - 1] == row->address))
			continue;
		addresses[count++] = row->address;
	}
	return count;
}

const char *image_lines_source(const struct image_lines *lines, size_t index)
{
	return index < lines->source_count ? lines->sources[index] : NULL;
}

Dwarf *image_lines_dwarf(const struct image_lines *lines)
{
	return lines->dwarf;
}
