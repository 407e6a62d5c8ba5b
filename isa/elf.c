/* The image format: which ELF files are images for PG32, and their segments. */
#include "isa/elf.h"

#include <string.h>

#include "isa/marks.h"
#include "isa/profiles.h"

/* Offsets in the ELF header, and in a program header. */
enum {
	ELF_CLASS = 4,
	ELF_DATA = 5,
	ELF_TYPE = 16,
	ELF_MACHINE = 18,
	ELF_ENTRY = 24,
	ELF_PHOFF = 28,
	ELF_FLAGS = 36,
	ELF_PHENTSIZE = 42,
	ELF_PHNUM = 44,
	ELF_HEADER_SIZE = 52,
	SEGMENT_TYPE = 0,
	SEGMENT_OFFSET = 4,
	SEGMENT_ADDRESS = 12,
	SEGMENT_FILE_SIZE = 16,
	SEGMENT_MEMORY_SIZE = 20,
	SEGMENT_HEADER_SIZE = 32
};

enum { CLASS_32 = 1, DATA_LITTLE_ENDIAN = 1, TYPE_EXECUTABLE = 2, SEGMENT_LOAD = 1 };

const char *elf_error_text(enum elf_error error)
{
	switch (error) {
	case ELF_SOUND:
		return "no error";
	case ELF_NOT_ELF:
		return "not an ELF file";
	case ELF_FOREIGN:
		return "not an executable for PG32";
	case ELF_PROFILE_UNKNOWN:
		return "made for a profile that is not known";
	case ELF_TRUNCATED:
		return "the file is truncated";
	case ELF_MALFORMED:
		return "the program headers make no sense";
	case ELF_EMPTY:
		return "there is nothing to load";
	case ELF_SEGMENTS_OVERLAP:
		return "segments overlap";
	case ELF_TOO_LARGE:
		return "the image is larger than memory";
	case ELF_ERRORS:
		break;
	}
	return "";
}

static uint32_t half_of(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
}

static uint32_t word_of(const uint8_t *bytes)
{
	return half_of(bytes) | half_of(bytes + 2) << 16;
}

uint32_t elf_headers(const uint8_t *bytes)
{
	return half_of(bytes + ELF_PHNUM);
}

uint32_t elf_entry(const uint8_t *bytes)
{
	return word_of(bytes + ELF_ENTRY);
}

uint32_t elf_profile(const uint8_t *bytes)
{
	return word_of(bytes + ELF_FLAGS);
}

/* The header of this index; false where it is of another kind. */
static bool get_header(const uint8_t *bytes, uint32_t index, struct elf_segment *segment)
{
	const uint8_t *header = bytes + word_of(bytes + ELF_PHOFF) + index * SEGMENT_HEADER_SIZE;
	*segment = (struct elf_segment){
		word_of(header + SEGMENT_OFFSET),
		word_of(header + SEGMENT_ADDRESS),
		word_of(header + SEGMENT_FILE_SIZE),
		word_of(header + SEGMENT_MEMORY_SIZE),
	};
	return word_of(header + SEGMENT_TYPE) == SEGMENT_LOAD;
}

bool elf_segment(const uint8_t *bytes, uint32_t index, struct elf_segment *segment)
{
	return get_header(bytes, index, segment) && segment->memory_size != 0;
}

static enum elf_error check_header(const uint8_t *bytes, uint32_t size)
{
	if (size < 4 || memcmp(bytes, "\177ELF", 4) != 0)
		return ELF_NOT_ELF;
	if (size < ELF_HEADER_SIZE)
		return ELF_TRUNCATED;
	if (bytes[ELF_CLASS] != CLASS_32 || bytes[ELF_DATA] != DATA_LITTLE_ENDIAN ||
	    half_of(bytes + ELF_TYPE) != TYPE_EXECUTABLE ||
	    half_of(bytes + ELF_MACHINE) != ELF_MACHINE_PG32)
		return ELF_FOREIGN;
	if (word_of(bytes + ELF_FLAGS) >= PROFILES)
		return ELF_PROFILE_UNKNOWN;
	uint32_t count = elf_headers(bytes);
	if (half_of(bytes + ELF_PHENTSIZE) != SEGMENT_HEADER_SIZE || count == 0 ||
	    count > ELF_SEGMENTS || elf_entry(bytes) % 4 != 0)
		return ELF_MALFORMED;
	uint32_t offset = word_of(bytes + ELF_PHOFF);
	if (offset > size || size - offset < count * SEGMENT_HEADER_SIZE)
		return ELF_TRUNCATED;
	return ELF_SOUND;
}

static bool overlaps_an_earlier_one(const uint8_t *bytes, uint32_t index,
                                    const struct elf_segment *segment)
{
	struct elf_segment other;
	for (uint32_t i = 0; i < index; i++)
		if (elf_segment(bytes, i, &other) &&
		    segment->address < other.address + other.memory_size &&
		    other.address < segment->address + segment->memory_size)
			return true;
	return false;
}

static enum elf_error check_segment(const uint8_t *bytes, uint32_t size, uint32_t index,
                                    uint32_t limit, uint32_t *end)
{
	struct elf_segment segment;
	if (!get_header(bytes, index, &segment) || (segment.file_size | segment.memory_size) == 0)
		return ELF_SOUND;
	if (segment.offset > size || segment.file_size > size - segment.offset)
		return ELF_TRUNCATED;
	if (segment.file_size > segment.memory_size)
		return ELF_MALFORMED;
	if (segment.address > limit || segment.memory_size > limit - segment.address)
		return ELF_TOO_LARGE;
	if (overlaps_an_earlier_one(bytes, index, &segment))
		return ELF_SEGMENTS_OVERLAP;
	if (*end < segment.address + segment.memory_size)
		*end = segment.address + segment.memory_size;
	return ELF_SOUND;
}

enum elf_error elf_check(const uint8_t *bytes, uint32_t size, uint32_t limit, uint32_t *end)
{
	*end = 0;
	enum elf_error error = check_header(bytes, size);
	if (error != ELF_SOUND)
		return error;
	for (uint32_t i = 0; i < elf_headers(bytes) && error == ELF_SOUND; i++)
		error = check_segment(bytes, size, i, limit, end);
	return error == ELF_SOUND && *end == 0 ? ELF_EMPTY : error;
}
