/* The letters of operands, and that a format's columns say what its operands do. */
#include <criterion/criterion.h>
#include <string.h>

#include "isa/formats.h"

Test(letters, each_finds_its_row)
{
	unsigned found = 0;
	for (int character = 1; character < 128; character++) {
		enum letter letter = letter_named((char)character);
		if (letter == LETTER_none)
			continue;
		cr_expect_eq(letter_rows[letter].letter[0], character);
		cr_expect_eq(strlen(letter_rows[letter].letter), 1);
		found++;
	}
	cr_expect_eq(found, LETTERS - 1);
	cr_expect_eq(letter_named(0), LETTER_none);
	cr_expect_eq(letter_named(','), LETTER_none);
}

static bool has_field(const struct format_row *row, enum field field)
{
	switch (field) {
	case FIELD_d:
		return row->d != 0;
	case FIELD_a:
		return row->a != 0;
	case FIELD_b:
		return row->b != 0;
	case FIELD_immediate:
		return row->immediate != LETTER_none;
	}
	return false;
}

Test(letters, are_the_fields_of_the_format)
{
	for (enum format format = 0; format < FORMATS; format++) {
		const struct format_row *row = &format_rows[format];
		for (enum field field = FIELD_d; field <= FIELD_immediate; field++) {
			unsigned times = 0;
			for (const char *text = row->operands; *text != 0; text++) {
				enum letter letter = letter_named(*text);
				if (letter == LETTER_none || letter_rows[letter].field != field)
					continue;
				times++;
				if (field == FIELD_immediate)
					cr_expect_eq(row->immediate, letter, "%s", row->name);
			}
			cr_expect_eq(times, has_field(row, field), "%s", row->name);
		}
	}
}

/* All that is written of a number also fits in its bits, where a hex one may have no sign. */
Test(letters, have_bits_for_what_may_be_written)
{
	for (enum letter letter = LETTER_none + 1; letter < LETTERS; letter++) {
		const struct letter_row *row = &letter_rows[letter];
		cr_expect_geq(row->minimum, immediate_minimum(letter), "%s", row->letter);
		cr_expect_lt(row->maximum, INT64_C(1) << row->bits, "%s", row->letter);
		cr_expect_leq(row->lowest + row->bits, 24, "%s", row->letter);
	}
}

Test(letters, bits_are_cut_out_of_a_word)
{
	cr_expect_eq(field_of(0x12345678, 0, 16, true), 0x5678);
	cr_expect_eq(field_of(0x12348678, 0, 16, true), 0xFFFF8678);
	cr_expect_eq(field_of(0x12348678, 0, 16, false), 0x8678);
	cr_expect_eq(field_of(0x12385678, 12, 8, true), 0xFFFFFF85);
	cr_expect_eq(field_of(0x12385678, 12, 8, false), 0x85);
	cr_expect_eq(field_of(0x00100000, 20, 1, true), 0xFFFFFFFF);
}
