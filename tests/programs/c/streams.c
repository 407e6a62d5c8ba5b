/* What POSIX and C11 have beside the streams of C: lines of any length, memory, other characters.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unistd.h>

static void read_lines(void)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int count = 0;

	while ((length = getline(&line, &size, stdin)) > 0 && count++ < 3)
		printf("%d %d %.20s", (int)length, size > (size_t)length, line);
	length = getdelim(&line, &size, ' ', stdin);
	printf("\n%d\n", length == (ssize_t)strlen(line));
	free(line);
}

static void write_memory(void)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	for (int i = 0; i < 100; i++)
		fprintf(stream, "%d,", i);
	fflush(stream);
	printf("%d %.12s %d\n", (int)size, text, (int)strlen(text));
	fseek(stream, 2, SEEK_SET);
	fflush(stream);
	printf("%d %.12s", (int)size, text);
	printf(" %d", fseek(stream, -1, SEEK_SET));
	printf(" %d\n", errno == EINVAL);
	putc('x', stream);
	fclose(stream);
	printf("%d %.12s\n", (int)size, text);
	free(text);
}

static void convert(void)
{
	char bytes[8];
	char16_t narrow = 0;
	char32_t wide = 0;
	mbstate_t state = { 0 };

	printf("%d %d", (int)mbrtoc16(&narrow, "a", 1, &state),
	       (int)mbrtoc32(&wide, "", 1, &state));
	printf(" %c %d %d\n", narrow, (int)wide, (int)c16rtomb(bytes, u'z', &state));
}

static void exit_quickly(void)
{
	fflush(stdout);
	dprintf(1, "%s %d\n", "the end", 3);
}

int main(void)
{
	fpos_t place;

	printf("%d %d %d\n", fileno(stdin), fileno(stdout), fileno(stderr));
	read_lines();
	write_memory();
	convert();
	printf("%d %d\n", access("/no/such/file", 0), rename("/no/such/file", "/no/such/other"));
	printf("%d\n", fgetpos(stdout, &place) < 2);
	at_quick_exit(exit_quickly);
	quick_exit(3);
}
