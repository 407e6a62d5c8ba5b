/* Bytes that grow. */
#include "assembler/text/output.h"

#include <stdbool.h>
#include <string.h>

#include "machine/front/memory.h"

void put_bytes(struct bytes *bytes, const void *data, size_t size)
{
	bytes->data = grow(bytes->data, &bytes->capacity, bytes->size + size + 1, 1);
	if (size > 0)
		memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
}

void put_string(struct bytes *bytes, const char *text)
{
	put_bytes(bytes, text, strlen(text) + 1);
}

void put_number(struct bytes *bytes, uint64_t number, unsigned size)
{
	uint8_t data[8];
	for (unsigned i = 0; i < size; i++)
		data[i] = (uint8_t)(number >> 8 * i);
	put_bytes(bytes, data, size);
}

void put_unsigned(struct bytes *bytes, uint64_t number)
{
	do {
		uint8_t byte = number & 0x7F;
		number >>= 7;
		byte |= number != 0 ? 0x80 : 0;
		put_bytes(bytes, &byte, 1);
	} while (number != 0);
}

void put_signed(struct bytes *bytes, int64_t number)
{
	bool more = true;
	while (more) {
		uint8_t byte = (uint8_t)((uint64_t)number & 0x7F);
		number = (number - byte) / 128;
		more = (byte & 0x40) != 0 ? number != -1 : number != 0;
		byte |= more ? 0x80 : 0;
		put_bytes(bytes, &byte, 1);
	}
}

void set_word(struct bytes *bytes, size_t offset, uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		bytes->data[offset + i] = (uint8_t)(word >> 8 * i);
}
