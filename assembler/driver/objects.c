/* Looks through objects of RISC-V: headers, symbols and relocations stay within their bounds. */
#include "assembler/driver/objects.h"

#include <ar.h>
#include <elf.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "isa/marks.h"
#include "isa/printable.h"
#include "machine/front/file.h"

enum { LARGEST_FILE = INT_MAX, LARGEST_ALIGNMENT = 1 << 24 };

/* Such an archive has its members in other files, which the linker finds. */
#define THIN_ARCHIVE "!<thin>\n"

#define ADVICE "compile it with -march=rv32em -mabi=ilp32e"

struct object {
	const uint8_t *bytes;
	size_t size;
	Elf32_Ehdr header;
	char *problem;
	size_t room;
};

__attribute__((format(printf, 2, 3))) static bool fails(const struct object *object,
                                                        const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(object->problem, object->room, format, arguments);
	va_end(arguments);
	return false;
}

static bool is_inside(const struct object *object, uint64_t offset, uint64_t size)
{
	return offset <= object->size && size <= object->size - offset;
}

static bool check_header(struct object *object)
{
	const Elf32_Ehdr *header = &object->header;
	if (object->size < sizeof *header)
		return fails(object, "truncated ELF header");
	memcpy(&object->header, object->bytes, sizeof object->header);
	if (header->e_machine == ELF_MACHINE_PG32)
		return fails(object, "a program of PG32: what is linked cannot be again");
	if (header->e_ident[EI_DATA] != ELFDATA2LSB || header->e_machine != EM_RISCV)
		return fails(object,
		             "made for another machine (ELF machine %u, RISC-V is %u): " ADVICE,
		             header->e_machine, EM_RISCV);
	if (header->e_ident[EI_CLASS] != ELFCLASS32)
		return fails(object, "made for 64 bits: " ADVICE);
	if (header->e_type != ET_REL)
		return fails(object, "not an object (ELF type %u): what is linked cannot be again",
		             header->e_type);
	if (header->e_flags & EF_RISCV_RVC)
		return fails(object, "it has compressed instructions: " ADVICE);
	if (header->e_flags & EF_RISCV_FLOAT_ABI)
		return fails(object, "it has floating-point registers: " ADVICE);
	if (!(header->e_flags & EF_RISCV_RVE))
		return fails(object, "it is made for 32 registers, and PG32 has 16: " ADVICE);
	if (header->e_shentsize != sizeof(Elf32_Shdr) || header->e_shnum == 0 ||
	    !is_inside(object, header->e_shoff, header->e_shnum * sizeof(Elf32_Shdr)) ||
	    header->e_shstrndx >= header->e_shnum)
		return fails(object, "damaged: its section headers are not within the file");
	if (header->e_phnum != 0)
		return fails(object, "damaged: it has program headers, which objects do not");
	return true;
}

static Elf32_Shdr section(const struct object *object, size_t index)
{
	Elf32_Shdr section;
	memcpy(&section, object->bytes + object->header.e_shoff + index * sizeof section,
	       sizeof section);
	return section;
}

/* Whether a section is a table of strings, of which the last ends. */
static bool is_strings(const struct object *object, size_t index)
{
	if (index == 0 || index >= object->header.e_shnum)
		return false;
	Elf32_Shdr strings = section(object, index);
	return strings.sh_type == SHT_STRTAB && strings.sh_size > 0 &&
	       is_inside(object, strings.sh_offset, strings.sh_size) &&
	       object->bytes[strings.sh_offset + strings.sh_size - 1] == 0;
}

static bool check_bounds(const struct object *object, size_t index)
{
	Elf32_Shdr this = section(object, index);
	uint32_t alignment = this.sh_addralign;
	if (this.sh_name >= section(object, object->header.e_shstrndx).sh_size)
		return fails(object, "damaged: section %zu has no name", index);
	if (this.sh_type != SHT_NOBITS && !is_inside(object, this.sh_offset, this.sh_size))
		return fails(object, "damaged: section %zu ends beyond the end of the file", index);
	if (this.sh_type == SHT_NOBITS && (this.sh_flags & SHF_MERGE) != 0)
		return fails(object, "damaged: section %zu has nothing that could be merged",
		             index);
	if ((this.sh_flags & SHF_ALLOC) != 0 && (this.sh_flags & SHF_EXCLUDE) != 0)
		return fails(object, "damaged: section %zu is both in programs and in none", index);
	if ((alignment & (alignment - 1)) != 0)
		return fails(object, "damaged: section %zu is aligned to 0x%x, no power of two",
		             index, alignment);
	if (alignment > LARGEST_ALIGNMENT)
		return fails(object, "section %zu is aligned to 0x%x, which is more than 0x%x",
		             index, alignment, LARGEST_ALIGNMENT);
	return true;
}

