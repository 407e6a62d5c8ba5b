/* The library's functions under the names that they have in these tests. */
#ifndef PG32_TESTS_LIBRARY_H
#define PG32_TESTS_LIBRARY_H

#include <stdarg.h>
#include <stddef.h>

struct __stream;
extern struct __stream __stdin, __stdout;

int pg32_vsnprintf(char *text, size_t size, const char *format, va_list arguments);
int pg32_snprintf(char *text, size_t size, const char *format, ...);
int pg32_sprintf(char *text, const char *format, ...);
int pg32_printf(const char *format, ...);
int pg32_fputs(const char *text, struct __stream *stream);
int pg32_puts(const char *text);
int pg32_putchar(int character);
size_t pg32_fwrite(const void *data, size_t size, size_t count, struct __stream *stream);
int pg32_getchar(void);
int pg32_ungetc(int character, struct __stream *stream);
char *pg32_fgets(char *line, int size, struct __stream *stream);
size_t pg32_fread(void *data, size_t size, size_t count, struct __stream *stream);
int pg32_feof(struct __stream *stream);
int pg32_ferror(struct __stream *stream);
void pg32_clearerr(struct __stream *stream);

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
char *pg32_strcat(char *to, const char *from);
char *pg32_strncat(char *to, const char *from, size_t limit);
int pg32_strcmp(const char *left, const char *right);
int pg32_strncmp(const char *left, const char *right, size_t limit);
char *pg32_strchr(const char *text, int character);
char *pg32_strrchr(const char *text, int character);
size_t pg32_strspn(const char *text, const char *accepted);
size_t pg32_strcspn(const char *text, const char *rejected);
char *pg32_strpbrk(const char *text, const char *accepted);
char *pg32_strstr(const char *text, const char *part);
char *pg32_strtok(char *text, const char *separators);
char *pg32_strdup(const char *text);
char *pg32_strerror(int number);

void *pg32_malloc(size_t size);
void *pg32_calloc(size_t count, size_t size);
void *pg32_realloc(void *block, size_t size);
void pg32_free(void *block);
void pg32_exit(int status);
void pg32_abort(void);
int pg32_atexit(void (*function)(void));
int pg32_atoi(const char *text);
long pg32_strtol(const char *text, char **end, int base);
unsigned long pg32_strtoul(const char *text, char **end, int base);
int pg32_rand(void);
void pg32_srand(unsigned seed);
void pg32_qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *));
void *pg32_bsearch(const void *key, const void *array, size_t count, size_t size,
                   int (*compare)(const void *, const void *));
extern int pg32_errno;

int pg32_isalnum(int character);
int pg32_isalpha(int character);
int pg32_isblank(int character);
int pg32_iscntrl(int character);
int pg32_isdigit(int character);
int pg32_isgraph(int character);
int pg32_islower(int character);
int pg32_isprint(int character);
int pg32_ispunct(int character);
int pg32_isspace(int character);
int pg32_isupper(int character);
int pg32_isxdigit(int character);
int pg32_tolower(int character);
int pg32_toupper(int character);

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
