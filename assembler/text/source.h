/* The texts that are read: files, and the expansions of macros. Every byte of every text has a
 * location of its own, one number from 1 up (0 is none), from which file, line and column are found
 * when needed. */
#ifndef PG32_ASSEMBLER_SOURCE_H
#define PG32_ASSEMBLER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From a line on, a "# 12 "file.c"" marker says where the text comes from; no name ends it. */
struct line_marker {
	unsigned physical; /* the line of the text that follows the marker */
	unsigned line;     /* what that line is in the named file */
	const char *name;
};

struct source {
	const char *name; /* the path, as messages give it */
	const char *text; /* ends with a newline and a NUL */
	size_t size;
	uint32_t base;          /* the location of the first byte */
	uint64_t device, inode; /* of a file: which it is, by whatever name */
	uint32_t parent;        /* the location of the .include or macro call; 0: none */
	/* An expansion comes from lines of another text, repeated. */
	const char *expansion_of; /* what expanded, as in "macro 'save'"; NULL: a file */
	unsigned first_line;
	unsigned body_lines;
	uint64_t copies;       /* how many of them follow each other */
	size_t listed;         /* how much of it the listing has, */
	unsigned listed_lines; /* and how many lines that is */
	uint32_t *lines;       /* where each begins; NULL: not asked for so far */
	unsigned line_count;
	struct line_marker *markers;
	size_t marker_count, marker_capacity;
};

struct sources {
	struct source **items;
	size_t count, capacity;
	uint32_t next; /* the first free location */
};

/* Where a location is, for people. */
struct place {
	const struct source *source;
	const char *name;
	unsigned line, column; /* from 1 */
	const char *text;      /* the line of text, without its newline */
	size_t length;
};

/* Reads a file. Returns NULL with errno set; EFBIG where all texts together are too large, EILSEQ
 * where it is UTF-16. */
struct source *source_read(struct sources *sources, const char *path, uint32_t parent);

/* Adds a text of size bytes that ends with a newline, and takes it over (it is from malloc).
 * Returns NULL, and frees the text, where all texts together are too large. */
struct source *source_add(struct sources *sources, char *text, size_t size, const char *name,
                          uint32_t parent);

/* The text that a location lies in, or NULL. */
struct source *source_of(const struct sources *sources, uint32_t location);

void source_add_marker(struct source *source, struct line_marker marker);

/* Whether the location lies in some text, and where. */
bool source_place(const struct sources *sources, uint32_t location, struct place *place);

/* Where the line of the text begins that an offset into it lies in. */
size_t source_line_start(struct source *source, size_t offset);

/* The line of the file from which a physical line (from 1) of a text comes, and the file. */
unsigned source_line(const struct source *source, unsigned physical, const char **name);

/* What the errno of source_read means. */
const char *source_error(int error);

void sources_free(struct sources *sources);

#endif
