/* The limits and latencies that the manual names are those that the code has: each sentence is
 * looked for with the code's number in it, wherever its lines break. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "isa/ports.h"
#include "isa/psw.h"
#include "machine/boot/boot.h"
#include "machine/engines/fast/fast.h"
#include "machine/run/sample.h"
#include "vmm/equivalence/program.h"

enum { TEXT_ROOM = 1 << 18, SENTENCE_ROOM = 200, MEGABYTE = 1 << 20 };

static const struct claim {
	const char *file, *sentence; /* with one number */
	unsigned number;
} claims[] = {
	{ "spec/pg32.md", "asks the host for a byte each %u instructions", LATENCY_CONSOLE },
	{ "spec/pg32.md", "The real console asks the host every %u instructions", LATENCY_CONSOLE },
	{ "spec/pg32.md", "two words (at most %u modules)", BOOT_MODULES },
	{ "spec/pg32.md", "%u program headers, and an entry", BOOT_SEGMENTS },
	{ "spec/engines.md", "and %u instructions long", MOST_INSTRUCTIONS },
	{ "spec/engines.md", "in a slice: of at most %u instructions", SLICE },
	{ "spec/engines.md", "slice behind an exchange has %u instructions", EAGER_SLICE },
	{ "spec/engines.md", "until it has been jumped to %u times", HOT },
	{ "spec/engines.md", "Code has %u MiB and", CODE_SIZE / MEGABYTE },
	{ "spec/engines.md", "MiB and %u blocks at most", MOST_BLOCKS },
	{ "spec/engines.md", "what is code beyond %u pages", MOST_CODE_PAGES },
	{ "spec/engines.md", "There are %u windows at most", MOST_WINDOWS },
	{ "spec/running.md", "most often of the last %u:", SAMPLE },
};

/* The file's text without the commas in its numbers, and with one space for any. */
static void read_text(const char *name, char text[TEXT_ROOM])
{
	FILE *file = fopen(name, "r");
	cr_assert_not_null(file, "%s", name);
	size_t length = 0;
	for (int byte; (byte = getc(file)) != EOF && length + 1 < TEXT_ROOM;) {
		bool is_space = byte == ' ' || byte == '\n';
		bool is_digit = byte >= '0' && byte <= '9';
		if (is_space && length > 0 && text[length - 1] == ' ')
			continue;
		if (is_digit && length > 1 && text[length - 1] == ',' && text[length - 2] >= '0' &&
		    text[length - 2] <= '9')
			length--;
		text[length++] = is_space ? ' ' : (char)byte;
	}
	text[length] = 0;
	cr_assert(feof(file) && length + 1 < TEXT_ROOM, "%s", name);
	fclose(file);
}

Test(prose, names_the_numbers_of_the_code)
{
	static char text[TEXT_ROOM];
	for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
		char sentence[SENTENCE_ROOM];
		snprintf(sentence, sizeof sentence, claims[i].sentence, claims[i].number);
		read_text(claims[i].file, text);
		cr_expect_not_null(strstr(text, sentence), "%s does not say: %s", claims[i].file,
		                   sentence);
	}
}
