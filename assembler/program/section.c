/* Sections and pieces. */
#include "assembler/program/section.h"

#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/line.h"
#include "assembler/program/symbol.h"
#include "isa/instruction.h"

/* What of one unit goes into one section: far more than the machine has memory. */
enum { PIECE_LIMIT = 1 << 28 };

/* Numbers of sections in a file have 16 bits, and some are taken. */
enum { MOST_SECTIONS = 0xFF00 - 0x20 };

/* The sections that the compiler knows, by the beginning of their names. */
static const struct known_section {
	const char *prefix;
	enum part part;
	bool is_open; /* anything may follow, not only a dot */
} known_sections[] = {
	{ ".text", PART_TEXT, false },       { ".rodata", PART_RODATA, false },
	{ ".srodata", PART_RODATA, false },  { ".data", PART_DATA, false },
	{ ".sdata", PART_DATA, false },      { ".bss", PART_BSS, false },
	{ ".sbss", PART_BSS, false },        { ".debug", PART_DROPPED, true },
	{ ".eh_frame", PART_DROPPED, true }, { ".comment", PART_DROPPED, true },
	{ ".note", PART_DROPPED, true },     { ".riscv.attributes", PART_DROPPED, true },
	{ ".stab", PART_DROPPED, true },     { ".gnu.", PART_DROPPED, true },
};

static const char *const part_names[PARTS] = {
	[PART_TEXT] = ".text",
	[PART_RODATA] = ".rodata",
	[PART_DATA] = ".data",
	[PART_BSS] = ".bss",
};

static const struct known_section *known_section(const char *name)
{
	for (size_t i = 0; i < sizeof known_sections / sizeof known_sections[0]; i++) {
		const struct known_section *known = &known_sections[i];
		size_t length = strlen(known->prefix);
		if (strncmp(name, known->prefix, length) == 0 &&
		    (known->is_open || name[length] == 0 || name[length] == '.'))
			return known;
	}
	return NULL;
}

bool is_known_section(const char *name)
{
	return known_section(name) != NULL;
}

enum part part_of(const char *name, const struct section_flags *flags)
{
	const struct known_section *known = known_section(name);
	/* What is known not to be loaded is, if its flags say so. */
	if (known != NULL && (known->part != PART_DROPPED || !flags->is_loaded))
		return known->part;
	if (!flags->is_given)
		return flags->has_no_bytes ? PART_BSS : PART_DATA;
	if (!flags->is_loaded)
		return PART_DROPPED;
	if (flags->is_executed)
		return PART_TEXT;
	if (flags->has_no_bytes)
		return PART_BSS;
	return flags->is_written ? PART_DATA : PART_RODATA;
}

/* Adds a section to those of the image, after those of its part. */
static void add_section(struct assembler *assembler, struct section *section)
{
	struct section **place = &assembler->sections;
	for (enum part part = PART_TEXT; part <= section->part; part++)
		if (assembler->last_sections[part] != NULL)
			place = &assembler->last_sections[part]->next;
	section->next = *place;
	*place = section;
	assembler->last_sections[section->part] = section;
}

/* The section that a name belongs to: the part's own, or one of that name after it. */
static struct section *section_of(struct assembler *assembler, const char *text, enum part part)
{
	const struct known_section *known = known_section(text);
	if (known != NULL && known->part != PART_DROPPED)
		text = part_names[part];
	struct name *name = name_of(&assembler->names, text, strlen(text));
	struct section **sections = name->sections;
	if (sections == NULL)
		sections = name->sections =
		        arena_take(&assembler->arena, (PARTS + 1) * sizeof *sections);
	if (sections[part] == NULL) {
		sections[part] = arena_take(&assembler->arena, sizeof *sections[part]);
		*sections[part] =
		        (struct section){ .name = name->text, .part = part, .alignment = 4 };
		if (part != PART_DROPPED)
			add_section(assembler, sections[part]);
		if (part != PART_DROPPED && ++assembler->section_count == MOST_SECTIONS)
			error_at(&assembler->diagnostics, 0, "there are more than %d sections",
			         MOST_SECTIONS - 1);
	}
	return sections[part];
}

