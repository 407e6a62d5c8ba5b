/* The library's functions under the names that they have in these tests. */
#ifndef PG32_TESTS_LIBRARY_H
#define PG32_TESTS_LIBRARY_H

#include <stddef.h>

void *pg32_memcpy(void *to, const void *from, size_t size);
void *pg32_memmove(void *to, const void *from, size_t size);
void *pg32_memset(void *to, int byte, size_t size);
int pg32_memcmp(const void *left, const void *right, size_t size);
void *pg32_memchr(const void *memory, int byte, size_t size);
size_t pg32_strlen(const char *text);
size_t pg32_strnlen(const char *text, size_t limit);
char *pg32_strcpy(char *to, const char *from);
char *pg32_strncpy(char *to, const char *from, size_t size);
char *pg32_stpcpy(char *to, const char *from);
int pg32_strcmp(const char *left, const char *right);
int pg32_strncmp(const char *left, const char *right, size_t limit);
char *pg32_strchr(const char *text, int character);
char *pg32_strrchr(const char *text, int character);

void pg32_qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *));

void *pg32_malloc(size_t size);
void *pg32_calloc(size_t count, size_t size);
void *pg32_realloc(void *block, size_t size);
void pg32_free(void *block);
void *pg32_memalign(size_t alignment, size_t size);
size_t pg32_malloc_usable_size(void *block);
void pg32_abort(void);

/* What stands for the machine. */
struct host {
	const char *input; /* the console's input, from here to the NUL */
	char output[4096];
	size_t output_size;
	size_t heap_limit; /* so much of the heap may be used */
	int status;        /* with which the machine was halted; -1 before */
};

extern struct host host;

/* Calls a function that halts the machine, and returns its status. */
int status_of(void (*function)(void));

#endif
