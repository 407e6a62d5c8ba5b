/* The conversion: the header is checked and made PG32's, then each word of code becomes its
 * counterpart. */
#include "assembler/convert/convert.h"

#include <elf.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/convert/sections.h"
#include "assembler/image/image.h"
#include "assembler/image/mapping.h"
#include "isa/marks.h"
#include "isa/riscv.h"

enum { MOST_REFUSALS = 20 };

/* What helps against nearly everything that is refused. */
#define ADVICE "compile it with -march=rv32em -mabi=ilp32e"

struct converter {
	const struct conversion *options;
	uint8_t *bytes;
	size_t size;
	struct sections sections;
	struct mappings mappings;
	enum profile profile;
	bool names_profile;
	struct image *image;
	unsigned refusals;
	/* Of the section that is looked at: words that cannot be of RV32EM's four bytes. */
	uint32_t foreign, first_foreign;
};

__attribute__((format(printf, 2, 3))) static bool refuse(const struct converter *converter,
                                                         const char *format, ...)
{
	const struct conversion *options = converter->options;
	char message[1024]; /* it has names of sections, symbols and files */
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	fprintf(options->messages, "%s: ", options->tool);
	image_print_name(options->messages, options->name);
	fputs(": ", options->messages);
	image_print_name(options->messages, message);
	fputc('\n', options->messages);
	return false;
}

static bool check_flags(const struct converter *converter, uint32_t flags)
{
	if (flags & EF_RISCV_RVC)
		return refuse(converter, "it has compressed instructions: " ADVICE);
	if (flags & EF_RISCV_FLOAT_ABI)
		return refuse(converter, "it has floating-point registers: " ADVICE);
	if (!(flags & EF_RISCV_RVE))
		return refuse(converter, "it is made for 32 registers, and PG32 has 16: " ADVICE);
	return true;
}

static bool check_type(const struct converter *converter, unsigned type)
{
	switch (type) {
	case ET_EXEC:
		return true;
	case ET_REL:
		return refuse(converter, "an object that is not linked: pg32-cc links it");
	case ET_DYN:
		return refuse(converter, "a shared or position-independent file: link it with "
		                         "-static and -no-pie");
	default:
		return refuse(converter, "not an executable (ELF type %u)", type);
	}
}

/* Checks the header and makes it PG32's. */
static bool convert_header(struct converter *converter)
{
	Elf32_Ehdr header;
	if (converter->size < SELFMAG || memcmp(converter->bytes, ELFMAG, SELFMAG) != 0)
		return refuse(converter, "not an ELF file");
	if (converter->size < sizeof header)
		return refuse(converter, "truncated ELF header");
	memcpy(&header, converter->bytes, sizeof header);
	if (header.e_ident[EI_DATA] != ELFDATA2LSB)
		return refuse(converter, "not a little-endian ELF file");
	if (header.e_machine == ELF_MACHINE_PG32)
		return refuse(converter, "it is made for PG32 already");
	if (header.e_machine != EM_RISCV)
		return refuse(converter, "made for another machine (ELF machine %u, RISC-V is %u)",
		              header.e_machine, EM_RISCV);
	if (header.e_ident[EI_CLASS] != ELFCLASS32)
		return refuse(converter, "it is made for 64 bits: " ADVICE);
	if (!check_flags(converter, header.e_flags) || !check_type(converter, header.e_type))
		return false;
	if (header.e_entry % 4 != 0)
		return refuse(converter, "its entry 0x%x is not a multiple of 4", header.e_entry);
	header.e_machine = ELF_MACHINE_PG32;
	header.e_flags = 0;
	header.e_ident[EI_OSABI] = ELFOSABI_NONE;
	memcpy(converter->bytes, &header, sizeof header);
	return true;
}

static void set_profile(struct converter *converter)
{
	Elf32_Ehdr header;
	memcpy(&header, converter->bytes, sizeof header);
	header.e_flags = converter->profile;
	memcpy(converter->bytes, &header, sizeof header);
}

