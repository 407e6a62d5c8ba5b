/* The ELF32 file of a user program: its layout, and whether its numbers can be trusted. */
#ifndef PG32_KERNEL_ELF_H
#define PG32_KERNEL_ELF_H

#include <stdbool.h>
#include <stdint.h>

struct elf_header {
	uint8_t magic[4]; /* 0x7F, "ELF" */
	uint8_t class;    /* 1: 32 bits */
	uint8_t order;    /* 1: little-endian */
	uint8_t unused[10];
	uint16_t type; /* 2: executable */
	uint16_t machine;
	uint32_t version;
	uint32_t entry;
	uint32_t segments; /* where in the file */
	uint32_t sections;
	uint32_t flags;
	uint16_t header_size;
	uint16_t segment_size;
	uint16_t segment_count;
	uint16_t section_size;
	uint16_t section_count;
	uint16_t section_names;
};

struct elf_segment {
	uint32_t type;
	uint32_t offset; /* in the file */
	uint32_t virtual_address;
	uint32_t physical_address;
	uint32_t file_size; /* in bytes; what memory has beyond is zero */
	uint32_t memory_size;
	uint32_t flags;
	uint32_t alignment;
};

enum { ELF_EXECUTABLE = 2, ELF_LOAD = 1 };
enum { ELF_EXECUTE = 1, ELF_WRITE = 2, ELF_READ = 4 }; /* flags */
enum { ELF_SEGMENTS = 8 };                             /* that the loader accepts */

_Static_assert(sizeof(struct elf_header) == 52, "as in the file");
_Static_assert(sizeof(struct elf_segment) == 32, "as in the file");

/* Whether this is the header of a PG32 program whose segment table lies inside a file of this
 * size. */
bool elf_header_is_sound(const struct elf_header *header, uint32_t file_size);

/* Whether each segment to load lies inside the file, and in memory from begin to end; and the
 * entry inside one of them, at a multiple of 4. *top becomes the end of the highest one. The
 * segments are header->segment_count; segments of no size are not looked at. */
bool elf_segments_are_sound(const struct elf_header *header, const struct elf_segment *segments,
                            uint32_t file_size, uint32_t begin, uint32_t end, uint32_t *top);

#endif
