/* Response files, as GCC reads them. */
#include "assembler/driver/response.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/file.h"
#include "machine/front/memory.h"

/* Files that name each other, and what is no list of words. */
enum { MOST_FILES = 2000, LARGEST_FILE = 1 << 26 };

/* Takes a word from a text, in place; NULL at its end. */
static char *take_word(char **text)
{
	char *from = *text, quote = 0;
	while (isspace((unsigned char)*from))
		from++;
	char *word = from, *to = from;
	if (*from == 0)
		return NULL;
	for (; *from != 0 && (quote != 0 || !isspace((unsigned char)*from)); from++) {
		if (*from == '\\' && from[1] != 0)
			*to++ = *++from;
		else if (quote != 0 && *from == quote)
			quote = 0;
		else if (quote == 0 && (*from == '\'' || *from == '"'))
			quote = *from;
		else
			*to++ = *from;
	}
	*text = from + (*from != 0);
	*to = 0;
	return word;
}

/* What some editors put before a text is none of it. */
static char *read_text(const char *path)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t size;
	char *text = (char *)read_whole(path, LARGEST_FILE, &size);
	if (text == NULL)
		return NULL;
	size_t begin = strncmp(text, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;
	char *ended = memcpy(allocate(size - begin + 1), text + begin, size - begin + 1);
	free(text);
	return ended;
}

/* Adds a word, or those of the file that it names. */
static void add_word(struct arguments *words, struct arguments *files, char *word)
{
	char *text = word[0] == '@' && word[1] != 0 ? read_text(word + 1) : NULL;
	if (text == NULL) {
		add_argument(words, word);
		return;
	}
	add_argument(files, word + 1);
	if (files->count > MOST_FILES)
		refuse("'%s': too many response files", word);
	for (char *next = take_word(&text); next != NULL; next = take_word(&text))
		add_word(words, files, next);
}

char **with_response_files(int *count, char **words, struct arguments *files)
{
	struct arguments all = { 0 };
	for (int i = 0; i < *count; i++)
		add_word(&all, files, words[i]);
	*count = (int)all.count;
	return (char **)(uintptr_t)all.items;
}
