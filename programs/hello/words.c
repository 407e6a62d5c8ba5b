/* A plain C program that reads its input to the end: it counts words, the most frequent first. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40, SHOWN = 10 };

struct entry {
	char *word;
	int count;
};

/* All words so far, in the order in which they came. */
struct words {
	struct entry *entries;
	size_t count, room;
};

static void *checked(void *memory)
{
	if (!memory) {
		fputs("words: memory is full\n", stderr);
		exit(1);
	}
	return memory;
}

static void add(struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++) {
		if (strcmp(words->entries[i].word, word) == 0) {
			words->entries[i].count++;
			return;
		}
	}
	if (words->count == words->room) {
		words->room = words->room ? 2 * words->room : 64;
		words->entries =
		        checked(realloc(words->entries, words->room * sizeof(struct entry)));
	}
	words->entries[words->count++] = (struct entry){ checked(strdup(word)), 1 };
}

/* Reads a word of letters, cut off at LONGEST; false at the end of the input. */
static int read_word(char word[LONGEST + 1])
{
	int length = 0, character;

	while ((character = getchar()) != EOF && (isalpha(character) || length == 0))
		if (isalpha(character) && length < LONGEST)
			word[length++] = (char)tolower(character);
	word[length] = '\0';
	return length > 0;
}

static int by_count(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return a->count != b->count ? b->count - a->count : strcmp(a->word, b->word);
}

int main(void)
{
	struct words words = { NULL, 0, 0 };
	char word[LONGEST + 1];

	while (read_word(word))
		add(&words, word);
	if (words.count > 0)
		qsort(words.entries, words.count, sizeof(struct entry), by_count);
	for (size_t i = 0; i < words.count && i < SHOWN; i++)
		printf("%6d %s\n", words.entries[i].count, words.entries[i].word);
	for (size_t i = 0; i < words.count; i++)
		free(words.entries[i].word);
	free(words.entries);
	return 0;
}
