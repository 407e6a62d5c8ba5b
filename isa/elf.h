/* The image format: which ELF files are images for PG32, and their segments. One set of rules, for
 * the machine, a VMM and the tools; read by bytes, for it also runs where no library does. */
#ifndef PG32_ISA_ELF_H
#define PG32_ISA_ELF_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/psw.h"

/* The most program headers. */
enum { ELF_SEGMENTS = 64 };

/* Where the largest memory ends, which has whole pages. */
#define ELF_MEMORY (UINT32_MAX - PAGE_SIZE + 1)

enum elf_error {
	ELF_SOUND,
	ELF_NOT_ELF,
	ELF_FOREIGN,
	ELF_PROFILE_UNKNOWN,
	ELF_TRUNCATED,
	ELF_MALFORMED,
	ELF_EMPTY,
	ELF_SEGMENTS_OVERLAP,
	ELF_TOO_LARGE,
	ELF_ERRORS
};

/* One line, without a full stop, for people. */
const char *elf_error_text(enum elf_error error);

/* A part of memory that the image fills: file_size bytes from offset on, then zeros up to
 * memory_size. */
struct elf_segment {
	uint32_t offset, address, file_size, memory_size;
};

/* Whether so many bytes are an image all of whose segments lie below limit and none over another;
 * *end is the first address after the last one. */
enum elf_error elf_check(const uint8_t *bytes, uint32_t size, uint32_t limit, uint32_t *end);

/* What there is in a checked image: program headers; the one of this index, false where it is not
 * to be loaded; the address of the first instruction; the number of the profile (isa/profiles.h)
 * that it is made for. */
uint32_t elf_headers(const uint8_t *bytes);
bool elf_segment(const uint8_t *bytes, uint32_t index, struct elf_segment *segment);
uint32_t elf_entry(const uint8_t *bytes);
uint32_t elf_profile(const uint8_t *bytes);

#endif
