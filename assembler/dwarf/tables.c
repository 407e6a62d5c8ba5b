/* Filling the tables. */
#include "assembler/dwarf/tables.h"

#include "assembler/link/link.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"

const char *const dwarf_names[DWARF_TABLES] = {
	[DWARF_INFO] = ".debug_info",     [DWARF_ABBREVIATIONS] = ".debug_abbrev",
	[DWARF_LINES] = ".debug_line",    [DWARF_RANGES] = ".debug_rnglists",
	[DWARF_UNITS] = ".debug_aranges", [DWARF_FRAMES] = ".debug_frame",
};

static void put_place(struct dwarf *dwarf, struct dwarf_place place)
{
	struct bytes *bytes = &dwarf->tables[place.in];
	place.offset = (uint32_t)bytes->size;
	dwarf->places = grow(dwarf->places, &dwarf->place_capacity, dwarf->place_count + 1,
	                     sizeof *dwarf->places);
	dwarf->places[dwarf->place_count++] = place;
	put_number(bytes, (place.piece == NULL ? 0 : place.piece->address) + place.addend,
	           ADDRESS_SIZE);
}

void put_address(struct dwarf *dwarf, enum dwarf_table in, const struct piece *piece,
                 uint32_t offset)
{
	put_place(dwarf, (struct dwarf_place){ .in = in, .piece = piece, .addend = offset });
}

void put_offset(struct dwarf *dwarf, enum dwarf_table in, enum dwarf_table to, size_t offset)
{
	put_place(dwarf, (struct dwarf_place){ .in = in, .to = to, .addend = (uint32_t)offset });
}

size_t begin_block(struct bytes *bytes)
{
	put_number(bytes, 0, 4);
	return bytes->size;
}

void end_block(struct bytes *bytes, size_t start)
{
	set_word(bytes, start - 4, (uint32_t)(bytes->size - start));
}

const char *source_name(const struct unit *unit)
{
	return shown_name(unit, unit->file_count == 0 ? unit->name : unit->files[0].name);
}
