/* The allocator of pages, and the windows made from them. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "programs/kernel/interface.h"
#include "programs/kernel/memory.h"
#include "programs/kernel/relocation/window.h"

enum { PAGES = 64 };

static uint8_t *make(struct memory *memory)
{
	uint8_t *pages = aligned_alloc(PAGE_SIZE, PAGES * PAGE_SIZE);
	memory_initialize(memory, pages, pages + PAGES * PAGE_SIZE);
	cr_assert_eq(memory->free, PAGES * PAGE_SIZE);
	return pages;
}

Test(memory, takes_whole_pages_only)
{
	struct memory memory;
	uint8_t *pages = aligned_alloc(PAGE_SIZE, 4 * PAGE_SIZE);
	memory_initialize(&memory, pages + 1, pages + 4 * PAGE_SIZE - 1);
	cr_assert_eq(memory.free, 2 * PAGE_SIZE);
	cr_assert_eq(memory_allocate(&memory, PAGE_SIZE), pages + PAGE_SIZE);
	memory_initialize(&memory, pages + 1, pages + PAGE_SIZE);
	cr_assert_eq(memory.free, 0);
	free(pages);
}

Test(memory, gives_out_what_is_free_and_no_more)
{
	struct memory memory;
	uint8_t *pages = make(&memory);
	cr_assert_null(memory_allocate(&memory, (PAGES + 1) * PAGE_SIZE));
	uint8_t *all = memory_allocate(&memory, PAGES * PAGE_SIZE);
	cr_assert_eq(all, pages);
	cr_assert_null(memory_allocate(&memory, PAGE_SIZE));
	memory_free(&memory, all, PAGES * PAGE_SIZE);
	cr_assert_eq(memory.free, PAGES * PAGE_SIZE);
	free(pages);
}

Test(memory, extends_a_run_into_free_pages_only)
{
	struct memory memory;
	uint8_t *pages = make(&memory);
	uint8_t *one = memory_allocate(&memory, PAGE_SIZE),
	        *two = memory_allocate(&memory, PAGE_SIZE);
	cr_assert_not(memory_extend(&memory, one, PAGE_SIZE, PAGE_SIZE));
	cr_assert(memory_extend(&memory, two, PAGE_SIZE, 3 * PAGE_SIZE));
	cr_assert_eq(memory_allocate(&memory, PAGE_SIZE), two + 4 * PAGE_SIZE);
	cr_assert_not(memory_extend(&memory, two, 4 * PAGE_SIZE, PAGE_SIZE));
	free(pages);
}

/* Runs are filled with their number; whoever gives out a page twice destroys another's. */
Test(memory, never_gives_a_page_twice_and_joins_all_in_the_end)
{
	struct memory memory;
	struct {
		uint8_t *begin;
		size_t size;
	} runs[16] = { { NULL, 0 } };
	uint8_t *pages = make(&memory);
	srand(1);
	for (int step = 0; step < 20000; step++) {
		int i = rand() % 16;
		if (runs[i].begin == NULL) {
			runs[i].size = (size_t)(rand() % 8 + 1) * PAGE_SIZE;
			runs[i].begin = memory_allocate(&memory, runs[i].size);
			if (runs[i].begin != NULL)
				memset(runs[i].begin, i, runs[i].size);
		} else {
			for (size_t j = 0; j < runs[i].size; j += 64)
				cr_assert_eq(runs[i].begin[j], i);
			memory_free(&memory, runs[i].begin, runs[i].size);
			runs[i].begin = NULL;
		}
	}
	for (int i = 0; i < 16; i++) {
		if (runs[i].begin != NULL)
			memory_free(&memory, runs[i].begin, runs[i].size);
	}
	cr_assert_eq(memory_allocate(&memory, PAGES * PAGE_SIZE), pages);
	free(pages);
}

Test(window, moves_with_its_contents_when_it_can_not_grow_in_place)
{
	struct memory memory;
	struct window window;
	uint8_t *pages = make(&memory);
	memset(pages + sizeof(void *) * 2, 0xEE, PAGES * PAGE_SIZE - sizeof(void *) * 2);
	cr_assert(window_create(&window, &memory, 100));
	cr_assert_eq(window.bound, PAGE_SIZE);
	cr_assert_eq(window.end, 112);
	uint8_t *neighbour = memory_allocate(&memory, PAGE_SIZE), *first = window.base;
	window.base[99] = 7;
	cr_assert(window_grow(&window, &memory, PAGE_SIZE));
	cr_assert_neq(window.base, first);
	cr_assert_eq(window.base[99], 7);
	for (uint32_t i = 100; i < window.bound; i++)
		cr_assert_eq(window.base[i], 0, "byte %u", i);
	cr_assert_eq(window.end, 112 + PAGE_SIZE);
	cr_assert_not(window_grow(&window, &memory, PAGES * PAGE_SIZE));
	cr_assert_not(window_grow(&window, &memory, UINT32_MAX));
	cr_assert_eq(window.end, 112 + PAGE_SIZE);
	memory_free(&memory, neighbour, PAGE_SIZE);
	window_free(&window, &memory);
	cr_assert_eq(memory.free, PAGES * PAGE_SIZE);
	free(pages);
}

Test(window, shows_the_kernel_only_what_is_inside)
{
	struct memory memory;
	struct window window;
	uint8_t *pages = make(&memory);
	cr_assert(window_create(&window, &memory, 2 * PAGE_SIZE));
	cr_assert_eq(window_bytes(&window, 0, 2 * PAGE_SIZE), window.base);
	cr_assert_null(window_bytes(&window, 1, 2 * PAGE_SIZE));
	cr_assert_null(window_bytes(&window, 2 * PAGE_SIZE + 1, 0));
	cr_assert_null(window_bytes(&window, UINT32_MAX, 2));
	cr_assert_null(window_bytes(&window, 16, UINT32_MAX));
	free(pages);
}