/* Of a symbol's st_other: who sees it, and that it is called in another way than usual. */
enum { KNOWN_OTHER = 0x83 };

static bool is_place(const struct object *object, unsigned index)
{
	return index < object->header.e_shnum || index == SHN_ABS || index == SHN_COMMON;
}

static bool check_symbols(const struct object *object, size_t index)
{
	Elf32_Shdr table = section(object, index);
	size_t count = table.sh_size / sizeof(Elf32_Sym);
	if (table.sh_entsize != sizeof(Elf32_Sym) || table.sh_size % sizeof(Elf32_Sym) != 0 ||
	    table.sh_info > count || !is_strings(object, table.sh_link))
		return fails(object, "damaged: its symbol table is none");
	uint32_t names = section(object, table.sh_link).sh_size;
	for (size_t i = 0; i < count; i++) {
		Elf32_Sym symbol;
		memcpy(&symbol, object->bytes + table.sh_offset + i * sizeof symbol, sizeof symbol);
		bool is_local = ELF32_ST_BIND(symbol.st_info) == STB_LOCAL;
		if (symbol.st_name >= names || !is_place(object, symbol.st_shndx) ||
		    is_local != (i < table.sh_info) || (symbol.st_other & ~KNOWN_OTHER) != 0)
			return fails(object, "damaged: symbol %zu is none", i);
		if (symbol.st_shndx < object->header.e_shnum &&
		    (section(object, symbol.st_shndx).sh_flags & SHF_MERGE) != 0 &&
		    symbol.st_value > section(object, symbol.st_shndx).sh_size)
			return fails(object, "damaged: symbol %zu is outside its section", i);
		if (symbol.st_shndx == SHN_COMMON &&
		    ((symbol.st_value & (symbol.st_value - 1)) != 0 ||
		     symbol.st_value > LARGEST_ALIGNMENT))
			return fails(object, "damaged: symbol %zu is aligned to 0x%x", i,
			             symbol.st_value);
	}
	return true;
}

/* The bytes that a relocation changes; 0 for what is no relocation of an object. */
static uint32_t width_of(unsigned type)
{
	static const uint8_t widths[] = {
		[R_RISCV_32] = 4,           [R_RISCV_64] = 8,           [R_RISCV_BRANCH] = 4,
		[R_RISCV_JAL] = 4,          [R_RISCV_CALL] = 8,         [R_RISCV_CALL_PLT] = 8,
		[R_RISCV_GOT_HI20] = 4,     [R_RISCV_TLS_GOT_HI20] = 4, [R_RISCV_TLS_GD_HI20] = 4,
		[R_RISCV_PCREL_HI20] = 4,   [R_RISCV_PCREL_LO12_I] = 4, [R_RISCV_PCREL_LO12_S] = 4,
		[R_RISCV_HI20] = 4,         [R_RISCV_LO12_I] = 4,       [R_RISCV_LO12_S] = 4,
		[R_RISCV_TPREL_HI20] = 4,   [R_RISCV_TPREL_LO12_I] = 4, [R_RISCV_TPREL_LO12_S] = 4,
		[R_RISCV_TPREL_ADD] = 4,    [R_RISCV_ADD8] = 1,         [R_RISCV_ADD16] = 2,
		[R_RISCV_ADD32] = 4,        [R_RISCV_ADD64] = 8,        [R_RISCV_SUB8] = 1,
		[R_RISCV_SUB16] = 2,        [R_RISCV_SUB32] = 4,        [R_RISCV_SUB64] = 8,
		[R_RISCV_SUB6] = 1,         [R_RISCV_SET6] = 1,         [R_RISCV_SET8] = 1,
		[R_RISCV_SET16] = 2,        [R_RISCV_SET32] = 4,        [R_RISCV_32_PCREL] = 4,
		[R_RISCV_TLS_DTPREL32] = 4,
	};
	return type < sizeof widths ? widths[type] : 0;
}

/* Relocations that change no bytes by themselves, but bound what the linker may take out. */
static bool is_mark(unsigned type)
{
	return type == R_RISCV_NONE || type == R_RISCV_RELAX || type == R_RISCV_ALIGN;
}

