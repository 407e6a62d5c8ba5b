/* The heap: blocks do not overlap, what is freed is used again, misuse is seen. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programs/lib/platform.h"
#include "tests/library/library.h"

enum { BLOCKS = 200 };

struct held {
	unsigned char *bytes;
	size_t size;
	unsigned char mark;
};

static void check(const struct held *held)
{
	for (size_t i = 0; i < held->size; i++)
		cr_assert_eq(held->bytes[i], held->mark);
}

/* Changes one block in a random way. */
static void change(struct held *held)
{
	size_t size = (size_t)rand() % (rand() % 8 == 0 ? 8000 : 120);
	size_t kept = size < held->size ? size : held->size;
	unsigned char *bytes;

	check(held);
	if (rand() % 3 == 0) {
		bytes = pg32_realloc(held->bytes, size);
		for (size_t i = 0; bytes && i < kept; i++)
			cr_assert_eq(bytes[i], held->mark);
	} else {
		pg32_free(held->bytes);
		bytes = rand() % 4 == 0 ? pg32_calloc(1, size) : pg32_malloc(size);
		held->bytes = NULL;
	}
	if (!bytes) {
		held->size = held->bytes ? held->size : 0;
		return;
	}
	cr_assert_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
	held->bytes = bytes;
	held->size = size;
	held->mark = (unsigned char)rand();
	memset(bytes, held->mark, size);
}

Test(heap, blocks_keep_their_contents)
{
	struct held held[BLOCKS] = { 0 };

	host.heap_limit = 100000; /* so that memory ends now and then */
	for (int i = 0; i < 100000; i++)
		change(&held[rand() % BLOCKS]);
	for (int i = 0; i < BLOCKS; i++) {
		check(&held[i]);
		pg32_free(held[i].bytes);
	}
	/* Everything has joined again. */
	cr_assert_neq(pg32_malloc(90000), NULL);
}

Test(heap, ends_with_null)
{
	errno = 0;
	cr_assert_eq(pg32_malloc(SIZE_MAX), NULL);
	cr_assert_eq(pg32_malloc(SIZE_MAX - 100), NULL);
	cr_assert_eq(pg32_malloc(SIZE_MAX / 2), NULL);
	cr_assert_eq(pg32_malloc(1 << 20), NULL);
	cr_assert_eq(pg32_calloc(SIZE_MAX / 2, 4), NULL);
	cr_assert_eq(errno, ENOMEM);

	void *block = pg32_malloc(1000);

	cr_assert_neq(block, NULL);
	cr_assert_eq(pg32_realloc(block, SIZE_MAX - 8), NULL);
	pg32_free(block);
	pg32_free(NULL);
}

Test(heap, uses_all_of_its_memory)
{
	size_t blocks = 0;

	host.heap_limit = 8000;
	while (pg32_malloc(100))
		blocks++;
	cr_assert_geq(blocks, (8000 - 16) / 128);
}

Test(heap, calloc_clears)
{
	unsigned char *block = pg32_malloc(64);

	memset(block, 0xAA, 64);
	pg32_free(block);
	block = pg32_calloc(8, 8);
	for (int i = 0; i < 64; i++)
		cr_assert_eq(block[i], 0);
}

static void free_twice(void)
{
	void *block = pg32_malloc(10);

	pg32_malloc(10);
	pg32_free(block);
	pg32_free(block);
}

static void free_a_local(void)
{
	long long local[4];

	pg32_malloc(10);
	pg32_free(local);
}

static void free_the_middle(void)
{
	pg32_free((char *)pg32_malloc(10) + 1);
}

static void write_beyond(void)
{
	char *block = pg32_malloc(32);

	pg32_malloc(32);
	memset(block, 0x77, 32 + sizeof(size_t));
	pg32_free(block);
}

Test(heap, misuse_stops_the_program_with_a_message)
{
	cr_assert_eq(status_of(free_twice), 58);
	cr_assert(strstr(host.output, "free already\n"));
	cr_assert_eq(status_of(free_a_local), 58);
	cr_assert(strstr(host.output, "malloc did not give\n"));
	cr_assert_eq(status_of(free_the_middle), 58);
	cr_assert_eq(status_of(write_beyond), 58);
	cr_assert(strstr(host.output, "beyond its bounds\n"));
}

Test(heap, blocks_are_aligned_as_asked)
{
	for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
		unsigned char *before = pg32_malloc(24), *block = pg32_memalign(alignment, 100);

		cr_assert_neq(block, NULL);
		cr_assert_eq((uintptr_t)block % alignment, 0, "%zu", alignment);
		cr_assert_geq(pg32_malloc_usable_size(block), 100);
		memset(block, 0x55, 100);
		pg32_free(before);
		pg32_free(block);
	}
	cr_assert_eq(pg32_memalign(24, 1), NULL);
	cr_assert_eq(errno, EINVAL);
	cr_assert_eq(pg32_memalign(16, SIZE_MAX - 4), NULL);
	cr_assert_eq(pg32_memalign(SIZE_MAX / 2 + 1, 4), NULL);
	/* Everything has joined again. */
	cr_assert_neq(pg32_malloc(host.heap_limit - 64 * 1024), NULL);
}

/* What others take of memory between is no part of the heap. */
Test(heap, goes_on_behind_what_others_took)
{
	unsigned char *first = pg32_malloc(100);
	unsigned char *others = __heap_extend(4096);
	memset(others, 0x33, 4096);
	for (int i = 0; i < 100; i++) {
		unsigned char *block = pg32_malloc(1000);
		cr_assert_neq(block, NULL);
		memset(block, 0x44, 1000);
	}
	for (int i = 0; i < 4096; i++)
		cr_assert_eq(others[i], 0x33);
	pg32_free(first);
}
