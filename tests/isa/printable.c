/* What a terminal would obey is shown, and all else stays as it is. */
#include "isa/printable.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, const char *shown)
{
	char buffer[100];
	size_t length = printable_text(buffer, sizeof buffer, text);
	cr_expect_str_eq(buffer, shown);
	cr_expect_eq(length, strlen(shown));
	cr_expect_eq(is_printable(text), strcmp(text, shown) == 0, "%s", shown);
}

Test(printable, text_stays_as_it_is)
{
	expect("", "");
	expect("main.loop$1 \\x1b ~", "main.loop$1 \\x1b ~");
	expect("gr\xc3\xb6\xc3\x9f\x65 \xe2\x82\xac \xf0\x9f\x90\x87",
	       "gr\xc3\xb6\xc3\x9f\x65 \xe2\x82\xac \xf0\x9f\x90\x87");
	expect("\xc2\xa0\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf",
	       "\xc2\xa0\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf");
}

Test(printable, control_characters_are_shown)
{
	expect("\x1b[31mred", "\\x1b[31mred");
	expect("a\nb\tc\rd\x7f\x01", "a\\x0ab\\x09c\\x0dd\\x7f\\x01");
	expect("\xc2\x9b\x33", "\\xc2\\x9b\x33"); /* CSI of eight bits */
	expect("\xe2\x80\xae\xe2\x81\xa6", "\\xe2\\x80\\xae\\xe2\\x81\\xa6");
}

Test(printable, what_has_no_width_is_shown)
{
	expect("\xef\xbb\xbf-O2", "\\xef\\xbb\\xbf-O2"); /* a byte order mark */
	expect("no\xe2\x80\x8bp", "no\\xe2\\x80\\x8bp");
	expect("\xc2\xad\xe2\x81\xa0\xf3\xa0\x81\x81",
	       "\\xc2\\xad\\xe2\\x81\\xa0\\xf3\\xa0\\x81\\x81");
}

Test(printable, what_is_not_utf_8_is_shown)
{
	expect("\x9b", "\\x9b");
	expect("a\xff\xc3", "a\\xff\\xc3");
	expect("\xc0\xaf\xe0\x80\xaf",
	       "\\xc0\\xaf\\xe0\\x80\\xaf"); /* too long for what they are */
	expect("\xed\xa0\x80", "\\xed\\xa0\\x80");
	expect("\xf4\x90\x80\x80\xf8\x88", "\\xf4\\x90\\x80\\x80\\xf8\\x88");
	expect("\xe2\x82", "\\xe2\\x82");
}

Test(printable, what_does_not_fit_is_cut_between_characters)
{
	char buffer[6];
	cr_expect_eq(printable_text(buffer, sizeof buffer, "abc\x1b"), 7);
	cr_expect_str_eq(buffer, "abc");
	cr_expect_eq(printable_text(buffer, sizeof buffer, "abcde"), 5);
	cr_expect_str_eq(buffer, "abcde");
}
