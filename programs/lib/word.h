/* A word at any address: PG32 loads and stores it in one instruction. */
#ifndef PG32_LIB_WORD_H
#define PG32_LIB_WORD_H

#include <stdint.h>

struct word {
	uint32_t value;
} __attribute__((packed, may_alias));

#endif
