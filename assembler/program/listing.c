/* The listing. Every line of the source is there once, in the order of reading:
 *
 *   00001000  30a00005    12  	li	a0, 5
 *
 * and under a macro call what it expands to, marked with a plus sign. */
#include "assembler/program/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "machine/front/file.h"

enum { BYTES_IN_ROW = 8, MOST_ROWS = 4 };

void list_statement(struct assembler *assembler, uint32_t location, const struct piece *piece,
                    size_t offset)
{
	struct listing *listing = assembler->listing;
	if (listing == NULL)
		return;
	listing->rows =
	        grow(listing->rows, &listing->capacity, listing->count + 1, sizeof *listing->rows);
	listing->rows[listing->count++] = (struct listing_row){
		.unit = assembler->unit,
		.location = location,
		.piece = piece,
		.offset = (uint32_t)offset,
		.size = piece == NULL ? 0 : (uint32_t)(piece->size - offset),
	};
}

/* The address and bytes at the left of a row; size 0: blanks. Returns how many bytes it shows. */
static uint32_t print_bytes(FILE *stream, const struct listing_row *row, uint32_t from)
{
	const struct piece *piece = row->piece;
	uint32_t size = row->size - from, shown = 0;
	char text[2 * BYTES_IN_ROW + 1] = "";
	if (size == 0) {
		fprintf(stream, "%-28s", "");
		return 0;
	}
	uint32_t address = piece->address + row->offset + from;
	if (piece->bytes == NULL) {
		fprintf(stream, "%08x  %-18s", address, "...");
		return size;
	}
	const uint8_t *bytes = piece->bytes + row->offset + from;
	if (piece->section->part == PART_TEXT && size >= 4 && address % 4 == 0) {
		snprintf(text, sizeof text, "%02x%02x%02x%02x", bytes[3], bytes[2], bytes[1],
		         bytes[0]);
		shown = 4;
	} else {
		for (; shown < size && shown < BYTES_IN_ROW; shown++)
			snprintf(text + 2 * shown, 3, "%02x", bytes[shown]);
	}
	fprintf(stream, "%08x  %-18s", address, text);
	return shown;
}

/* The rows below the first: the rest of the bytes, but of a long list no more than a few rows. An
 * instruction has at most two. */
static void print_rest(FILE *stream, const struct listing_row *row, uint32_t from)
{
	unsigned rows = 1;
	while (from < row->size) {
		if (rows++ == MOST_ROWS) {
			fprintf(stream, "          ... %u more bytes\n", row->size - from);
			return;
		}
		from += print_bytes(stream, row, from);
		fputc('\n', stream);
	}
}

/* Prints the line of the text that comes next. */
static void print_text(FILE *stream, struct source *source)
{
	const char *name, *text = source->text + source->listed;
	size_t length = strcspn(text, "\n");
	unsigned line = source_line(source, ++source->listed_lines, &name);
	fprintf(stream, "%5u%c %.*s\n", line, source->expansion_of != NULL ? '+' : ' ', (int)length,
	        text);
	source->listed += length + 1;
}

/* Prints the lines of a text that have not been, up to an offset. */
static void print_lines(FILE *stream, struct source *source, size_t offset)
{
	static const struct listing_row nothing = { 0 };
	while (source->listed < offset) {
		print_bytes(stream, &nothing, 0);
		print_text(stream, source);
	}
}

static void print_row(const struct assembler *assembler, FILE *stream,
                      const struct listing_row *row)
{
	struct source *source = source_of(&assembler->sources, row->location);
	if (source == NULL)
		return;
	size_t offset = row->location - source->base;
	if (offset < source->size)
		offset = source_line_start(source, offset);
	print_lines(stream, source, offset);
	uint32_t shown = 0;
	if (source->listed == offset && offset < source->size) {
		shown = print_bytes(stream, row, 0);
		print_text(stream, source);
	}
	print_rest(stream, row, shown);
}

void write_listing(struct assembler *assembler)
{
	struct listing *listing = assembler->listing;
	const char *path = assembler->options->listing;
	char *text = NULL;
	size_t size = 0;
	if (listing == NULL)
		return;
	FILE *stream = open_memstream(&text, &size);
	for (size_t i = 0; stream != NULL && i < listing->count; i++)
		if (listing->rows[i].unit->is_linked)
			print_row(assembler, stream, &listing->rows[i]);
	if (stream != NULL)
		fclose(stream);
	int error = write_whole(path, text, size, false);
	if (error != 0)
		error_at(&assembler->diagnostics, 0, "cannot write '%s': %s", path,
		         writing_problem(error));
	free(text);
}
