/* The formats of <stdint.h>'s types for printf, and arithmetic of the widest type. */
#ifndef PG32_INTTYPES_H
#define PG32_INTTYPES_H

#include <stdint.h>

#define PRId8 "hhd"
#define PRIdLEAST8 "hhd"
#define PRIdFAST8 "d"
#define PRId16 "hd"
#define PRIdLEAST16 "hd"
#define PRIdFAST16 "d"
#define PRId32 "ld"
#define PRIdLEAST32 "ld"
#define PRIdFAST32 "d"
#define PRId64 "lld"
#define PRIdLEAST64 "lld"
#define PRIdFAST64 "lld"
#define PRIdMAX "jd"
#define PRIdPTR "d"

#define PRIi8 "hhi"
#define PRIiLEAST8 "hhi"
#define PRIiFAST8 "i"
#define PRIi16 "hi"
#define PRIiLEAST16 "hi"
#define PRIiFAST16 "i"
#define PRIi32 "li"
#define PRIiLEAST32 "li"
#define PRIiFAST32 "i"
#define PRIi64 "lli"
#define PRIiLEAST64 "lli"
#define PRIiFAST64 "lli"
#define PRIiMAX "ji"
#define PRIiPTR "i"

#define PRIo8 "hho"
#define PRIoLEAST8 "hho"
#define PRIoFAST8 "o"
#define PRIo16 "ho"
#define PRIoLEAST16 "ho"
#define PRIoFAST16 "o"
#define PRIo32 "lo"
#define PRIoLEAST32 "lo"
#define PRIoFAST32 "o"
#define PRIo64 "llo"
#define PRIoLEAST64 "llo"
#define PRIoFAST64 "llo"
#define PRIoMAX "jo"
#define PRIoPTR "o"

#define PRIu8 "hhu"
#define PRIuLEAST8 "hhu"
#define PRIuFAST8 "u"
#define PRIu16 "hu"
#define PRIuLEAST16 "hu"
#define PRIuFAST16 "u"
#define PRIu32 "lu"
#define PRIuLEAST32 "lu"
#define PRIuFAST32 "u"
#define PRIu64 "llu"
#define PRIuLEAST64 "llu"
#define PRIuFAST64 "llu"
#define PRIuMAX "ju"
#define PRIuPTR "u"

#define PRIx8 "hhx"
#define PRIxLEAST8 "hhx"
#define PRIxFAST8 "x"
#define PRIx16 "hx"
#define PRIxLEAST16 "hx"
#define PRIxFAST16 "x"
#define PRIx32 "lx"
#define PRIxLEAST32 "lx"
#define PRIxFAST32 "x"
#define PRIx64 "llx"
#define PRIxLEAST64 "llx"
#define PRIxFAST64 "llx"
#define PRIxMAX "jx"
#define PRIxPTR "x"

#define PRIX8 "hhX"
#define PRIXLEAST8 "hhX"
#define PRIXFAST8 "X"
#define PRIX16 "hX"
#define PRIXLEAST16 "hX"
#define PRIXFAST16 "X"
#define PRIX32 "lX"
#define PRIXLEAST32 "lX"
#define PRIXFAST32 "X"
#define PRIX64 "llX"
#define PRIXLEAST64 "llX"
#define PRIXFAST64 "llX"
#define PRIXMAX "jX"
#define PRIXPTR "X"

typedef struct {
	intmax_t quot, rem;
} imaxdiv_t;

intmax_t imaxabs(intmax_t value);
imaxdiv_t imaxdiv(intmax_t dividend, intmax_t divisor);
intmax_t strtoimax(const char *restrict text, char **restrict end, int base);
uintmax_t strtoumax(const char *restrict text, char **restrict end, int base);

#endif
