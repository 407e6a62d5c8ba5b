/* Sections and pieces. */
#include "assembler/program/section.h"

#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"

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
	enter_unit(name, assembler->unit);
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