/* What an object said that it is made for. */
static bool take_profile(struct converter *converter, const char *name)
{
	enum profile profile = profile_named(name);
	if (profile == PROFILES)
		return refuse(converter, "an object is made for a profile that is not known");
	if (profile == PROFILE_pg32 || profile == converter->profile)
		return true;
	if (converter->names_profile)
		return refuse(converter, "an object is made for the profile %s, another for %s",
		              profile_rows[profile].name, profile_rows[converter->profile].name);
	converter->profile = profile;
	converter->names_profile = true;
	return true;
}

/* Takes the mapping symbols out of the symbol table. */
static bool read_mappings(struct converter *converter)
{
	struct sections *sections = &converter->sections;
	bool is_good = true;
	for (size_t i = 0; i < sections->symbol_count; i++) {
		Elf32_Sym symbol = get_symbol(sections, i);
		const char *name = symbol_name(sections, &symbol);
		struct mapping mapping = { symbol.st_shndx, symbol.st_value, MAPPED_CODE };
		if (ELF32_ST_TYPE(symbol.st_info) != STT_NOTYPE || name == NULL)
			continue;
		if (strncmp(name, MAPPING_ISA, strlen(MAPPING_ISA)) == 0)
			is_good &= take_profile(converter, name + strlen(MAPPING_ISA));
		else if (is_mapping_name(name, &mapping.kind))
			add_mapping(&converter->mappings, mapping);
		else
			continue;
		mark_removed(sections, i);
	}
	sort_mappings(&converter->mappings);
	remove_marked(sections);
	return is_good;
}

/* Where a word of code is, for people: " (symbol+0x8), file:line". */
enum { PLACE_SIZE = 400 };

static void print_place(const struct converter *converter, uint32_t address, char place[PLACE_SIZE])
{
	const char *file, *symbol;
	uint32_t distance;
	unsigned line;
	symbol = image_symbol_at(converter->image, address, &distance);
	place[0] = 0;
	if (symbol != NULL)
		snprintf(place, PLACE_SIZE, " (%.100s+0x%x)", symbol, distance);
	if (image_line_at(converter->image, address, &file, &line))
		snprintf(place + strlen(place), PLACE_SIZE - strlen(place), ", %.200s:%u", file,
		         line);
}

/* A word that cannot be converted, with all that helps to find where it is from. */
static bool refuse_word(struct converter *converter, const struct code *code, uint32_t offset,
                        uint32_t word)
{
	struct instruction instruction;
	char place[PLACE_SIZE];
	if (converter->refusals++ >= MOST_REFUSALS)
		return false;
	print_place(converter, code->address + offset, place);
	if (!riscv_decode(word, &instruction))
		return refuse(converter, "%s+0x%x%s: 0x%08x is %s; " ADVICE, code->name, offset,
		              place, word, riscv_refusal(word));
	const char *profile = profile_rows[profile_of(instruction.operation)].name;
	return refuse(converter,
	              "%s+0x%x%s: 0x%08x is the instruction of the profile %s; say --isa %s",
	              code->name, offset, place, word, profile, profile);
}

/* GNU's assembler takes a pseudo-instruction such as "sw a0, symbol, a0", or "lw zero, symbol", and
 * makes of it words that lose what is to be stored, or the address. Neither is ever meant: whether
 * the word at the offset and the one behind it are such. */
static bool loses_operand(const struct code *code, uint32_t offset, uint32_t to)
{
	uint32_t words[2] = { 0 };
	struct instruction address, access;
	memcpy(words, code->bytes + offset, to - offset < 8 ? 4 : 8);
	if (!riscv_decode(words[0], &address) || address.operation != OPERATION_auipc)
		return false;
	bool stores = riscv_decode(words[1], &access) && word_has(encode(&access), TRAITS_STORE);
	return address.d == 0 || (stores && access.a == address.d && access.b == address.d);
}

