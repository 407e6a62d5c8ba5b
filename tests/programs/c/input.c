/* Standard input: the first line, then lines, words and characters, and
 * the lines of the rest, of which the last has no end. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[16];
	int lines = 0, words = 0, characters = 0, last = ' ', character;

	if (fgets(line, sizeof(line), stdin))
		printf("first: %s%s", line, strchr(line, '\n') ? "" : "...\n");
	ungetc('#', stdin);
	while (characters < 30 && (character = getchar()) != EOF) {
		characters++;
		lines += character == '\n';
		words += isspace(last) && !isspace(character);
		last = character;
	}
	while (fgets(line, sizeof(line), stdin))
		printf("[%s]", line);
	printf("%d %d %d %d\n", lines, words, characters, feof(stdin) != 0);
	return lines % 64;
}
