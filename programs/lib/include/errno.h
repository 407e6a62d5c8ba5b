/* Error numbers of the library, with the values that Linux gives them. */
#ifndef PG32_ERRNO_H
#define PG32_ERRNO_H

#define ENOMEM 12
#define EINVAL 22
#define EDOM 33
#define ERANGE 34
#define EOVERFLOW 75
#define EILSEQ 84

extern int errno;

#endif