static bool check_relocation(const struct object *object, const Elf32_Rela *relocation,
                             size_t symbols, uint32_t size)
{
	unsigned type = ELF32_R_TYPE(relocation->r_info);
	uint32_t width = width_of(type);
	if (type == R_RISCV_ALIGN)
		width = relocation->r_addend < 0 ? UINT32_MAX : (uint32_t)relocation->r_addend;
	if (width == 0 && !is_mark(type))
		return fails(object, "damaged: a relocation of a type %u that is not known", type);
	if (ELF32_R_SYM(relocation->r_info) >= symbols)
		return fails(object, "damaged: a relocation against nothing (symbol %u of %zu)",
		             ELF32_R_SYM(relocation->r_info), symbols);
	if (relocation->r_offset > size || width > size - relocation->r_offset)
		return fails(object,
		             "damaged: a relocation at 0x%x, which is outside its section of 0x%x "
		             "bytes",
		             relocation->r_offset, size);
	return true;
}

/* Of a section that is merged with others, the linker asks what is at the place. */
static bool check_merged(const struct object *object, const Elf32_Rela *relocation,
                         const Elf32_Shdr *table)
{
	Elf32_Sym symbol;
	uint32_t index = ELF32_R_SYM(relocation->r_info);
	memcpy(&symbol,
	       object->bytes + section(object, table->sh_link).sh_offset + index * sizeof symbol,
	       sizeof symbol);
	if (ELF32_ST_TYPE(symbol.st_info) != STT_SECTION ||
	    symbol.st_shndx >= object->header.e_shnum)
		return true;
	Elf32_Shdr merged = section(object, symbol.st_shndx);
	if ((merged.sh_flags & SHF_MERGE) == 0 ||
	    symbol.st_value + (uint32_t)relocation->r_addend <= merged.sh_size)
		return true;
	return fails(object,
	             "damaged: the relocation at 0x%x is against 0x%x of section %u, "
	             "which is outside",
	             relocation->r_offset, symbol.st_value + (uint32_t)relocation->r_addend,
	             symbol.st_shndx);
}

static bool check_relocations(const struct object *object, size_t index)
{
	Elf32_Shdr table = section(object, index);
	if (table.sh_entsize != sizeof(Elf32_Rela) || table.sh_size % sizeof(Elf32_Rela) != 0 ||
	    table.sh_info == 0 || table.sh_info >= object->header.e_shnum || table.sh_link == 0 ||
	    table.sh_link >= object->header.e_shnum ||
	    section(object, table.sh_link).sh_type != SHT_SYMTAB)
		return fails(object, "damaged: section %zu of relocations is none", index);
	Elf32_Shdr target = section(object, table.sh_info);
	size_t symbols = section(object, table.sh_link).sh_size / sizeof(Elf32_Sym);
	uint32_t size = target.sh_type == SHT_NOBITS ? 0 : target.sh_size;
	for (size_t at = 0; at < table.sh_size; at += sizeof(Elf32_Rela)) {
		Elf32_Rela relocation;
		memcpy(&relocation, object->bytes + table.sh_offset + at, sizeof relocation);
		if (!check_relocation(object, &relocation, symbols, size) ||
		    !check_merged(object, &relocation, &table))
			return false;
	}
	return true;
}

static bool check_group(const struct object *object, size_t index)
{
	Elf32_Shdr group = section(object, index);
	uint32_t word;
	bool is_good = group.sh_size >= sizeof word && group.sh_size % sizeof word == 0 &&
	               group.sh_link < object->header.e_shnum &&
	               section(object, group.sh_link).sh_type == SHT_SYMTAB &&
	               group.sh_info < section(object, group.sh_link).sh_size / sizeof(Elf32_Sym);
	for (size_t at = sizeof word; is_good && at < group.sh_size; at += sizeof word) {
		memcpy(&word, object->bytes + group.sh_offset + at, sizeof word);
		is_good = word != 0 && word < object->header.e_shnum;
	}
	return is_good || fails(object, "damaged: group %zu is none", index);
}

/* Whether a group has the section, where its flag says so. */
static bool check_member(const struct object *object, size_t index)
{
	bool is_member = (section(object, index).sh_flags & SHF_GROUP) == 0;
	for (size_t i = 0; !is_member && i < object->header.e_shnum; i++) {
		Elf32_Shdr group = section(object, i);
		for (uint32_t at = 4; group.sh_type == SHT_GROUP && at + 4 <= group.sh_size;
		     at += 4) {
			uint32_t word;
			memcpy(&word, object->bytes + group.sh_offset + at, sizeof word);
			is_member |= word == index;
		}
	}
	return is_member ||
	       fails(object, "damaged: section %zu is of a group that has it not", index);
}

