/* Memory, the end of the program, numbers, sorting. */
#ifndef PG32_STDLIB_H
#define PG32_STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7FFFFFFF
#define MB_CUR_MAX 1

/* The heap lies between the program and its stack. Blocks are multiples of 8 bytes at multiples
 * of 8. NULL where memory ends, and errno is ENOMEM. Freeing what is no block stops the program
 * with a message. */
void *malloc(size_t size) __attribute__((__malloc__, __alloc_size__(1)));
void *calloc(size_t count, size_t size) __attribute__((__malloc__, __alloc_size__(1, 2)));
void *realloc(void *block, size_t size) __attribute__((__alloc_size__(2)));
void free(void *block);

/* exit calls what atexit was given (at most 32 functions), last first, and halts the machine
 * with this status. _Exit halts at once; abort halts with EXIT_ABORTED of pg32.h. */
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void abort(void);
int atexit(void (*function)(void));

int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
long strtol(const char *restrict text, char **restrict end, int base);
long long strtoll(const char *restrict text, char **restrict end, int base);
unsigned long strtoul(const char *restrict text, char **restrict end, int base);
unsigned long long strtoull(const char *restrict text, char **restrict end, int base);

typedef struct {
	int quot, rem;
} div_t;
typedef struct {
	long quot, rem;
} ldiv_t;
typedef struct {
	long long quot, rem;
} lldiv_t;

int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int dividend, int divisor);
ldiv_t ldiv(long dividend, long divisor);
lldiv_t lldiv(long long dividend, long long divisor);

/* Numbers from 0 to RAND_MAX; the sequence is the same in each run. */
int rand(void);
void srand(unsigned seed);

/* qsort is not stable. It takes time of order n log n whatever the input, and no heap. */
void qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *array, size_t count, size_t size,
              int (*compare)(const void *, const void *));

#endif
