/* Copies of pages: each has its own bytes for as long as somebody uses it, and the helper makes
 * ready what is said to be wanted. */
#include <criterion/criterion.h>
#include <sched.h>
#include <string.h>

#include "isa/psw.h"
#include "machine/run/copies.h"

enum { MANY = 1500, BLOCKS = 3 };

/* How many blocks are ready once the helper has done what it was told. */
static unsigned ready(struct copies *copies)
{
	unsigned missing = 1, count = 0;
	while (missing != 0) {
		sched_yield();
		pthread_mutex_lock(&copies->lock);
		missing = copies->missing;
		count = copies->ready_count;
		pthread_mutex_unlock(&copies->lock);
	}
	return count;
}

static void copy_many(struct copies *copies, struct copy *list[MANY], unsigned seed)
{
	uint8_t bytes[PAGE_SIZE];
	for (unsigned i = 0; i < MANY; i++) {
		memset(bytes, (int)((i + seed) % 251), sizeof bytes);
		list[i] = copy_page(copies, bytes);
		cr_assert_not_null(list[i]);
	}
}

static void expect_many(struct copy *list[MANY], unsigned seed)
{
	for (unsigned i = 0; i < MANY; i++)
		for (unsigned at = 0; at < PAGE_SIZE; at += 97)
			cr_assert_eq(list[i]->bytes[at], (i + seed) % 251);
}

Test(copies, what_is_wanted_is_ready)
{
	static struct copy *first[MANY], *second[MANY];
	struct copies copies;
	copies_begin(&copies);
	copy_many(&copies, first, 1);
	copies_prepare(&copies, MANY);
	cr_assert_eq(ready(&copies), BLOCKS);
	copies_prepare(&copies, MANY);
	cr_assert_eq(ready(&copies), BLOCKS);
	copy_many(&copies, second, 2);
	cr_assert_eq(ready(&copies), 0);
	expect_many(first, 1);
	expect_many(second, 2);
	copies_end(&copies);
}

Test(copies, what_is_free_is_used_first)
{
	static struct copy *list[MANY];
	struct copies copies;
	copies_begin(&copies);
	copy_many(&copies, list, 1);
	cr_assert_geq(copies.size, MANY * PAGE_SIZE);
	for (unsigned i = 0; i < MANY; i++)
		copy_release(&copies, list[i]);
	cr_assert_eq(copies.size, 0);
	copies_prepare(&copies, MANY);
	cr_assert_eq(ready(&copies), 0);
	copy_many(&copies, list, 3);
	expect_many(list, 3);
	copies_end(&copies);
}

Test(copies, it_stays_while_somebody_uses_it)
{
	static struct copy *list[MANY];
	struct copies copies;
	copies_begin(&copies);
	copy_many(&copies, list, 1);
	struct copy *shared = copy_share(list[7]);
	cr_assert_eq(shared, list[7]);
	for (unsigned i = 0; i < MANY; i++)
		copy_release(&copies, list[i]);
	static struct copy *others[MANY];
	copy_many(&copies, others, 100);
	cr_assert_eq(shared->bytes[PAGE_SIZE - 1], 8);
	copies_end(&copies);
}
