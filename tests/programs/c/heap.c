/* The heap: a tree of words that grows, is walked and freed; sorting; searching;
 * memory that is aligned for any type. */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tree {
	struct tree *left, *right;
	int count;
	char word[];
};

static struct tree *add(struct tree *tree, const char *word)
{
	if (!tree) {
		tree = calloc(1, sizeof(*tree) + strlen(word) + 1);
		if (!tree)
			exit(1);
		strcpy(tree->word, word);
	}
	int order = strcmp(word, tree->word);
	if (order < 0)
		tree->left = add(tree->left, word);
	else if (order > 0)
		tree->right = add(tree->right, word);
	else
		tree->count++;
	return tree;
}

static void show(const struct tree *tree)
{
	if (!tree)
		return;
	show(tree->left);
	printf("%s %d\n", tree->word, tree->count);
	show(tree->right);
}

static void drop(struct tree *tree)
{
	if (!tree)
		return;
	drop(tree->left);
	drop(tree->right);
	free(tree);
}

static int compare(const void *left, const void *right)
{
	const int *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void sort_growing(void)
{
	int *numbers = NULL;
	uint32_t random = 12345, sum = 0;
	int key = 4242;

	for (int i = 0; i < 3000; i++) {
		if (i % 100 == 0)
			numbers = realloc(numbers, sizeof(int) * (size_t)(i + 100));
		random = random * 1664525 + 1013904223;
		numbers[i] = (int)(random >> 12) % 5000;
	}
	qsort(numbers, 3000, sizeof(int), compare);
	for (int i = 0; i < 3000; i++)
		sum = sum * 31 + (uint32_t)numbers[i];
	printf("%d %d %d %08" PRIx32 " %d\n", numbers[0], numbers[1500], numbers[2999], sum,
	       bsearch(&key, numbers, 3000, sizeof(int), compare) != NULL);
	free(numbers);
}

/* The bits that addresses of blocks have below the alignment of all types. */
static uintptr_t misaligned(void)
{
	uintptr_t bits = 0;

	for (size_t size = 1; size < 200; size++) {
		void *block = malloc(size), *zeroed = calloc(size, 3);

		block = realloc(block, 5 * size);
		bits |= (uintptr_t)block | (uintptr_t)zeroed;
		if (size % 3 == 0)
			free(block);
		bits |= (uintptr_t)malloc(1) | (uintptr_t)realloc(zeroed, size);
	}
	return bits % _Alignof(max_align_t);
}

int main(void)
{
	static const char text[] =
	        "it was the best of times it was the worst of times it was the age "
	        "of wisdom it was the age of foolishness";
	struct tree *tree = NULL;
	char *copy = malloc(sizeof(text));

	memcpy(copy, text, sizeof(text));
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		tree = add(tree, word);
	free(copy);
	show(tree);
	drop(tree);
	sort_growing();
	printf("%d\n", (int)misaligned());
	return 0;
}
