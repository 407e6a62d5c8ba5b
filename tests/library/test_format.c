/* The printf family gives what the host's gives, over all combinations of what a directive has. */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tests/library/library.h"

enum { ROOM = 128 };

/* Formats by both, whole and cut off, and compares texts and results. */
static void compare(const char *format, ...)
{
	static const size_t sizes[] = { ROOM, 0, 1, 2, 7 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char ours[ROOM], theirs[ROOM];
		va_list arguments;

		memset(ours, '?', ROOM);
		memset(theirs, '?', ROOM);
		va_start(arguments, format);
		int our_count = pg32_vsnprintf(ours, sizes[i], format, arguments);
		va_end(arguments);
		va_start(arguments, format);
		int their_count = vsnprintf(theirs, sizes[i], format, arguments);
		va_end(arguments);
		cr_assert(our_count == their_count && memcmp(ours, theirs, ROOM) == 0,
		          "%s: \"%.127s\" (%d) is not \"%.127s\" (%d)", format, ours, our_count,
		          theirs, their_count);
	}
}

static const char *const widths[] = { "", "1", "7", "14" };
static const char *const precisions[] = { "", ".", ".0", ".1", ".5", ".20" };

/* Calls the function with "%", flags, width and precision, for all combinations. */
static void for_each_directive(void (*function)(const char *directive))
{
	for (unsigned flags = 0; flags < 32; flags++) {
		for (size_t width = 0; width < 4; width++) {
			for (size_t precision = 0; precision < 6; precision++) {
				char text[32];

				snprintf(text, sizeof(text), "%%%s%s%s%s%s%s%s",
				         flags & 1 ? "-" : "", flags & 2 ? "+" : "",
				         flags & 4 ? " " : "", flags & 8 ? "#" : "",
				         flags & 16 ? "0" : "", widths[width],
				         precisions[precision]);
				function(text);
			}
		}
	}
}

static void compare_integers(const char *directive)
{
	static const long long values[] = { 0,         1,       -1,      8,         255,
		                            123456789, INT_MIN, INT_MAX, LLONG_MIN, LLONG_MAX };

	for (const char *conversion = "diuoxX"; *conversion; conversion++) {
		for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
			char format[48];

			snprintf(format, sizeof(format), "<%s%c|%shh%c|%sh%c>", directive,
			         *conversion, directive, *conversion, directive, *conversion);
			compare(format, (int)values[i], (int)values[i], (int)values[i]);
			snprintf(format, sizeof(format), "<%sl%c|%sll%c|%sj%c>", directive,
			         *conversion, directive, *conversion, directive, *conversion);
			compare(format, (long)values[i], values[i], (intmax_t)values[i]);
			snprintf(format, sizeof(format), "<%sz%c|%st%c>", directive, *conversion,
			         directive, *conversion);
			compare(format, (size_t)values[i], (ptrdiff_t)values[i]);
		}
	}
}

Test(format, integers_are_as_the_hosts)
{
	for_each_directive(compare_integers);
}

static void compare_texts(const char *directive)
{
	char format[48];

	/* The 0 flag is for numbers. */
	if (strchr(directive, '0') && !strstr(directive, ".0") && !strstr(directive, "20"))
		return;
	snprintf(format, sizeof(format), "<%ss|%ss|%ss>", directive, directive, directive);
	compare(format, "", "abc", "a longer text");
	snprintf(format, sizeof(format), "<%ss>", directive);
	compare(format, (char *)NULL);
	snprintf(format, sizeof(format), "<%sc|%sc>", directive, directive);
	compare(format, 'x', 0);
}

Test(format, strings_and_characters_are_as_the_hosts)
{
	for_each_directive(compare_texts);
}

Test(format, pointers_are_as_the_hosts)
{
	compare("%p|%20p|%-20p|%p", (void *)0x1234, (void *)UINTPTR_MAX, (void *)1, NULL);
	compare("%8p|%-8p|", NULL, NULL);
}

Test(format, widths_and_precisions_may_be_arguments)
{
	compare("%*d|%-*d|%*d|", 5, 42, 5, 42, -5, 42);
	compare("%.*d|%.*d|%.*d|", 5, 42, 0, 0, -1, 42);
	compare("%*.*s|%-*.*s|", 8, 3, "abcdef", 8, 3, "abcdef");
	compare("%0*d|%+.*d", 6, -3, 3, 4);
}

Test(format, a_string_with_a_precision_needs_no_end)
{
	char text[3] = { 'a', 'b', 'c' };

	compare("%.3s|%.2s", text, text);
}

Test(format, plain_text_and_percent_signs_pass)
{
	compare("%s", "");
	compare("plain");
	compare("100%% of %d%%", 7);
}

Test(format, the_count_so_far_is_stored)
{
	char text[ROOM];
	signed char small = 0;
	short half = 0;
	int whole = 0;
	long long wide = 0;

	pg32_snprintf(text, 4, "ab%hhncd%hnef%n%llngh", &small, &half, &whole, &wide);
	cr_assert(small == 2 && half == 4 && whole == 6 && wide == 6);
}

Test(format, what_does_not_fit_an_int_is_an_error)
{
	cr_assert_eq(pg32_snprintf(NULL, 0, "%2147483648d", 1), -1);
	cr_assert_eq(pg32_snprintf(NULL, 0, "%99999999999d", 1), -1);
	cr_assert_eq(pg32_snprintf(NULL, 0, "%*d", INT_MIN, 1), -1);
	cr_assert_eq(pg32_snprintf(NULL, 0, "%.99999999999d", 1), -1);
}

Test(format, floating_point_is_refused_and_passed_over)
{
	char text[ROOM];

	pg32_sprintf(text, "%5.2f|%d", 1.5, 42);
	cr_assert_str_eq(text, "(no floating point)|42");
}

Test(format, an_unknown_directive_is_text)
{
	char text[ROOM];

	pg32_sprintf(text, "a%5yb%");
	cr_assert_str_eq(text, "a%5yb%");
}