static bool refuse_scratch(struct converter *converter, const struct code *code, uint32_t offset)
{
	char place[PLACE_SIZE];
	if (converter->refusals++ >= MOST_REFUSALS)
		return false;
	print_place(converter, code->address + offset, place);
	return refuse(converter,
	              "%s+0x%x%s: the register that gets the address is zero, or is stored there: "
	              "name another for it",
	              code->name, offset, place);
}

static bool is_known(const struct converter *converter, enum operation operation)
{
	enum profile profile = profile_of(operation);
	return profile == PROFILE_pg32 || profile == converter->profile;
}

/* PG32's word for a word of code; false where there is none. Zero is no instruction on either
 * side. */
static bool convert_word(const struct converter *converter, uint32_t riscv, bool may_escape,
                         uint32_t *word)
{
	struct instruction instruction;
	if (riscv == 0 || (may_escape && is_riscv_escape(riscv))) {
		*word = riscv_unescape(riscv);
		return true;
	}
	if (!riscv_decode(riscv, &instruction) || !is_known(converter, instruction.operation))
		return false;
	*word = encode(&instruction);
	return true;
}

/* Converts the words of a code section from one offset to another. */
static bool convert_words(struct converter *converter, const struct code *code, uint32_t from,
                          uint32_t to, bool may_escape)
{
	bool is_good = true;
	for (uint32_t offset = from; offset < to; offset += 4) {
		uint32_t riscv, word;
		memcpy(&riscv, code->bytes + offset, 4);
		if (loses_operand(code, offset, to))
			is_good = refuse_scratch(converter, code, offset);
		else if (convert_word(converter, riscv, may_escape, &word))
			memcpy(code->bytes + offset, &word, 4);
		else
			is_good = refuse_word(converter, code, offset, riscv);
	}
	return is_good;
}

static uint32_t next_word(uint32_t offset)
{
	return (offset + 3) & ~UINT32_C(3);
}

static bool count_foreign(struct converter *converter, const struct code *code, uint32_t from,
                          uint32_t to, bool may_escape)
{
	for (uint32_t offset = from; offset < to; offset += 4) {
		uint32_t riscv;
		memcpy(&riscv, code->bytes + offset, 4);
		if (riscv == 0 || may_escape || !is_riscv_escape(riscv))
			continue;
		if (converter->foreign++ == 0)
			converter->first_foreign = offset;
	}
	return true;
}

/* Another instruction set, or data among instructions, is one fault, however many words of a
 * section show it. */
static bool refuse_foreign(struct converter *converter, const struct code *code)
{
	uint32_t word, offset = converter->first_foreign;
	char place[PLACE_SIZE], others[60] = "";
	if (converter->refusals++ >= MOST_REFUSALS)
		return false;
	memcpy(&word, code->bytes + offset, sizeof word);
	print_place(converter, code->address + offset, place);
	if (converter->foreign > 1)
		snprintf(others, sizeof others, " (and so are %u others of the section)",
		         converter->foreign - 1);
	return refuse(converter, "%s+0x%x%s: 0x%08x is %s%s; " ADVICE, code->name, offset, place,
	              word, riscv_refusal(word), others);
}

/* Visits a section, stretch by stretch of one kind. */
static bool visit_code(struct converter *converter, const struct code *code,
                       bool (*visit)(struct converter *converter, const struct code *code,
                                     uint32_t from, uint32_t to, bool may_escape))
{
	const struct mappings *mappings = &converter->mappings;
	uint32_t whole = code->size & ~UINT32_C(3), offset = 0;
	bool is_good = true;
	while (offset < whole) {
		enum mapping_kind kind;
		size_t next = mapping_after(mappings, code->section, code->address + offset, &kind);
		uint32_t end = whole;
		if (next < mappings->count && mappings->items[next].section == code->section &&
		    mappings->items[next].address - code->address < whole)
			end = next_word(mappings->items[next].address - code->address);
		if (kind != MAPPED_DATA)
			is_good &= visit(converter, code, offset, end, kind == MAPPED_PG32);
		offset = end;
	}
	return is_good;
}

