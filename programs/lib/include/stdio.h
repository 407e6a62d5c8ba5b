/* Input and output on the machine's console. There are no files.
 *
 * Nothing is buffered: a byte that is written is out at once, so that a program that traps has
 * shown everything it wrote. Standard output and standard error are both the console. */
#ifndef PG32_STDIO_H
#define PG32_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#define EOF (-1)

typedef struct __stream FILE;

/* The three streams. A program uses their addresses only. */
struct __stream {
	unsigned char is_input;
	unsigned char at_end;
	unsigned char failed;
	int pushed_back; /* the character that ungetc put back, or EOF */
};

extern struct __stream __stdin, __stdout, __stderr;

#define stdin (&__stdin)
#define stdout (&__stdout)
#define stderr (&__stderr)

/* Formatted output: flags - + space # 0, width and precision (also *), lengths hh h l ll z t j,
 * conversions d i u o x X c s p n %. There is no floating point:
 * its conversions write that. They return the number of
 * characters, for snprintf of those that an unlimited buffer would have taken, or -1. */
int printf(const char *restrict format, ...) __attribute__((__format__(__printf__, 1, 2)));
int fprintf(FILE *restrict stream, const char *restrict format, ...)
        __attribute__((__format__(__printf__, 2, 3)));
int sprintf(char *restrict text, const char *restrict format, ...)
        __attribute__((__format__(__printf__, 2, 3)));
int snprintf(char *restrict text, size_t size, const char *restrict format, ...)
        __attribute__((__format__(__printf__, 3, 4)));
int vprintf(const char *restrict format, va_list arguments)
        __attribute__((__format__(__printf__, 1, 0)));
int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
        __attribute__((__format__(__printf__, 2, 0)));
int vsprintf(char *restrict text, const char *restrict format, va_list arguments)
        __attribute__((__format__(__printf__, 2, 0)));
int vsnprintf(char *restrict text, size_t size, const char *restrict format, va_list arguments)
        __attribute__((__format__(__printf__, 3, 0)));

/* Output of characters and strings; EOF on a stream that is not for output. */
int fputc(int character, FILE *stream);
int putc(int character, FILE *stream);
int putchar(int character);
int fputs(const char *restrict text, FILE *restrict stream);
int puts(const char *text);
size_t fwrite(const void *restrict data, size_t size, size_t count, FILE *restrict stream);
int fflush(FILE *stream);

/* Input; EOF at its end. The machine pauses until there is a byte. */
int fgetc(FILE *stream);
int getc(FILE *stream);
int getchar(void);
int ungetc(int character, FILE *stream);
char *fgets(char *restrict line, int size, FILE *restrict stream);
size_t fread(void *restrict data, size_t size, size_t count, FILE *restrict stream);

int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);

/* Writes "text: " and what errno means to standard error. */
void perror(const char *text);

#endif
