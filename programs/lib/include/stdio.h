/* picolibc's <stdio.h>, and what of POSIX it lacks. */
#ifndef PG32_STDIO_H
#define PG32_STDIO_H

#include_next <stdio.h>

#if __POSIX_VISIBLE >= 200809
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A line of a stream with its end, in memory that malloc gave and that grows as it must: its
 * length, or -1 where there is none. */
ssize_t getline(char **__restrict line, size_t *__restrict size, FILE *__restrict stream);
ssize_t getdelim(char **__restrict line, size_t *__restrict size, int end, FILE *__restrict stream);

/* A stream into memory that malloc gives; fflush and fclose tell where it is, and its size. */
FILE *open_memstream(char **text, size_t *size);

/* printf to a descriptor: standard output and error. */
int dprintf(int file, const char *__restrict format, ...);
int vdprintf(int file, const char *__restrict format, __gnuc_va_list arguments);

/* There is one thread: a lock is nothing. */
void flockfile(FILE *stream);
void funlockfile(FILE *stream);
int ftrylockfile(FILE *stream);
int getc_unlocked(FILE *stream);
int getchar_unlocked(void);
int putc_unlocked(int character, FILE *stream);
int putchar_unlocked(int character);

#ifdef __cplusplus
}
#endif
#endif

#endif
