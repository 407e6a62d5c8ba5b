/* A linked RISC-V executable becomes one of PG32, word for word: every address, symbol and debug
 * section stays as it is. */
#ifndef PG32_ASSEMBLER_CONVERT_H
#define PG32_ASSEMBLER_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct conversion {
	const char *tool, *name; /* for messages: who speaks, and of which file */
	FILE *messages;
	uint32_t profile;   /* of isa/profiles.h: that the image is for, where no object says
	                       otherwise */
	bool names_profile; /* the user chose it: objects of another are refused */
};

/* Converts the file's bytes where they lie. False after messages, a line each; the bytes are then
 * of no use. */
bool convert(const struct conversion *conversion, uint8_t *bytes, size_t size);

#endif
