/* Standard input: the first line, then lines, words and characters of the rest. */
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
	while ((character = getchar()) != EOF) {
		characters++;
		lines += character == '\n';
		words += isspace(last) && !isspace(character);
		last = character;
	}
	printf("%d %d %d %d\n", lines, words, characters, feof(stdin) != 0);
	return lines % 64;
}
