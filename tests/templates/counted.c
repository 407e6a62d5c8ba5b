/* The manual says how many templates are proved, of how many blocks. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "spec/theorems/templates/classes.h"

struct counter {
	struct visitor visitor; /* the first */
	unsigned blocks;
};

static bool count(struct visitor *visitor, const struct words *words)
{
	(void)words;
	((struct counter *)visitor)->blocks++;
	return true;
}

Test(templates, are_as_many_as_the_manual_says)
{
	static struct family families[MOST_FAMILIES];
	static char text[1 << 18];
	char sentence[80];
	struct counter counter = { { count }, 0 };
	unsigned templates = list_families(families);
	for (unsigned i = 0; i < templates; i++)
		visit_family(&families[i], &counter.visitor);
	FILE *file = fopen("spec/theorems.md", "r");
	cr_assert_not_null(file);
	size_t size = fread(text, 1, sizeof text - 1, file);
	cr_assert_lt(size, sizeof text - 1);
	fclose(file);
	for (char *line = text; (line = strchr(line, '\n')) != NULL;)
		*line = ' ';
	snprintf(sentence, sizeof sentence, "%u templates of %u,%03u blocks", templates,
	         counter.blocks / 1000, counter.blocks % 1000);
	cr_expect_not_null(strstr(text, sentence), "spec/theorems.md does not say: %s", sentence);
}
