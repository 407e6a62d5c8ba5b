/* Making debug information. */
#include "assembler/dwarf/dwarf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assembler/dwarf/parts.h"
#include "assembler/program/assembler.h"

/* Where relative names of files begin, to be freed. */
static char *working_directory(const struct assembler *assembler)
{
	char *name = assembler->options->describes_symbols ? getcwd(NULL, 0) : NULL;
	return name != NULL ? name : strcpy(allocate(sizeof "."), ".");
}

struct dwarf make_dwarf(struct assembler *assembler)
{
	struct dwarf dwarf = { .place_count = 0 };
	char *directory = working_directory(assembler);
	for (const struct unit *unit = assembler->units; unit != NULL; unit = unit->next) {
		size_t lines = dwarf.tables[DWARF_LINES].size;
		if (!unit->is_linked)
			continue;
		put_frames(&dwarf, unit);
		if (!has_entries(assembler, unit))
			continue;
		put_lines(&dwarf, unit, directory);
		put_entries(&dwarf, assembler, unit, lines, directory);
	}
	if (dwarf.tables[DWARF_INFO].size != 0)
		put_abbreviations(&dwarf.tables[DWARF_ABBREVIATIONS]);
	free(directory);
	return dwarf;
}

void free_dwarf(struct dwarf *dwarf)
{
	for (enum dwarf_table table = 0; table < DWARF_TABLES; table++)
		free(dwarf->tables[table].data);
	free(dwarf->places);
}
