/* BSD's err and warn. */
#ifndef PG32_ERR_H
#define PG32_ERR_H

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Write the program's name, the text and, without x, what errno says to standard error; err also
 * ends the program. A format of NULL is no text. */
__attribute__((format(printf, 1, 2))) void warn(const char *format, ...);
__attribute__((format(printf, 1, 2))) void warnx(const char *format, ...);
__attribute__((format(printf, 1, 0))) void vwarn(const char *format, va_list arguments);
__attribute__((format(printf, 1, 0))) void vwarnx(const char *format, va_list arguments);
__attribute__((noreturn, format(printf, 2, 3))) void err(int status, const char *format, ...);
__attribute__((noreturn, format(printf, 2, 3))) void errx(int status, const char *format, ...);
__attribute__((noreturn, format(printf, 2, 0))) void verr(int status, const char *format,
                                                          va_list arguments);
__attribute__((noreturn, format(printf, 2, 0))) void verrx(int status, const char *format,
                                                           va_list arguments);

#ifdef __cplusplus
}
#endif

#endif
