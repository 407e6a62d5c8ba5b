/* ELF32 images: only what a loader needs, read by bytes, for it also runs where no library does. */
#include "machine/boot/elf.h"

/* Offsets in the ELF header, and in a program header. */
enum {
	ELF_CLASS = 4,
	ELF_DATA = 5,
	ELF_TYPE = 16,
	ELF_MACHINE = 18,
	ELF_ENTRY = 24,
	ELF_PHOFF = 28,
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

struct segment {
	uint32_t offset, address, file_size, memory_size;
};

static uint32_t segments_of(const struct file *file)
{
	return read_half(file->bytes + ELF_PHNUM);
}

/* The segment of this index; false where it is not to be loaded. */
static bool get_segment(const struct file *file, uint32_t index, struct segment *segment)
{
	const uint8_t *header =
	        file->bytes + read_word(file->bytes + ELF_PHOFF) + index * SEGMENT_HEADER_SIZE;
	*segment = (struct segment){
		read_word(header + SEGMENT_OFFSET),
		read_word(header + SEGMENT_ADDRESS),
		read_word(header + SEGMENT_FILE_SIZE),
		read_word(header + SEGMENT_MEMORY_SIZE),
	};
	return read_word(header + SEGMENT_TYPE) == SEGMENT_LOAD && segment->memory_size != 0;
}

static enum boot_error check_header(const struct file *file)
{
	const uint8_t *bytes = file->bytes;
	if (file->size < 4 || memcmp(bytes, "\177ELF", 4) != 0)
		return BOOT_NOT_ELF;
	if (file->size < ELF_HEADER_SIZE)
		return BOOT_TRUNCATED;
	if (bytes[ELF_CLASS] != CLASS_32 || bytes[ELF_DATA] != DATA_LITTLE_ENDIAN ||
	    read_half(bytes + ELF_TYPE) != TYPE_EXECUTABLE ||
	    read_half(bytes + ELF_MACHINE) != ELF_MACHINE_PG32)
		return BOOT_FOREIGN;
	uint32_t count = segments_of(file);
	if (read_half(bytes + ELF_PHENTSIZE) != SEGMENT_HEADER_SIZE || count == 0 ||
	    count > BOOT_SEGMENTS || read_word(bytes + ELF_ENTRY) % 4 != 0)
		return BOOT_MALFORMED;
	uint32_t offset = read_word(bytes + ELF_PHOFF);
	if (offset > file->size || file->size - offset < count * SEGMENT_HEADER_SIZE)
		return BOOT_TRUNCATED;
	return BOOT_OK;
}

static bool overlaps_an_earlier_one(const struct file *file, uint32_t index,
                                    const struct segment *segment)
{
	struct segment other;
	for (uint32_t i = 0; i < index; i++)
		if (get_segment(file, i, &other) &&
		    segment->address < other.address + other.memory_size &&
		    other.address < segment->address + segment->memory_size)
			return true;
	return false;
}

static enum boot_error check_segment(const struct file *file, uint32_t index, uint32_t limit,
                                     uint32_t *end)
{
	struct segment segment;
	if (!get_segment(file, index, &segment))
		return BOOT_OK;
	if (segment.offset > file->size || segment.file_size > file->size - segment.offset)
		return BOOT_TRUNCATED;
	if (segment.file_size > segment.memory_size)
		return BOOT_MALFORMED;
	if (segment.address > limit || segment.memory_size > limit - segment.address)
		return BOOT_IMAGE_TOO_LARGE;
	if (overlaps_an_earlier_one(file, index, &segment))
		return BOOT_SEGMENTS_OVERLAP;
	if (*end < segment.address + segment.memory_size)
		*end = segment.address + segment.memory_size;
	return BOOT_OK;
}

enum boot_error elf_check(const struct file *file, uint32_t limit, uint32_t *end)
{
	*end = 0;
	enum boot_error error = check_header(file);
	if (error != BOOT_OK)
		return error;
	for (uint32_t i = 0; i < segments_of(file) && error == BOOT_OK; i++)
		error = check_segment(file, i, limit, end);
	return error;
}

uint32_t elf_load(const struct file *file, struct memory *memory)
{
	struct segment segment;
	for (uint32_t i = 0; i < segments_of(file); i++)
		if (get_segment(file, i, &segment))
			memcpy(memory->bytes + segment.address, file->bytes + segment.offset,
			       segment.file_size);
	return read_word(file->bytes + ELF_ENTRY);
}
