/* The ELF executable, written with libelf. Its layout:
 *
 *   ELF header, program headers
 *   the bytes of the sections, each segment at an offset that is its address modulo 16
 *   .debug_*, .symtab, .strtab, .shstrtab
 *   section headers
 */
#include "assembler/image/executable.h"

#include <errno.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assembler/dwarf/dwarf.h"
#include "assembler/image/symbol_table.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/text/output.h"
#include "isa/marks.h"
#include "machine/front/file.h"

/* Text and read-only data are one segment, data and what is zero at first the other. */
enum segment { SEGMENT_TEXT, SEGMENT_DATA, SEGMENTS };

enum { FILE_ALIGNMENT = 16 };

struct writer {
	struct assembler *assembler;
	Elf *elf;
	struct bytes names; /* .shstrtab */
	uint32_t offset;    /* the end of the file so far */
	Elf32_Phdr segments[SEGMENTS];
};

static enum segment segment_of(const struct section *section)
{
	return section->part <= PART_RODATA ? SEGMENT_TEXT : SEGMENT_DATA;
}

/* Adds a section at its offset; data must stay until the file is written. Returns its number. */
static unsigned add_section(struct writer *writer, const char *name, Elf32_Shdr values, void *data)
{
	Elf_Scn *section = elf_newscn(writer->elf);
	Elf32_Shdr *header = elf32_getshdr(section);
	Elf_Data *contents = elf_newdata(section);
	*header = values;
	header->sh_name = (Elf32_Word)writer->names.size;
	put_string(&writer->names, name);
	contents->d_buf = values.sh_type == SHT_NOBITS ? NULL : data;
	contents->d_size = values.sh_size;
	contents->d_align = values.sh_addralign;
	contents->d_type = values.sh_type == SHT_SYMTAB ? ELF_T_SYM : ELF_T_BYTE;
	contents->d_version = EV_CURRENT;
	return (unsigned)elf_ndxscn(section);
}

/* Adds a section that is not loaded, at the end. */
static void add_table(struct writer *writer, const char *name, unsigned type,
                      const struct bytes *bytes, unsigned link, unsigned info)
{
	Elf32_Shdr header = {
		.sh_type = type,
		.sh_offset = (writer->offset + 3) & ~3u,
		.sh_size = (Elf32_Word)bytes->size,
		.sh_link = link,
		.sh_info = info,
		.sh_addralign = type == SHT_SYMTAB ? 4 : 1,
		.sh_entsize = type == SHT_SYMTAB ? sizeof(Elf32_Sym) : 0,
	};
	writer->offset = header.sh_offset + header.sh_size;
	add_section(writer, name, header, bytes->data);
}

/* The bytes of a section: its pieces at their places, zeros between them. */
static uint8_t *collect(struct assembler *assembler, const struct section *section)
{
	if (section->part == PART_BSS)
		return NULL;
	uint8_t *bytes = arena_take(&assembler->arena, section->size);
	for (const struct piece *piece = section->pieces; piece != NULL;
	     piece = piece->next_of_section)
		if (piece->size > 0)
			memcpy(bytes + (piece->address - section->address), piece->bytes,
			       piece->size);
	return bytes;
}

/* Makes the segment reach to the end of a section. The first gives it its place in the file. */
static void extend_segment(struct writer *writer, const struct section *section)
{
	Elf32_Phdr *segment = &writer->segments[segment_of(section)];
	if (segment->p_type == PT_NULL) {
		uint32_t offset = writer->offset;
		offset += (section->address - offset) % FILE_ALIGNMENT;
		*segment = (Elf32_Phdr){
			.p_type = PT_LOAD,
			.p_offset = offset,
			.p_vaddr = section->address,
			.p_paddr = section->address,
			.p_flags = segment_of(section) == SEGMENT_TEXT ? PF_R | PF_X : PF_R | PF_W,
			.p_align = FILE_ALIGNMENT,
		};
	}
	segment->p_memsz = section->address + section->size - segment->p_vaddr;
	if (section->part != PART_BSS) {
		segment->p_filesz = segment->p_memsz;
		writer->offset = segment->p_offset + segment->p_filesz;
	}
}

static void add_loaded(struct writer *writer, struct section *section)
{
	extend_segment(writer, section);
	const Elf32_Phdr *segment = &writer->segments[segment_of(section)];
	Elf32_Shdr header = {
		.sh_type = section->part == PART_BSS ? SHT_NOBITS : SHT_PROGBITS,
		.sh_flags = SHF_ALLOC,
		.sh_addr = section->address,
		.sh_offset = segment->p_offset + (section->address - segment->p_vaddr),
		.sh_size = section->size,
		.sh_addralign = section->alignment,
	};
	if (section->part == PART_BSS)
		header.sh_offset = segment->p_offset + segment->p_filesz;
	header.sh_flags |= section->part == PART_TEXT            ? SHF_EXECINSTR
	                   : segment_of(section) == SEGMENT_DATA ? SHF_WRITE
	                                                         : 0;
	section->number =
	        add_section(writer, section->name, header, collect(writer->assembler, section));
}

