/* Finding pointers to nested functions where warnings are silenced. */
#include "assembler/driver/nested.h"

#include <ctype.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/driver/process.h"
#include "machine/front/file.h"

/* Clones of functions have a word behind the dot. */
static bool is_nested_name(const char *name)
{
	const char *dot = strchr(name, '.');
	return dot != NULL && dot != name && isdigit((unsigned char)dot[1]) &&
	       dot[1 + strspn(dot + 1, "0123456789")] == 0;
}

static bool has_nested_symbols(const uint8_t *data, size_t size, const Elf32_Shdr *table,
                               const Elf32_Shdr *names)
{
	if ((uint64_t)table->sh_offset + table->sh_size > size || names->sh_size == 0 ||
	    (uint64_t)names->sh_offset + names->sh_size > size ||
	    data[names->sh_offset + names->sh_size - 1] != 0)
		return false;
	for (size_t i = 0; i < table->sh_size / sizeof(Elf32_Sym); i++) {
		Elf32_Sym symbol;
		memcpy(&symbol, data + table->sh_offset + i * sizeof symbol, sizeof symbol);
		if (ELF32_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_name < names->sh_size &&
		    is_nested_name((const char *)data + names->sh_offset + symbol.st_name))
			return true;
	}
	return false;
}

bool has_nested_functions(const char *object)
{
	Elf32_Ehdr header;
	size_t size = 0;
	uint8_t *data = read_whole(object, INT32_MAX, &size);
	bool is_found = false;
	if (data != NULL && size >= sizeof header) {
		memcpy(&header, data, sizeof header);
		size_t end = (size_t)header.e_shoff + header.e_shnum * sizeof(Elf32_Shdr);
		for (unsigned i = 0; end <= size && i < header.e_shnum; i++) {
			Elf32_Shdr table, names;
			memcpy(&table, data + header.e_shoff + i * sizeof table, sizeof table);
			if (table.sh_type != SHT_SYMTAB || table.sh_link >= header.e_shnum)
				continue;
			memcpy(&names, data + header.e_shoff + table.sh_link * sizeof names,
			       sizeof names);
			is_found |= has_nested_symbols(data, size, &table, &names);
		}
	}
	free(data);
	return is_found;
}

static bool is_about_trampolines(const char *line)
{
	return strstr(line, "[-Werror=trampolines]") != NULL ||
	       strstr(line, "[-Wtrampolines]") != NULL;
}

bool tells_of_trampolines(int messages)
{
	FILE *stream = fopen(nameless_path(messages), "r");
	char *line = NULL;
	size_t capacity = 0;
	bool is_told = false;
	while (stream != NULL && !is_told && getline(&line, &capacity, stream) >= 0)
		is_told = is_about_trampolines(line);
	free(line);
	if (stream != NULL)
		fclose(stream);
	return is_told;
}

bool compiles_without_trampolines(const struct driver *driver, const struct arguments *command,
                                  bool is_error)
{
	struct arguments again = { 0 };
	char *line = NULL;
	size_t capacity = 0;
	bool is_good = true;
	int errors = nameless_file();
	if (errors < 0)
		return false;
	for (size_t i = 0; i < command->count; i++) {
		bool is_output = i > 0 && strcmp(command->items[i - 1], "-o") == 0;
		if (strcmp(command->items[i], "-w") != 0)
			add_argument(&again, is_output ? "/dev/null" : command->items[i]);
	}
	run(driver, &again, -1, errors);
	free(again.items);
	FILE *stream = fdopen(errors, "r");
	rewind(stream);
	while (getline(&line, &capacity, stream) >= 0)
		if (is_about_trampolines(line)) {
			if (is_error)
				fputs(line, stderr);
			is_good = false;
		}
	free(line);
	fclose(stream);
	return is_good;
}
