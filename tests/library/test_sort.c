/* qsort puts arrays in order, whatever they are and whatever the size of an element. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/library/library.h"

enum { MOST = 500, SIZE = 7 };

static int compare_first(const void *left, const void *right)
{
	return *(const unsigned char *)left - *(const unsigned char *)right;
}

Test(sort, arrays_of_many_patterns_come_into_order)
{
	for (int round = 0; round < 400; round++) {
		unsigned char elements[MOST][SIZE];
		size_t count = (size_t)rand() % MOST;
		unsigned sum = 0, after = 0;

		for (size_t i = 0; i < count; i++) {
			int pattern = round % 4 == 0   ? rand()
			              : round % 4 == 1 ? (int)i
			              : round % 4 == 2 ? (int)(count - i)
			                               : (int)(i % 3);
			elements[i][0] = (unsigned char)pattern;
			memset(elements[i] + 1, rand(), SIZE - 1);
			sum += elements[i][0] * 7u + elements[i][1];
		}
		pg32_qsort(elements, count, SIZE, compare_first);
		for (size_t i = 0; i < count; i++) {
			after += elements[i][0] * 7u + elements[i][1];
			cr_assert(i == 0 || elements[i - 1][0] <= elements[i][0]);
			cr_assert_eq(elements[i][1], elements[i][SIZE - 1]);
		}
		cr_assert_eq(after, sum);
	}
}