static bool convert_code(struct converter *converter, const struct code *code)
{
	converter->foreign = 0;
	visit_code(converter, code, count_foreign);
	return converter->foreign > 0 ? refuse_foreign(converter, code)
	                              : visit_code(converter, code, convert_words);
}

static bool convert_codes(struct converter *converter)
{
	bool is_good = true;
	for (size_t i = 0; i < converter->sections.code_count; i++)
		is_good &= convert_code(converter, &converter->sections.codes[i]);
	if (converter->refusals > MOST_REFUSALS)
		refuse(converter, "%u more such words", converter->refusals - MOST_REFUSALS);
	return is_good;
}

/* The word of code at an address, or NULL. */
static uint8_t *code_at(const struct converter *converter, uint32_t address,
                        const struct code **found)
{
	for (size_t i = 0; i < converter->sections.code_count; i++) {
		const struct code *code = &converter->sections.codes[i];
		if (address % 4 == 0 && address >= code->address && code->size >= 4 &&
		    address - code->address <= code->size - 4) {
			*found = code;
			return code->bytes + (address - code->address);
		}
	}
	return NULL;
}

/* Puts an immediate into the instruction at an address. What was taken out of the program by the
 * linker is at none. */
static bool place_immediate(struct converter *converter, uint32_t address, uint32_t value)
{
	struct instruction instruction;
	const struct code *code;
	uint8_t *bytes = code_at(converter, address, &code);
	uint32_t word;
	if (bytes == NULL)
		return true;
	memcpy(&word, bytes, sizeof word);
	if (!decode(converter->profile, word, &instruction))
		return true;
	instruction.immediate = (int32_t)value;
	if (!is_encodable(&instruction))
		return refuse(converter,
		              "%s+0x%x: the address 0x%x does not fit in the 16 bits of an "
		              "immediate",
		              code->name, address - code->address, value);
	word = encode(&instruction);
	memcpy(bytes, &word, sizeof word);
	return true;
}

static bool place_immediates(struct converter *converter)
{
	const struct sections *sections = &converter->sections;
	bool is_good = true;
	for (size_t i = 0; i + 8 <= sections->immediates_size; i += 8) {
		uint32_t pair[2];
		memcpy(pair, converter->bytes + sections->immediates + i, sizeof pair);
		is_good &= place_immediate(converter, pair[0], pair[1]);
	}
	return is_good;
}

/* The reader of images looks at the segments, and knows symbols and lines for messages. */
static bool open_image(struct converter *converter)
{
	char message[300];
	converter->image = image_from_bytes(converter->options->name, converter->bytes,
	                                    converter->size, message, sizeof message);
	if (converter->image == NULL)
		fprintf(converter->options->messages, "%s: %s\n", converter->options->tool,
		        message);
	return converter->image != NULL;
}

bool convert(const struct conversion *conversion, uint8_t *bytes, size_t size)
{
	struct converter converter = {
		.options = conversion,
		.bytes = bytes,
		.size = size,
		.profile = conversion->profile,
		.names_profile = conversion->names_profile,
	};
	const char *problem;
	bool is_good = convert_header(&converter);
	if (is_good && (problem = read_sections(&converter.sections, bytes, size)) != NULL)
		is_good = refuse(&converter, "%s", problem);
	is_good = is_good && read_mappings(&converter) && open_image(&converter) &&
	          convert_codes(&converter) && place_immediates(&converter);
	if (is_good)
		set_profile(&converter);
	image_close(converter.image);
	free_sections(&converter.sections);
	free(converter.mappings.items);
	return is_good;
}