struct piece *piece_of(struct assembler *assembler, const char *text, enum part part)
{
	struct name *name = name_of(&assembler->names, text, strlen(text));
	enter_unit(assembler, name);
	if (name->piece == NULL) {
		struct piece *piece = allocate_zeroed(1, sizeof *piece);
		piece->section = section_of(assembler, name->text, part);
		piece->unit = assembler->unit;
		piece->name = name->text;
		piece->alignment = part == PART_TEXT ? 4 : 1;
		*assembler->unit->last_piece = piece;
		assembler->unit->last_piece = &piece->next;
		name->piece = piece;
	}
	return name->piece;
}

void piece_free(struct piece *piece)
{
	free(piece->bytes);
	free(piece->fixups);
	free(piece->lines);
	free(piece->stretches);
	free(piece);
}

void place_dropped(struct unit *unit)
{
	for (struct piece *piece = unit->pieces; piece != NULL; piece = piece->next) {
		struct section *section = piece->section;
		if (section->part != PART_DROPPED)
			continue;
		uint32_t mask = piece->alignment - 1;
		piece->address = (section->size + mask) & ~mask;
		section->size = piece->address + (uint32_t)piece->size;
	}
}

static bool has_room(struct assembler *assembler, uint32_t location, size_t size)
{
	if (size <= PIECE_LIMIT - assembler->piece->size)
		return true;
	error_at(&assembler->diagnostics, location, "section '%s' grows beyond %d MiB",
	         assembler->piece->name, PIECE_LIMIT >> 20);
	return false;
}

