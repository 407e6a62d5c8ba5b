/* Writes an image by hand, so that the command line is tested without an assembler:
 *
 *   image FILE WORD...      one segment at 0x1000 that is also the entry; words in hex
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ELF_HEADER = 52, PROGRAM_HEADER = 32, LOAD_ADDRESS = 0x1000 };

static void put(FILE *file, uint32_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		putc((int)(value >> 8 * i & 0xFF), file);
}

static void put_headers(FILE *file, uint32_t size)
{
	fwrite("\177ELF\1\1\1\0\0\0\0\0\0\0\0", 1, 16, file);
	put(file, 2, 2);            /* executable */
	put(file, 0x5047, 2);       /* for PG32 */
	put(file, 1, 4);            /* version */
	put(file, LOAD_ADDRESS, 4); /* entry */
	put(file, ELF_HEADER, 4);   /* program headers */
	put(file, 0, 4);            /* no sections */
	put(file, 0, 4);            /* flags */
	put(file, ELF_HEADER, 2);   /* sizes, and one program header */
	put(file, PROGRAM_HEADER, 2);
	put(file, 1, 2);
	put(file, 40, 2);
	put(file, 0, 4); /* no sections */
	put(file, 1, 4); /* to be loaded */
	put(file, ELF_HEADER + PROGRAM_HEADER, 4);
	put(file, LOAD_ADDRESS, 4); /* virtual and physical address */
	put(file, LOAD_ADDRESS, 4);
	put(file, size, 4); /* in the file and in memory */
	put(file, size, 4);
	put(file, 7, 4);
	put(file, 4, 4);
}

int main(int count, char **arguments)
{
	if (count < 3) {
		fputs("usage: image FILE WORD...\n", stderr);
		return 64;
	}
	FILE *file = fopen(arguments[1], "wb");
	if (file == NULL) {
		perror(arguments[1]);
		return EXIT_FAILURE;
	}
	put_headers(file, 4 * (uint32_t)(count - 2));
	for (int i = 2; i < count; i++)
		put(file, (uint32_t)strtoul(arguments[i], NULL, 16), 4);
	return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
