/* The library's texts: formats, strings, numbers, classes of characters. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_formats(void)
{
	printf("%d|%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d\n", 42, 42, 42, 42, 42, 42, 42, 42);
	printf("%u|%o|%x|%X|%#o|%#x|%#X|%#010x\n", 4000000000u, 8u, 255u, 255u, 8u, 255u, 255u,
	       255u);
	printf("%lld|%llu|%llx|%hhd|%hd|%jd\n", LLONG_MIN, ULLONG_MAX, 0x123456789abcdefull, 300,
	       70000, INTMAX_MAX);
	printf("%c|%5c|%-5c|%s|%8s|%-8s|%.2s|%8.2s|%%\n", 'x', 'y', 'z', "abc", "abc", "abc", "abc",
	       "abc");
	printf("%*d|%-*d|%.*s\n", 6, 1, 6, 2, 2, "abc");
	fprintf(stdout, "%" PRIu64 " %" PRIX32 "\n", UINT64_MAX, UINT32_MAX);
}

static void show_memory_formats(void)
{
	char text[20];
	int length = snprintf(text, sizeof(text), "%s-%d", "a long beginning", 123456);

	printf("%d %s\n", length, text);
	printf("%d", sprintf(text, "%03d", 7));
	printf(" %s\n", text);
}

static void show_strings(void)
{
	char text[64] = "the quick";
	char *rest;

	strcat(text, " brown");
	strncat(text, " fox jumps", 4);
	puts(text);
	printf("%d %d %d\n", (int)strlen(text), strcmp("abc", "abd") < 0, strncmp("abc", "abd", 2));
	printf("%s %s %s\n", strchr(text, 'q'), strrchr(text, 'o'), strstr(text, "row"));
	printf("%d %d\n", (int)strspn(text, "eht "), (int)strcspn(text, "xyz"));
	for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		printf("[%s]", word);
	for (char *c = text; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	memmove(text + 1, text, 3);
	printf(" %.4s %d\n", text, memcmp("a\0b", "a\0c", 3) < 0);
}

static void show_numbers(void)
{
	char *end;

	printf("%d %d %d\n", atoi("  -123x"), (int)strtol("0x7f", NULL, 0),
	       (int)strtol("zz", NULL, 36));
	printf("%llu %lld\n", strtoull("18446744073709551615", &end, 10),
	       strtoll("-9223372036854775808", &end, 10));
	errno = 0;
	printf("%d ", (int)strtoll("9223372036854775808", &end, 10));
	printf("%d %d\n", errno == ERANGE, *end);
	printf("%d %d %lld\n", abs(-5), div(-17, 5).rem, lldiv(-170000000000, 7).quot);
}

static void show_classes(void)
{
	for (int c = -1; c < 256; c++)
		putchar('0' +
		        (!!isalpha(c) | !!isdigit(c) << 1 | !!ispunct(c) << 2 | !!isspace(c) << 3));
	putchar('\n');
}

int main(void)
{
	show_formats();
	show_memory_formats();
	show_strings();
	show_numbers();
	show_classes();
	return 0;
}
