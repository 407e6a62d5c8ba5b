/* The names of places, causes and ports. */
#include "machine/run/names.h"

#include <inttypes.h>

#include "isa/ports.h"

void print_place(FILE *file, struct image *image, uint32_t address)
{
	uint32_t offset;
	const char *source;
	unsigned line;
	const char *symbol = image == NULL ? NULL : image_symbol_at(image, address, &offset);
	if (symbol != NULL) {
		fputs(" <", file);
		image_print_name(file, symbol);
		if (offset != 0)
			fprintf(file, "+0x%" PRIx32, offset);
		putc('>', file);
	}
	if (image != NULL && image_line_at(image, address, &source, &line)) {
		putc(' ', file);
		image_print_name(file, source);
		fprintf(file, ":%u", line);
	}
}

const char *cause_text(enum cause cause)
{
	switch (cause) {
#define CAUSE(NAME, number, text, value, hint) \
	case CAUSE_##NAME:                     \
		return text;
#include "isa/causes.def"
	case CAUSE_NONE:
	case CAUSES:
		break;
	}
	return "?";
}

const char *port_name(uint32_t port)
{
	switch (port) {
#define PORT(NAME, number, DEVICE, direction, text) \
	case PORT_##NAME:                           \
		return #NAME;
#include "isa/ports.def"
	default:
		return "no device's";
	}
}
