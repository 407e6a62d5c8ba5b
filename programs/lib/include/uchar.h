/* C11's <uchar.h>. Characters are bytes here: those beyond 255 cannot be converted. */
#ifndef PG32_UCHAR_H
#define PG32_UCHAR_H

#include <wchar.h>

#ifndef __cplusplus
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

#ifdef __cplusplus
extern "C" {
#endif
size_t mbrtoc16(char16_t *__restrict to, const char *__restrict from, size_t size,
                mbstate_t *__restrict state);
size_t c16rtomb(char *__restrict to, char16_t character, mbstate_t *__restrict state);
size_t mbrtoc32(char32_t *__restrict to, const char *__restrict from, size_t size,
                mbstate_t *__restrict state);
size_t c32rtomb(char *__restrict to, char32_t character, mbstate_t *__restrict state);
#ifdef __cplusplus
}
#endif

#endif
