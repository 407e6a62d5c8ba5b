/* Files of the host: read whole, written whole. All tools take and refuse the same. */
#ifndef PG32_MACHINE_FRONT_FILE_H
#define PG32_MACHINE_FRONT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether it is a pipe with a name, which can be read once, and to which no one may write. */
bool is_named_pipe(const char *path);

/* Opens what can be read: a file, a device, a pipe, whose writer may come a moment later. The
 * descriptor, or -1 with errno set: ETIMEDOUT where no one writes to the pipe. */
int open_to_read(const char *path);

/* Reads to the end: bytes that the caller frees, followed by a zero byte that is none of them. NULL
 * with errno set; EFBIG where there are more than most. The descriptor stays open. */
uint8_t *read_descriptor(int descriptor, size_t most, size_t *size);

/* The same of a file by its name. */
uint8_t *read_whole(const char *path, size_t most, size_t *size);

/* What errno says of a file that could not be read. */
const char *reading_problem(int error);

/* Whether it is a link, a device or a pipe: renaming would put a file in its place. */
bool is_written_in_place(const char *path);

/* Writes a file that is there whole or as it was before: beside it, and then renames. A link, a
 * device or a pipe is written to in place. 0, or errno: ETIMEDOUT where no one reads from a named
 * pipe. */
int write_whole(const char *path, const void *data, size_t size, bool is_executable);

/* What errno says of a file that could not be written. */
const char *writing_problem(int error);

/* Whether the file could be written: 0, or errno. Nothing is left behind, and a file that is there
 * stays as it is. */
int check_output(const char *path);

/* Whether both are the same regular file by whatever name, so that writing one destroys the other.
 */
bool is_same_file(const char *path, const char *other);

/* Whether what is written to both is one regular file, be it there or not yet. */
bool is_one_place(const char *path, const char *other);

/* Whether standard output goes to this regular file. */
bool is_standard_output(const char *path);

#endif
