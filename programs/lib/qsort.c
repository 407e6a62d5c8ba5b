/* qsort: quicksort by the median of three; what it divides badly for too long goes to heapsort. */
#include <stdint.h>
#include <stdlib.h>

#include "programs/lib/word.h"

enum { SMALL = 8 };

/* An array of elements and their order. */
struct sort {
	size_t size;
	int (*compare)(const void *, const void *);
};

static void swap(const struct sort *sort, char *left, char *right)
{
	size_t size = sort->size;

	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		struct word word = *(struct word *)left;

		*(struct word *)left = *(struct word *)right;
		*(struct word *)right = word;
		left += sizeof(struct word);
		right += sizeof(struct word);
	}
	for (; size > 0; size--, left++, right++) {
		char byte = *left;

		*left = *right;
		*right = byte;
	}
}

static void sort_by_insertion(const struct sort *sort, char *first, size_t count)
{
	char *end = first + count * sort->size;

	for (char *next = first + sort->size; next < end; next += sort->size) {
		char *place = next;

		while (place > first && sort->compare(place - sort->size, place) > 0) {
			swap(sort, place - sort->size, place);
			place -= sort->size;
		}
	}
}

/* Moves element number root down in the heap until no child is larger. */
static void sift_down(const struct sort *sort, char *first, size_t root, size_t count)
{
	while (root < count / 2) {
		size_t child = 2 * root + 1;

		if (child + 1 < count &&
		    sort->compare(first + child * sort->size, first + (child + 1) * sort->size) < 0)
			child++;
		if (sort->compare(first + root * sort->size, first + child * sort->size) >= 0)
			return;
		swap(sort, first + root * sort->size, first + child * sort->size);
		root = child;
	}
}

static void sort_by_heap(const struct sort *sort, char *first, size_t count)
{
	for (size_t root = count / 2; root > 0; root--)
		sift_down(sort, first, root - 1, count);
	for (size_t left = count - 1; left > 0; left--) {
		swap(sort, first, first + left * sort->size);
		sift_down(sort, first, 0, left);
	}
}

/* Puts the median of the first, the middle and the last element first. */
static void choose_pivot(const struct sort *sort, char *first, char *last)
{
	size_t count = (size_t)(last - first) / sort->size;
	char *middle = first + count / 2 * sort->size;

	if (sort->compare(middle, last) > 0)
		swap(sort, middle, last);
	if (sort->compare(first, last) > 0)
		swap(sort, first, last);
	if (sort->compare(first, middle) < 0)
		swap(sort, first, middle);
}

/* Divides by the first element; returns its place: none before it is larger, none after it
 * smaller. Both searches stop at equal elements, so that many of them divide evenly. */
static char *partition(const struct sort *sort, char *first, char *last)
{
	char *up = first, *down = last + sort->size;

	for (;;) {
		do
			up += sort->size;
		while (up <= last && sort->compare(up, first) < 0);
		do
			down -= sort->size;
		while (sort->compare(down, first) > 0);
		if (up >= down)
			break;
		swap(sort, up, down);
	}
	swap(sort, first, down);
	return down;
}

/* The smaller part by recursion, the larger one in the loop: the depth is that of a logarithm. */
static void sort_part(const struct sort *sort, char *first, size_t count, unsigned patience)
{
	while (count > SMALL) {
		if (patience-- == 0) {
			sort_by_heap(sort, first, count);
			return;
		}

		char *last = first + (count - 1) * sort->size;
		choose_pivot(sort, first, last);
		char *pivot = partition(sort, first, last);
		size_t before = (size_t)(pivot - first) / sort->size;
		size_t after = count - before - 1;

		if (before < after) {
			sort_part(sort, first, before, patience);
			first = pivot + sort->size;
			count = after;
		} else {
			sort_part(sort, pivot + sort->size, after, patience);
			count = before;
		}
	}
	sort_by_insertion(sort, first, count);
}

void qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	struct sort sort = { size, compare };
	unsigned patience = 0;

	if (size == 0 || count < 2)
		return;
	for (size_t rest = count; rest > 1; rest /= 2)
		patience += 2;
	sort_part(&sort, array, count, patience);
}
