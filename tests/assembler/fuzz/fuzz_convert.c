/* Feeds the converter with damaged executables, and what looks through objects before they are
 * linked with damaged objects: fuzz-convert SECONDS SEED FILE...
 *
 * Each case is a file with a few bytes changed or its end cut off, by a generator that starts from
 * the seed. Whatever the bytes, the converter ends with an image that can be opened, or with a
 * message; an object has no problem, or one that is told in one line. Runs under sanitizers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "assembler/convert/convert.h"
#include "assembler/driver/objects.h"
#include "assembler/image/image.h"
#include "assembler/text/output.h"
#include "machine/front/file.h"

enum { MOST_CHANGES = 8 };

/* A number below a bound, from an xorshift generator. */
static uint32_t below(uint64_t *state, size_t bound)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (uint32_t)((*state >> 11) % bound);
}

/* Where damage is worth most: in the headers, at the front and at the end. */
static size_t place(uint64_t *state, size_t size)
{
	switch (below(state, 3)) {
	case 0:
		return below(state, size < 116 ? size : 116);
	case 1:
		return size - 1 - below(state, size < 1200 ? size : 1200);
	default:
		return below(state, size);
	}
}

static size_t damage(uint64_t *state, uint8_t *bytes, size_t size)
{
	static const uint8_t favourites[] = { 0, 1, 4, 0x7F, 0x80, 0xFF };
	for (uint32_t i = below(state, MOST_CHANGES) + 1; i > 0; i--)
		bytes[place(state, size)] = below(state, 2) == 0
		                                    ? (uint8_t)below(state, 256)
		                                    : favourites[below(state, sizeof favourites)];
	return below(state, 10) == 0 ? below(state, size) : size;
}

static void try_conversion(uint8_t *bytes, size_t size, FILE *messages)
{
	const struct conversion conversion = { .tool = "fuzz",
		                               .name = "case",
		                               .messages = messages };
	long before = ftell(messages);
	char message[300];
	if (!convert(&conversion, bytes, size)) {
		if (ftell(messages) == before)
			abort();
	} else {
		struct image *image =
		        image_from_bytes("case", bytes, size, message, sizeof message);
		if (image == NULL)
			abort();
		image_close(image);
	}
	rewind(messages);
}

static void try_object(const uint8_t *bytes, size_t size)
{
	char problem[200] = "";
	if (object_problem(bytes, size, problem, sizeof problem) != (problem[0] != 0) ||
	    strchr(problem, '\n') != NULL)
		abort();
}

static void try_case(const struct bytes *seed, uint64_t *state, FILE *messages)
{
	/* Memory of just this size, so that the sanitizer sees what goes beyond. */
	uint8_t *whole = malloc(seed->size);
	memcpy(whole, seed->data, seed->size);
	size_t size = damage(state, whole, seed->size);
	uint8_t *bytes = malloc(size + 1);
	memcpy(bytes, whole, size);
	bytes = realloc(bytes, size == 0 ? 1 : size);
	try_object(bytes, size);
	try_conversion(bytes, size, messages);
	free(bytes);
	free(whole);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 64;
	uint64_t state = strtoull(argv[2], NULL, 0) * 2 + 1, cases = 0;
	time_t end = time(NULL) + atoi(argv[1]);
	FILE *messages = tmpfile();
	for (int i = 3; messages != NULL; i = i + 1 < argc ? i + 1 : 3) {
		struct bytes seed = { 0 };
		seed.data = read_whole(argv[i], INT32_MAX, &seed.size);
		if (seed.data == NULL || seed.size == 0) {
			perror(argv[i]);
			return 1;
		}
		for (int j = 0; j < 100; j++)
			try_case(&seed, &state, messages);
		cases += 100;
		free(seed.data);
		if (time(NULL) >= end)
			break;
	}
	printf("%llu damaged files, none crashed\n", (unsigned long long)cases);
	return 0;
}