static void add_debug_tables(struct writer *writer, const struct dwarf *dwarf)
{
	for (enum dwarf_table table = 0; table < DWARF_TABLES; table++)
		if (dwarf->tables[table].size != 0)
			add_table(writer, dwarf_names[table], SHT_PROGBITS, &dwarf->tables[table],
			          0, 0);
}

static void write_header(struct writer *writer, size_t names_number)
{
	Elf32_Ehdr *header = elf32_getehdr(writer->elf);
	header->e_ident[EI_DATA] = ELFDATA2LSB;
	header->e_type = ET_EXEC;
	header->e_machine = ELF_MACHINE_PG32;
	header->e_version = EV_CURRENT;
	header->e_flags = writer->assembler->profile;
	header->e_entry = writer->assembler->entry;
	header->e_phoff = sizeof *header;
	header->e_shoff = (writer->offset + 3) & ~3u;
	header->e_shstrndx = (Elf32_Half)names_number;
}

static void write_segments(struct writer *writer, size_t count)
{
	Elf32_Phdr *header = elf32_newphdr(writer->elf, count);
	for (size_t i = 0; i < SEGMENTS; i++)
		if (writer->segments[i].p_type != PT_NULL)
			*header++ = writer->segments[i];
}

static size_t count_segments(const struct assembler *assembler)
{
	bool is_there[SEGMENTS] = { false };
	for (const struct section *section = assembler->sections; section != NULL;
	     section = section->next)
		if (section->size != 0)
			is_there[segment_of(section)] = true;
	return (size_t)is_there[SEGMENT_TEXT] + is_there[SEGMENT_DATA];
}

static size_t count_sections(struct writer *writer)
{
	size_t count = 0;
	elf_getshdrnum(writer->elf, &count);
	return count;
}

/* Builds the file in libelf's descriptor and writes it; false where libelf cannot. */
static bool write_elf(struct writer *writer, struct dwarf *dwarf, struct symbol_table *table)
{
	struct assembler *assembler = writer->assembler;
	size_t segments = count_segments(assembler);
	if (elf32_newehdr(writer->elf) == NULL)
		return false;
	elf_flagelf(writer->elf, ELF_C_SET, ELF_F_LAYOUT);
	writer->offset = (uint32_t)(sizeof(Elf32_Ehdr) + segments * sizeof(Elf32_Phdr));
	put_string(&writer->names, "");
	for (struct section *section = assembler->sections; section != NULL;
	     section = section->next)
		if (section->size != 0)
			add_loaded(writer, section);
	write_segments(writer, segments);
	*dwarf = make_dwarf(assembler);
	*table = make_symbol_table(assembler);
	add_debug_tables(writer, dwarf);
	add_table(writer, ".symtab", SHT_SYMTAB, &table->symbols,
	          (unsigned)count_sections(writer) + 1, table->locals);
	add_table(writer, ".strtab", SHT_STRTAB, &table->names, 0, 0);
	/* The last table holds its own name, so it is a copy that has it already. */
	struct bytes names = { 0 };
	put_bytes(&names, writer->names.data, writer->names.size);
	put_string(&names, ".shstrtab");
	size_t number = count_sections(writer);
	add_table(writer, ".shstrtab", SHT_STRTAB, &names, 0, 0);
	write_header(writer, number);
	bool is_written = elf_update(writer->elf, ELF_C_WRITE) >= 0;
	free(names.data);
	return is_written;
}

/* The file that was written to a stream; its bytes are to be freed. */
static bool read_back(FILE *stream, struct bytes *bytes)
{
	int file = fileno(stream);
	uint8_t buffer[1 << 16];
	ssize_t count;
	if (lseek(file, 0, SEEK_SET) != 0)
		return false;
	while ((count = read(file, buffer, sizeof buffer)) > 0)
		put_bytes(bytes, buffer, (size_t)count);
	return count == 0;
}

/* libelf writes to a file that has no name; then the output is made of it at once. */
static bool make_executable(struct assembler *assembler, FILE *stream, struct bytes *bytes)
{
	struct writer writer = { .assembler = assembler };
	struct dwarf dwarf = { .place_count = 0 };
	struct symbol_table table = { 0 };
	elf_version(EV_CURRENT);
	writer.elf = elf_begin(fileno(stream), ELF_C_WRITE, NULL);
	bool is_written = writer.elf != NULL && write_elf(&writer, &dwarf, &table);
	elf_end(writer.elf);
	free_dwarf(&dwarf);
	free(table.symbols.data);
	free(table.names.data);
	free(writer.names.data);
	return is_written && read_back(stream, bytes);
}

void write_executable(struct assembler *assembler)
{
	const char *path = assembler->options->output;
	struct bytes bytes = { 0 };
	FILE *stream = tmpfile();
	if (stream == NULL || !make_executable(assembler, stream, &bytes)) {
		int error = errno;
		const char *why = stream == NULL ? NULL : elf_errmsg(0);
		error_at(&assembler->diagnostics, 0, "cannot make the image: %s",
		         why == NULL ? strerror(error) : why);
	} else {
		int error = write_whole(path, bytes.data, bytes.size, true);
		if (error != 0)
			error_at(&assembler->diagnostics, 0, "cannot write '%s': %s", path,
			         writing_problem(error));
	}
	free(bytes.data);
	if (stream != NULL)
		fclose(stream);
}
