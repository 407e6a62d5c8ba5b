/* Given: programs in boot modules. The parts of an ELF file that matter here are read word by word.
 */
#include "load.h"

enum { LOAD = 1, ENTRY = 24, TABLE = 28, COUNT = 44, SEGMENT_SIZE = 32 };

static uint32_t word(const uint8_t *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

static int is_within(uint32_t start, uint32_t size, uint32_t end)
{
	return start <= end && size <= end - start;
}

uint32_t load_program(const struct boot_table *table, uint32_t module, uint32_t base,
                      uint32_t bound)
{
	const uint8_t *file;
	uint32_t size, headers, count, i, k;
	uint8_t *to = (uint8_t *)base;

	if (module >= table->count || table->modules[module].size < 52)
		return 0;
	file = (const uint8_t *)table->modules[module].address;
	size = table->modules[module].size;
	headers = word(file + TABLE);
	count = word(file + COUNT) & 0xFFFF;
	if (word(file) != 0x464C457F || count > 16 ||
	    !is_within(headers, count * SEGMENT_SIZE, size))
		return 0;
	for (i = 0; i < bound; i++)
		to[i] = 0;
	for (i = 0; i < count; i++) {
		const uint8_t *segment = file + headers + i * SEGMENT_SIZE;
		uint32_t offset = word(segment + 4), address = word(segment + 8);
		uint32_t in_file = word(segment + 16), in_memory = word(segment + 20);
		if (word(segment) != LOAD)
			continue;
		if (in_file > in_memory || !is_within(offset, in_file, size) ||
		    !is_within(address, in_memory, bound))
			return 0;
		for (k = 0; k < in_file; k++)
			to[address + k] = file[offset + k];
	}
	return word(file + ENTRY);
}