static bool check_section(const struct object *object, size_t index)
{
	if (!check_member(object, index))
		return false;
	switch (section(object, index).sh_type) {
	case SHT_SYMTAB:
		return check_symbols(object, index);
	case SHT_RELA:
		return check_relocations(object, index);
	case SHT_GROUP:
		return check_group(object, index);
	case SHT_REL:
	case SHT_DYNAMIC:
	case SHT_DYNSYM:
	case SHT_HASH:
		return fails(object, "damaged: section %zu is none of an object", index);
	case SHT_PROGBITS:
	case SHT_NOBITS:
	case SHT_NOTE:
	case SHT_INIT_ARRAY:
	case SHT_FINI_ARRAY:
	case SHT_PREINIT_ARRAY:
		return true;
	default:
		return (section(object, index).sh_flags & SHF_ALLOC) == 0 ||
		       fails(object, "damaged: section %zu is of a type that is not known", index);
	}
}

bool object_problem(const uint8_t *bytes, size_t size, char *problem, size_t room)
{
	struct object object = { .bytes = bytes, .size = size, .problem = problem, .room = room };
	if (!check_header(&object))
		return true;
	if (!is_strings(&object, object.header.e_shstrndx))
		return !fails(&object, "damaged: its sections have no names");
	/* All sections are within the file before any is read. */
	for (size_t i = 0; i < object.header.e_shnum; i++)
		if (!check_bounds(&object, i))
			return true;
	for (size_t i = 0; i < object.header.e_shnum; i++)
		if (!check_section(&object, i))
			return true;
	return false;
}

static bool is_elf(const uint8_t *bytes, size_t size)
{
	return size >= SELFMAG && memcmp(bytes, ELFMAG, SELFMAG) == 0;
}

static bool tell(const char *path, const char *member, const char *problem)
{
	char name[4096];
	size_t length = printable_text(name, sizeof name, path);
	if (member != NULL && length + 4 * sizeof((struct ar_hdr){ 0 }.ar_name) < sizeof name) {
		name[length++] = '(';
		length += printable_text(name + length, sizeof name - length, member);
		strcpy(name + length, ")");
	}
	fprintf(stderr, "pg32-cc: %s: %s\n", name, problem);
	return false;
}

/* Members lie one behind the other, each at an even offset behind its header. */
static bool check_archive(const char *path, const uint8_t *bytes, size_t size)
{
	char problem[200];
	struct ar_hdr header;
	for (size_t at = SARMAG; at < size;) {
		char name[sizeof header.ar_name + 1] = "", digits[sizeof header.ar_size + 1] = "";
		if (size - at < sizeof header)
			return tell(path, NULL, "a damaged archive: it ends within a header");
		memcpy(&header, bytes + at, sizeof header);
		at += sizeof header;
		memcpy(name, header.ar_name, sizeof header.ar_name);
		memcpy(digits, header.ar_size, sizeof header.ar_size);
		name[strcspn(name, "/ ")] = 0;
		unsigned long length = strtoul(digits, NULL, 10);
		if (memcmp(header.ar_fmag, ARFMAG, sizeof header.ar_fmag) != 0 ||
		    length > size - at)
			return tell(path, NULL, "a damaged archive: a member ends beyond its end");
		if (is_elf(bytes + at, length) &&
		    object_problem(bytes + at, length, problem, sizeof problem))
			return tell(path, name[0] == 0 ? "?" : name, problem);
		at += length + (length & 1);
	}
	return true;
}

static bool is_named_as_object(const char *path)
{
	const char *dot = strrchr(path, '.');
	return dot != NULL && (strcmp(dot, ".o") == 0 || strcmp(dot, ".a") == 0);
}

bool check_object_file(const char *path)
{
	char problem[200];
	size_t size;
	struct stat status;
	/* What is read here of a pipe the linker would miss, and it goes back and forth. */
	if (stat(path, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)))
		return tell(path, NULL, "not a file that can be linked; -x c reads C from it");
	uint8_t *bytes = read_whole(path, LARGEST_FILE, &size);
	bool is_good = true;
	if (bytes == NULL)
		return true; /* the linker says why */
	bool is_archive = size >= SARMAG && (memcmp(bytes, ARMAG, SARMAG) == 0 ||
	                                     memcmp(bytes, THIN_ARCHIVE, SARMAG) == 0);
	if (is_elf(bytes, size))
		is_good = !object_problem(bytes, size, problem, sizeof problem) ||
		          tell(path, NULL, problem);
	else if (is_archive)
		is_good = memcmp(bytes, ARMAG, SARMAG) != 0 || check_archive(path, bytes, size);
	else if (is_named_as_object(path))
		is_good = tell(path, NULL, "neither an object nor an archive");
	free(bytes);
	return is_good;
}
