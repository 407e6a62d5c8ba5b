/* Addresses of a level, as its own image has them. */
#include <inttypes.h>

#include "assembler/image/image.h"
#include "machine/check/look.h"

bool is_in_image(const struct check *check, uint32_t address)
{
	for (size_t i = 0; check->image != NULL && i < image_segments(check->image); i++) {
		struct image_segment segment = image_segment(check->image, i);
		if (address - segment.address < segment.memory_size)
			return true;
	}
	return false;
}

bool is_in_code(const struct check *check, uint32_t address)
{
	for (size_t i = 0; check->image != NULL && i < image_codes(check->image); i++) {
		struct image_code code = image_code(check->image, i);
		if (address - code.address < code.size)
			return true;
	}
	return false;
}

void print_data(FILE *file, const struct check *check, uint32_t physical)
{
	uint32_t offset, address = physical - check->origin;
	const char *symbol = !is_in_image(check, address)
	                             ? NULL
	                             : image_symbol_at(check->image, address, &offset);
	fprintf(file, "%08" PRIx32, address);
	if (symbol == NULL)
		return;
	fputs(" <", file);
	image_print_name(file, symbol);
	if (offset != 0)
		fprintf(file, "+0x%" PRIx32, offset);
	putc('>', file);
}
