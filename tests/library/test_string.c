/* The functions of string.h and ctype.h give what the host's give. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/library/library.h"

enum { ROOM = 192 };

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void fill(unsigned char *bytes, unsigned seed)
{
	for (unsigned i = 0; i < ROOM; i++)
		bytes[i] = (unsigned char)(i * 7 + seed * 31);
}

Test(memory, copies_of_all_sizes_and_alignments)
{
	for (size_t size = 0; size < 110; size++) {
		for (size_t offsets = 0; offsets < 16; offsets++) {
			unsigned char from[ROOM], ours[ROOM], theirs[ROOM];
			size_t to = offsets & 3, start = offsets >> 2;

			fill(from, 1);
			fill(ours, 2);
			fill(theirs, 2);
			cr_assert_eq(pg32_memcpy(ours + to, from + start, size), ours + to);
			memcpy(theirs + to, from + start, size);
			cr_assert_arr_eq(ours, theirs, ROOM);
			cr_assert_eq(pg32_memset(ours + to, (int)size + 250, size), ours + to);
			memset(theirs + to, (int)size + 250, size);
			cr_assert_arr_eq(ours, theirs, ROOM);
		}
	}
}

Test(memory, moves_whatever_the_overlap)
{
	for (size_t size = 0; size < 110; size++) {
		for (size_t to = 0; to < 80; to++) {
			unsigned char ours[ROOM], theirs[ROOM];

			fill(ours, 3);
			fill(theirs, 3);
			cr_assert_eq(pg32_memmove(ours + to, ours + 40, size), ours + to);
			memmove(theirs + to, theirs + 40, size);
			cr_assert_arr_eq(ours, theirs, ROOM);
		}
	}
}

Test(memory, comparison_is_of_unsigned_bytes_in_order)
{
	unsigned char left[ROOM], right[ROOM];

	for (size_t size = 0; size < 20; size++) {
		for (size_t place = 0; place < 20; place++) {
			for (int change = -128; change < 128; change += 17) {
				fill(left, 5);
				fill(right, 5);
				right[place] = (unsigned char)(right[place] + change);
				cr_assert_eq(sign(pg32_memcmp(left, right, size)),
				             sign(memcmp(left, right, size)));
			}
		}
	}
}

Test(memory, search_finds_the_first_and_stays_within)
{
	const char *text = "abcabc";

	cr_assert_eq(pg32_memchr(text, 'b', 6), text + 1);
	cr_assert_eq(pg32_memchr(text, 'c', 2), NULL);
	cr_assert_eq(pg32_memchr(text, 0, 7), text + 6);
	cr_assert_eq(pg32_memchr("\xFF", 0x1FF, 1) != NULL, 1);
}

static const char *const texts[] = { "",     "a",         "b",         "ab",
	                             "abc",  "abd",       "abcabcabd", "  a b,c",
	                             "\xFF", "a\xFF\x80", ",,",        "hello, world" };
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static void compare_pair(const char *left, const char *right)
{
	cr_assert_eq(sign(pg32_strcmp(left, right)), sign(strcmp(left, right)));
	for (size_t limit = 0; limit < 12; limit++) {
		char ours[ROOM] = "start", theirs[ROOM] = "start";

		cr_assert_eq(sign(pg32_strncmp(left, right, limit)),
		             sign(strncmp(left, right, limit)));
		cr_assert_eq(pg32_strnlen(left, limit), strnlen(left, limit));
		cr_assert_eq(pg32_strncpy(ours, right, limit), ours);
		memset(theirs, 0, limit);
		memcpy(theirs, right, strnlen(right, limit));
		cr_assert_arr_eq(ours, theirs, ROOM);
	}
}

Test(string, pairs_of_strings_are_as_the_hosts)
{
	for (int i = 0; i < TEXTS; i++)
		for (int j = 0; j < TEXTS; j++)
			compare_pair(texts[i], texts[j]);
}

Test(string, single_strings_are_as_the_hosts)
{
	for (int i = 0; i < TEXTS; i++) {
		char copy[ROOM];

		cr_assert_eq(pg32_strlen(texts[i]), strlen(texts[i]));
		cr_assert_eq(pg32_strcpy(copy, texts[i]), copy);
		cr_assert_str_eq(copy, texts[i]);
		cr_assert_eq(pg32_stpcpy(copy, texts[i]), copy + strlen(texts[i]));
		for (int character = -1; character < 256; character++) {
			cr_assert_eq(pg32_strchr(texts[i], character), strchr(texts[i], character));
			cr_assert_eq(pg32_strrchr(texts[i], character),
			             strrchr(texts[i], character));
		}
	}
}
