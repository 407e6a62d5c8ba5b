/* Compression by earlier occurrences and back: branches on data, and copies of a few bytes. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { TEXT = 16384, HASHES = 4096, LEAST = 4, MOST = 130, PASSES = SCALE };

/* A byte n below 128 is followed by n + 1 plain bytes, any other by the distance, two bytes, of
 * n - 128 + LEAST bytes to copy. */
struct buffer {
	uint8_t bytes[2 * TEXT];
	uint32_t size;
};

static uint32_t hash(const uint8_t *bytes)
{
	uint32_t word = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	                (uint32_t)bytes[3] << 24;

	return word * UINT32_C(2654435761) >> 20;
}

static void put_plain(struct buffer *to, const uint8_t *bytes, uint32_t size)
{
	while (size > 0) {
		uint32_t part = size < 128 ? size : 128;

		to->bytes[to->size++] = (uint8_t)(part - 1);
		memcpy(to->bytes + to->size, bytes, part);
		to->size += part;
		bytes += part;
		size -= part;
	}
}

static uint32_t matching(const uint8_t *left, const uint8_t *right, uint32_t limit)
{
	uint32_t size = 0;

	while (size < limit && left[size] == right[size])
		size++;
	return size;
}

static void compress(const uint8_t *text, struct buffer *to)
{
	static uint16_t places[HASHES];
	uint32_t plain = 0, next = 1;

	memset(places, 0, sizeof(places));
	to->size = 0;
	while (next + LEAST <= TEXT) {
		uint16_t *place = &places[hash(text + next)];
		uint32_t earlier = *place;
		uint32_t limit = TEXT - next < MOST ? TEXT - next : MOST;
		uint32_t size = matching(text + earlier, text + next, limit);

		*place = (uint16_t)next;
		if (size < LEAST) {
			next++;
			continue;
		}
		put_plain(to, text + plain, next - plain);
		to->bytes[to->size++] = (uint8_t)(size - LEAST + 128);
		to->bytes[to->size++] = (uint8_t)(next - earlier);
		to->bytes[to->size++] = (uint8_t)((next - earlier) >> 8);
		next += size;
		plain = next;
	}
	put_plain(to, text + plain, TEXT - plain);
}

static void expand(const struct buffer *from, uint8_t *text)
{
	const uint8_t *next = from->bytes, *end = next + from->size;

	while (next < end) {
		uint32_t size = *next++;

		if (size < 128) {
			memcpy(text, next, size + 1);
			next += size + 1;
			text += size + 1;
			continue;
		}
		uint32_t distance = next[0] | (uint32_t)next[1] << 8;
		next += 2;
		for (size = size - 128 + LEAST; size > 0; size--, text++)
			*text = *(text - distance);
	}
}

int main(void)
{
	static uint8_t text[TEXT], again[TEXT];
	static struct buffer compressed;
	static const char words[][8] = { "the ",     "machine ", "traps ", "and ",
		                         "resumes ", "its ",     "guest\n" };
	uint32_t total = 0, random = 1, filled = 0;

	while (filled < TEXT) {
		random = random * 1103515245 + 12345;
		const char *word = words[(random >> 16) % 7];
		for (int i = 0; i < 8 && word[i] && filled < TEXT; i++)
			text[filled++] = (uint8_t)word[i];
	}
	for (int i = 0; i < PASSES; i++) {
		compress(text, &compressed);
		expand(&compressed, again);
		if (memcmp(text, again, TEXT) != 0)
			return 1;
		total = total * 31 + compressed.size;
		text[(uint32_t)i * 37 % TEXT] ^= 1;
	}
	printf("%d bytes to %" PRIu32 ", %08" PRIx32 "\n", TEXT, compressed.size, total);
	return 0;
}
