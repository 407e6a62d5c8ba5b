/* What lies where in a paged space. */
#include <criterion/criterion.h>
#include "programs/kernel/paging/layout.h"

enum { READ_WRITE = ENTRY_READ | ENTRY_WRITE };

/* Takes a gap of so many pages, as a mapping does. */
static uint32_t take(struct layout *layout, uint32_t pages)
{
	uint32_t begin = layout_find_gap(layout, pages * PAGE_SIZE);
	struct area *area = layout_find_place(layout);
	if (begin != 0 && area != NULL)
		*area = (struct area){ .begin = begin,
			               .end = begin + pages * PAGE_SIZE,
			               .access = ENTRY_READ };
	return begin;
}

Test(layout, refuses_what_no_area_has)
{
	struct layout layout;
	layout_initialize(&layout, 0x9010);
	cr_assert_eq(layout_access(&layout, 0), 0);
	cr_assert_eq(layout_access(&layout, 0x9000), 0, "an empty heap has no page");
	cr_assert_eq(layout_access(&layout, STACK_LIMIT - PAGE_SIZE), 0, "the guard page");
	cr_assert_eq(layout_access(&layout, STACK_LIMIT), READ_WRITE);
	cr_assert_eq(layout_access(&layout, SPACE_SIZE - PAGE_SIZE), READ_WRITE);
	cr_assert_eq(layout_access(&layout, SPACE_SIZE), 0);
	cr_assert_eq(layout_access(&layout, UINT32_MAX - PAGE_SIZE + 1), 0);
}

Test(layout, gives_a_page_what_any_of_its_areas_has)
{
	struct layout layout;
	layout_initialize(&layout, 0x9010);
	layout.areas[AREA_HEAP].end = 0xA000;
	*layout_find_place(&layout) =
	        (struct area){ .begin = 0x8000, .end = 0x9008, .access = ENTRY_EXECUTE };
	cr_assert_eq(layout_access(&layout, 0x8000), ENTRY_EXECUTE);
	cr_assert_eq(layout_access(&layout, 0x9000), ENTRY_EXECUTE | READ_WRITE);
	cr_assert_eq(layout_access(&layout, 0xA000), 0);
}

Test(layout, maps_from_above_and_finds_what_was_left)
{
	struct layout layout;
	layout_initialize(&layout, USER_IMAGE);
	uint32_t first = take(&layout, 2), second = take(&layout, 3), third = take(&layout, 1);
	cr_assert_eq(first, MAPPING_END - 2 * PAGE_SIZE);
	cr_assert_eq(second, first - 3 * PAGE_SIZE);
	cr_assert_eq(third, second - PAGE_SIZE);
	layout.areas[AREA_OTHERS + 1] = (struct area){ .begin = 0 };
	cr_assert_eq(take(&layout, 2), first - 2 * PAGE_SIZE);
	cr_assert_eq(take(&layout, 2), third - 2 * PAGE_SIZE, "the gap has one page left");
	cr_assert_eq(take(&layout, 1), second);
}

Test(layout, has_no_gap_that_reaches_into_the_heap)
{
	struct layout layout;
	layout_initialize(&layout, USER_IMAGE);
	uint32_t room = MAPPING_END - USER_WINDOW_MAXIMUM;
	cr_assert_eq(layout_find_gap(&layout, room), USER_WINDOW_MAXIMUM);
	cr_assert_eq(layout_find_gap(&layout, room + PAGE_SIZE), 0);
	cr_assert_eq(layout_find_gap(&layout, UINT32_MAX - PAGE_SIZE + 1), 0);
	take(&layout, 1);
	cr_assert_eq(layout_find_gap(&layout, room), 0);
}
