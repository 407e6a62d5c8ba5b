/* Bytes that grow. */
#ifndef PG32_ASSEMBLER_OUTPUT_H
#define PG32_ASSEMBLER_OUTPUT_H

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

#endif
