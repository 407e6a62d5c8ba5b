/* Physical memory, and words in it. */
#ifndef PG32_MACHINE_CORE_MEMORY_H
#define PG32_MACHINE_CORE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "isa/psw.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are copied as they are");

/* What is not on the way of a hot path, and is to stay out of it. Who builds it may want it small,
 * too. */
#ifdef SELDOM_IS_SMALL
#define SELDOM __attribute__((noinline, cold))
#else
#define SELDOM __attribute__((noinline))
#endif

/* Physical memory: size is a multiple of the page and at least one. */
struct memory {
	uint8_t *bytes;
	uint32_t size;
};

static inline uint32_t read_byte(const uint8_t *at)
{
	return *at;
}

static inline uint32_t read_half(const uint8_t *at)
{
	uint16_t half;
	memcpy(&half, at, sizeof half);
	return half;
}

static inline uint32_t read_word(const uint8_t *at)
{
	uint32_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

static inline void write_byte(uint8_t *at, uint32_t value)
{
	*at = (uint8_t)value;
}

static inline void write_half(uint8_t *at, uint32_t value)
{
	uint16_t half = (uint16_t)value;
	memcpy(at, &half, sizeof half);
}

static inline void write_word(uint8_t *at, uint32_t value)
{
	memcpy(at, &value, sizeof value);
}

/* A PSW in memory, word by word. */
static inline struct psw read_psw(const uint8_t *at)
{
	return (struct psw){ read_word(at), read_word(at + 4), read_word(at + 8),
		             read_word(at + 12), read_word(at + 16) };
}

static inline void write_psw(uint8_t *at, const struct psw *psw)
{
	write_word(at, psw->status);
	write_word(at + 4, psw->pc);
	write_word(at + 8, psw->base);
	write_word(at + 12, psw->bound);
	write_word(at + 16, psw->timer);
}

#endif
