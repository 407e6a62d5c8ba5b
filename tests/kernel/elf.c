/* The kernel's ELF check: a program passes, and no lie of a header does. */
#include <criterion/criterion.h>
#include <string.h>
#include "isa/architecture.h"
#include "programs/kernel/elf.h"

enum { FILE_SIZE = 0x2000, BEGIN = 0x8000, END = 0x100000 };

static const struct elf_header header = { .magic = { 0x7F, 'E', 'L', 'F' },
	                                  .class = 1,
	                                  .order = 1,
	                                  .type = ELF_EXECUTABLE,
	                                  .machine = ELF_MACHINE_PG32,
	                                  .entry = 0x8004,
	                                  .segments = 52,
	                                  .segment_size = 32,
	                                  .segment_count = 2 };

static const struct elf_segment segments[2] = {
	{ .type = ELF_LOAD,
	  .offset = 0x1000,
	  .virtual_address = 0x8000,
	  .file_size = 0x800,
	  .memory_size = 0x800 },
	{ .type = ELF_LOAD,
	  .offset = 0x1800,
	  .virtual_address = 0x9000,
	  .file_size = 0x100,
	  .memory_size = 0x2345 },
};

static bool accepts_header(size_t offset, uint32_t value, size_t size)
{
	struct elf_header changed = header;
	memcpy((char *)&changed + offset, &value, size);
	return elf_header_is_sound(&changed, FILE_SIZE);
}

#define HEADER_WITH(member, value) \
	accepts_header(offsetof(struct elf_header, member), value, sizeof header.member)

Test(elf, accepts_a_program)
{
	uint32_t top;
	cr_assert(elf_header_is_sound(&header, FILE_SIZE));
	cr_assert(elf_segments_are_sound(&header, segments, FILE_SIZE, BEGIN, END, &top));
	cr_assert_eq(top, 0xB345);
}

Test(elf, refuses_headers_of_something_else)
{
	cr_assert_not(HEADER_WITH(magic, 0));
	cr_assert_not(HEADER_WITH(class, 2));
	cr_assert_not(HEADER_WITH(order, 2));
	cr_assert_not(HEADER_WITH(type, 1));
	cr_assert_not(HEADER_WITH(machine, 243));
}

Test(elf, refuses_a_segment_table_outside_the_file)
{
	cr_assert_not(HEADER_WITH(segment_size, 31));
	cr_assert_not(HEADER_WITH(segment_count, ELF_SEGMENTS + 1));
	cr_assert_not(HEADER_WITH(segment_count, 0xFFFF));
	cr_assert_not(HEADER_WITH(segments, FILE_SIZE - 63));
	cr_assert(HEADER_WITH(segments, FILE_SIZE - 64));
	cr_assert_not(HEADER_WITH(segments, 0xFFFFFFF0));
}

/* The top of the program with the second segment changed, 0 where it is refused. */
static uint32_t top_with(size_t offset, uint32_t value)
{
	struct elf_segment changed[2] = { segments[0], segments[1] };
	uint32_t top;
	memcpy((char *)&changed[1] + offset, &value, sizeof value);
	return elf_segments_are_sound(&header, changed, FILE_SIZE, BEGIN, END, &top) ? top : 0;
}

#define TOP_WITH(member, value) top_with(offsetof(struct elf_segment, member), value)

Test(elf, refuses_segments_outside_the_file)
{
	cr_assert_eq(TOP_WITH(offset, FILE_SIZE - 0x100), 0xB345);
	cr_assert_eq(TOP_WITH(offset, FILE_SIZE - 0xFF), 0);
	cr_assert_eq(TOP_WITH(offset, 0xFFFFFF80), 0);
	cr_assert_eq(TOP_WITH(file_size, 0x2346), 0);
	cr_assert_eq(TOP_WITH(file_size, 0x801), 0);
	cr_assert_eq(TOP_WITH(file_size, 0xFFFFFFFF), 0);
}

Test(elf, refuses_segments_outside_the_window)
{
	cr_assert_eq(TOP_WITH(virtual_address, BEGIN), 0xA345);
	cr_assert_eq(TOP_WITH(virtual_address, BEGIN - 1), 0);
	cr_assert_eq(TOP_WITH(virtual_address, END - 0x2345), END);
	cr_assert_eq(TOP_WITH(virtual_address, END - 0x2344), 0);
	cr_assert_eq(TOP_WITH(virtual_address, 0xFFFFF000), 0);
	cr_assert_eq(TOP_WITH(memory_size, 0xFFFFFFFF), 0);
}

Test(elf, refuses_bytes_for_a_segment_without_memory)
{
	cr_assert_eq(TOP_WITH(memory_size, 0), 0);
}

Test(elf, ignores_segments_that_are_not_loaded)
{
	cr_assert_eq(TOP_WITH(type, 0x70000003), 0x8800);
}

Test(elf, refuses_an_entry_that_no_jump_can_reach)
{
	uint32_t top;
	struct elf_header changed = header;
	static const uint32_t entries[] = { 0, 0x7FFC, 0x8002, 0x8800, 0xB348, 0xFFFFFFFC };
	for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
		changed.entry = entries[i];
		cr_assert_not(
		        elf_segments_are_sound(&changed, segments, FILE_SIZE, BEGIN, END, &top));
	}
	changed.entry = 0x9FFC;
	cr_assert(elf_segments_are_sound(&changed, segments, FILE_SIZE, BEGIN, END, &top));
}
