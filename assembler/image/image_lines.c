/* The line table of an image, read with libdw into one array in order of address. */
#include "assembler/image/image_lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

/* From this address on, up to that of the next row, code comes from this line; line 0 ends it. */
struct row {
	uint32_t address;
	unsigned line;
	const char *file;
};

struct image_lines {
	Elf *elf;
	Dwarf *dwarf;
	struct row *rows;
	size_t count, capacity;
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
	bool end;
	if (dwarf_lineaddr(from, &address) != 0 || dwarf_lineno(from, &line) != 0 ||
	    dwarf_lineendsequence(from, &end) != 0 || address > UINT32_MAX || line < 0)
		return true;
	const char *file = told_name(dwarf_linesrc(from, NULL, NULL), directory);
	struct row row = { (uint32_t)address, end || file == NULL ? 0 : (unsigned)line, file };
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

struct image_lines *image_lines_read(const uint8_t *bytes, size_t size)
{
	struct image_lines *lines = calloc(1, sizeof *lines);
	if (lines == NULL)
		return NULL;
	/* libelf's parameter is not const, but without ELF_C_WRITE it only reads. */
	lines->elf = elf_memory((char *)(uintptr_t)bytes, size);
	if (lines->elf != NULL)
		lines->dwarf = dwarf_begin_elf(lines->elf, DWARF_C_READ, NULL);
	if (lines->dwarf != NULL && !read_units(lines)) {
		image_lines_free(lines);
		return NULL;
	}
	if (lines->count > 0)
		qsort(lines->rows, lines->count, sizeof *lines->rows, compare_rows);
	return lines;
}

void image_lines_free(struct image_lines *lines)
{
	if (lines == NULL)
		return;
	dwarf_end(lines->dwarf);
	elf_end(lines->elf);
	free(lines->rows);
	free(lines);
}

bool image_lines_find(const struct image_lines *lines, uint32_t address, const char **file,
                      unsigned *line)
{
	size_t low = 0, high = lines->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lines->rows[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || lines->rows[low - 1].line == 0)
		return false;
	*file = lines->rows[low - 1].file;
	*line = lines->rows[low - 1].line;
	return true;
}
