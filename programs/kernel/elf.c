/* Checks an ELF file that may hold anything. */
#include <string.h>
#include "isa/architecture.h"
#include "programs/kernel/elf.h"

/* Whether size bytes at start lie inside begin to end. */
static bool is_within(uint32_t start, uint32_t size, uint32_t begin, uint32_t end)
{
	return start >= begin && start <= end && size <= end - start;
}

bool elf_header_is_sound(const struct elf_header *header, uint32_t file_size)
{
	static const uint8_t magic[] = { 0x7F, 'E', 'L', 'F', 1, 1 };
	if (memcmp(header->magic, magic, sizeof magic) != 0 || header->type != ELF_EXECUTABLE ||
	    header->machine != ELF_MACHINE_PG32)
		return false;
	if (header->segment_size != sizeof(struct elf_segment) ||
	    header->segment_count > ELF_SEGMENTS)
		return false;
	uint32_t table = header->segment_count * (uint32_t)sizeof(struct elf_segment);
	return is_within(header->segments, table, 0, file_size);
}

bool elf_segments_are_sound(const struct elf_header *header, const struct elf_segment *segments,
                            uint32_t file_size, uint32_t begin, uint32_t end, uint32_t *top)
{
	bool has_entry = false;
	*top = begin;
	for (uint32_t i = 0; i < header->segment_count; i++) {
		const struct elf_segment *segment = &segments[i];
		uint32_t start = segment->virtual_address, size = segment->memory_size;
		if (segment->type != ELF_LOAD)
			continue;
		if (segment->file_size > size)
			return false;
		if (size == 0)
			continue;
		if (!is_within(start, size, begin, end) ||
		    !is_within(segment->offset, segment->file_size, 0, file_size))
			return false;
		has_entry |= header->entry >= start && header->entry - start < size;
		if (start + size > *top)
			*top = start + size;
	}
	return has_entry && header->entry % 4 == 0;
}
