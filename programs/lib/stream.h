/* Writing to a stream: what all output functions come down to. */
#ifndef PG32_LIB_STREAM_H
#define PG32_LIB_STREAM_H

#include <stddef.h>
#include <stdio.h>

/* Writes all of the bytes; 0, or EOF where the stream is not for output. */
int __stream_write(struct __stream *stream, const char *bytes, size_t size);

#endif