static bool are_zero(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; bytes != NULL && i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

/* What comes next is code, or is data. */
static void begin_stretch(struct piece *piece, bool is_code)
{
	const struct stretch *last =
	        piece->stretch_count == 0 ? NULL : &piece->stretches[piece->stretch_count - 1];
	if (last != NULL && last->is_code == is_code)
		return;
	piece->stretches = grow(piece->stretches, &piece->stretch_capacity,
	                        piece->stretch_count + 1, sizeof *piece->stretches);
	piece->stretches[piece->stretch_count++] =
	        (struct stretch){ (uint32_t)piece->size, is_code };
}

static bool append(struct assembler *assembler, uint32_t location, const void *bytes, size_t size,
                   bool is_code)
{
	struct piece *piece = assembler->piece;
	if (size == 0)
		return true;
	if (!has_room(assembler, location, size))
		return false;
	if (piece->section->part == PART_DROPPED) {
		piece->size += size;
		return true;
	}
	if (piece->section->part == PART_BSS) {
		if (!are_zero(bytes, size)) {
			error_at(&assembler->diagnostics, location,
			         "section '%s' can hold zeros only", piece->name);
			return false;
		}
	} else {
		begin_stretch(piece, is_code);
		piece->bytes = grow(piece->bytes, &piece->capacity, piece->size + size, 1);
		if (bytes != NULL)
			memcpy(piece->bytes + piece->size, bytes, size);
		else
			memset(piece->bytes + piece->size, 0, size);
	}
	piece->size += size;
	return true;
}

bool add_bytes(struct assembler *assembler, uint32_t location, const void *bytes, size_t size)
{
	return append(assembler, location, bytes, size, false);
}

/* Adds bytes, and a fixup for them: an instruction has bytes before it is known, data has none. */
static bool add_unfinished(struct assembler *assembler, uint32_t location, char kind,
                           const void *bytes, size_t size, const struct expression *expression)
{
	struct piece *piece = assembler->piece;
	size_t offset = piece->size;
	if (piece->section->part == PART_BSS) {
		error_at(&assembler->diagnostics, location, "section '%s' can hold zeros only",
		         piece->name);
		return false;
	}
	if (!append(assembler, location, bytes, size, bytes != NULL))
		return false;
	if (piece->section->part == PART_DROPPED)
		return true;
	mark_references(expression);
	piece->fixups = grow(piece->fixups, &piece->fixup_capacity, piece->fixup_count + 1,
	                     sizeof *piece->fixups);
	piece->fixups[piece->fixup_count++] = (struct fixup){
		.expression = expression,
		.offset = (uint32_t)offset,
		.location = location,
		.kind = kind,
	};
	return true;
}

bool add_fixup(struct assembler *assembler, uint32_t location, char kind, size_t size,
               const struct expression *expression)
{
	return add_unfinished(assembler, location, kind, NULL, size, expression);
}

static void put_word(uint8_t bytes[4], uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		bytes[i] = (uint8_t)(word >> 8 * i);
}

bool add_word(struct assembler *assembler, uint32_t location, uint32_t word, char kind,
              const struct expression *expression)
{
	struct piece *piece = assembler->piece;
	if (piece->size % 4 != 0) {
		error_at(&assembler->diagnostics, location,
		         "an instruction must lie at a multiple of 4: use .align 2 before it");
		return false;
	}
	if (piece->alignment < 4)
		piece->alignment = 4;
	note_line(assembler);
	uint8_t bytes[4];
	put_word(bytes, word);
	if (kind != 0)
		return add_unfinished(assembler, location, kind, bytes, sizeof bytes, expression);
	return append(assembler, location, bytes, sizeof bytes, true);
}

bool add_filled(struct assembler *assembler, uint32_t location, int fill, size_t size)
{
	struct piece *piece = assembler->piece;
	size_t from = piece->size;
	uint8_t byte = (uint8_t)fill;
	/* What a section cannot hold is told of one byte as of many. */
	if (size > 0 && piece->section->part == PART_BSS && !are_zero(&byte, 1))
		return add_bytes(assembler, location, &byte, 1);
	if (!add_bytes(assembler, location, NULL, size))
		return false;
	if (size > 0 && fill != 0 && piece->bytes != NULL)
		memset(piece->bytes + from, fill, size);
	return true;
}

bool add_copies(struct assembler *assembler, uint32_t location, const void *bytes, size_t size,
                size_t count)
{
	if (are_zero(bytes, size))
		return add_bytes(assembler, location, NULL, size * count);
	if (!has_room(assembler, location, size * count))
		return false;
	for (; count > 0; count--)
		if (!add_bytes(assembler, location, bytes, size))
			return false;
	return true;
}

/* Zeros up to a whole word, then instructions that do nothing. */
static bool pad_with_instructions(struct assembler *assembler, uint32_t location, size_t size)
{
	uint8_t bytes[4];
	put_word(bytes, encode(&(struct instruction){ .operation = OPERATION_addi }));
	size_t rest = (4 - assembler->piece->size % 4) % 4;
	if (rest > size)
		rest = size;
	if (!add_bytes(assembler, location, NULL, rest))
		return false;
	for (size -= rest; size >= 4; size -= 4)
		if (!append(assembler, location, bytes, 4, true))
			return false;
	return add_bytes(assembler, location, NULL, size);
}

bool align_to(struct assembler *assembler, uint32_t location, uint32_t alignment, int fill,
              uint32_t maximum)
{
	struct piece *piece = assembler->piece;
	size_t size = (alignment - piece->size % alignment) % alignment;
	if (size > maximum)
		return true;
	if (piece->alignment < alignment)
		piece->alignment = alignment;
	if (fill < 0 && piece->section->part == PART_TEXT)
		return pad_with_instructions(assembler, location, size);
	return add_filled(assembler, location, fill < 0 ? 0 : fill, size);
}

void move_on(struct assembler *assembler, uint32_t location, const struct expression *place,
             int fill)
{
	if (place == NULL)
		return;
	struct evaluation evaluation = { .assembler = assembler };
	struct value value = evaluate(&evaluation, place);
	struct piece *piece = assembler->piece;
	int64_t from = (int64_t)piece->size;
	if (value.state != VALUE_KNOWN || (value.piece != NULL && value.piece != piece))
		error_at(&assembler->diagnostics, place->location,
		         "the place must be a number or a place in this section");
	else if (value.number < from)
		error_at(&assembler->diagnostics, place->location,
		         ".org cannot go back, from %lld to %lld", (long long)from,
		         (long long)value.number);
	else
		add_filled(assembler, location, fill, (size_t)(value.number - from));
}
