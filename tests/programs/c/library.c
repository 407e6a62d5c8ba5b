/* What fewer programs ask of the library: streams over memory, linear search, lists, errors without
 * a text, numbers and dates in wide characters. */
#define _GNU_SOURCE
#include <errno.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

static void show(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		putchar(bytes[i] == 0 ? '.' : bytes[i]);
	putchar('\n');
}

static void read_all(FILE *stream)
{
	int character;

	while ((character = getc(stream)) != EOF)
		putchar(character == 0 ? '.' : character);
	printf("|%d%d\n", feof(stream) != 0, ferror(stream) != 0);
}

static void memory_streams(void)
{
	char memory[12] = "hello\0there";
	FILE *stream = fmemopen(memory, 7, "r");

	read_all(stream);
	printf("%d", fseek(stream, -2, SEEK_END));
	printf(" %ld %d\n", ftell(stream), fputc('x', stream) == EOF);
	rewind(stream);
	printf("%d\n", fseek(stream, 8, SEEK_SET) != 0);
	fclose(stream);
	stream = fmemopen(memory, sizeof memory, "a");
	printf("%d", fprintf(stream, "<%d>", 12));
	printf(" %d %ld\n", fflush(stream), ftell(stream));
	show(memory, sizeof memory);
	fclose(stream);
	stream = fmemopen(memory, sizeof memory, "r+b");
	printf("%c", getc(stream));
	fseek(stream, 1, SEEK_SET);
	fputs("EL", stream);
	fseek(stream, 0, SEEK_SET);
	read_all(stream);
	fclose(stream);
	show(memory, sizeof memory);
	stream = fmemopen(memory, sizeof memory, "w");
	fputs("new", stream);
	fclose(stream);
	show(memory, 4);
	stream = fmemopen(NULL, 20, "w+");
	fprintf(stream, "%s %d", "word", 7);
	rewind(stream);
	char word[10];
	int number;
	printf("%d", fscanf(stream, "%9s %d", word, &number));
	printf(" %s %d\n", word, number);
	fclose(stream);
	errno = 0;
	printf("%d", fmemopen(memory, 1, "x") == NULL);
	printf(" %d\n", errno == EINVAL);
}

static int compare(const void *left, const void *right)
{
	return *(const int *)left - *(const int *)right;
}

struct element {
	struct element *next, *before;
	int number;
};

static void searches(void)
{
	int numbers[5] = { 5, 3, 9 }, key = 3;
	size_t count = 3;
	struct element elements[3] = { { .number = 0 }, { .number = 1 }, { .number = 2 } };

	printf("%td", (int *)lfind(&key, numbers, &count, sizeof key, compare) - numbers);
	key = 7;
	printf(" %d", lfind(&key, numbers, &count, sizeof key, compare) == NULL);
	printf(" %td", (int *)lsearch(&key, numbers, &count, sizeof key, compare) - numbers);
	printf(" %td", (int *)lsearch(&key, numbers, &count, sizeof key, compare) - numbers);
	printf(" %zu\n", count);
	insque(&elements[0], NULL);
	insque(&elements[1], &elements[0]);
	insque(&elements[2], &elements[0]);
	for (struct element *element = elements; element != NULL; element = element->next)
		printf("%d ", element->number);
	remque(&elements[2]);
	printf("%d %d\n", elements[0].next->number, elements[1].before->number);
}

static void texts(void)
{
	wchar_t *end, text[40];
	time_t later = 1000000000;

	printf("%s|", strerror(9999));
	printf("%s|", strerror(-1));
	printf("%s\n", strerror(ENOENT));
	long double number = wcstold(L" 12.25x", &end);
	printf("%.3Lf %ls\n", number, end);
	number = wcstold(L"x", &end);
	printf("%.3Lf %ls\n", number, end);
	printf("%d", (int)wcstol(L"0xg", &end, 0));
	printf(" %ls", end);
	printf(" %llu", wcstoull(L" 0xFFFFFFFFFFx", &end, 16));
	printf(" %ls %d\n", end, (int)wcstoll(L"-77", NULL, 8));
	printf("%zu ", wcsftime(text, 40, L"%Y-%m-%d %H:%M:%S", gmtime(&later)));
	printf("%ls", text);
	printf(" %zu\n", wcsftime(text, 5, L"%Y-%m-%d", gmtime(&later)));
}

int main(void)
{
	memory_streams();
	searches();
	texts();
	return 0;
}
