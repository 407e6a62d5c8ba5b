/* Bytes that grow, and files that are there whole or not at all. */
#ifndef PG32_ASSEMBLER_OUTPUT_H
#define PG32_ASSEMBLER_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
	uint8_t *data; /* from malloc */
	size_t size, capacity;
};

void put_bytes(struct bytes *bytes, const void *data, size_t size);
void put_string(struct bytes *bytes, const char *text);               /* with its NUL */
void put_number(struct bytes *bytes, uint64_t number, unsigned size); /* little-endian */
void put_unsigned(struct bytes *bytes, uint64_t number);              /* LEB128 */
void put_signed(struct bytes *bytes, int64_t number);

/* Overwrites bytes that are there with a little-endian word. */
void set_word(struct bytes *bytes, size_t offset, uint32_t word);

/* Adds the contents of a file; returns an errno, 0: done. */
int read_file(const char *path, struct bytes *bytes);

/* Writes a file through a temporary one beside it, so that the file is never half written; what
 * is not a regular file (/dev/null) is written to as it is. On failure the file is as it was,
 * and the result is an errno; 0: done. */
int write_file(const char *path, const void *data, size_t size, bool is_executable);

#endif
