/* Files of the host: read whole, written whole. */
#include "machine/front/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { PATIENCE = 5000, AGAIN = 20 /* milliseconds for the other end of a named pipe */ };
enum { ANONYMOUS_PIPES = 0x50495045 /* Linux's PIPEFS_MAGIC */ };
enum { FIRST_ROOM = 1 << 16 };

static int fail_with(int descriptor, int error)
{
	close(descriptor);
	errno = error;
	return -1;
}

bool is_named_pipe(const char *path)
{
	struct stat status;
	struct statfs system;
	return stat(path, &status) == 0 && S_ISFIFO(status.st_mode) && statfs(path, &system) == 0 &&
	       system.f_type != ANONYMOUS_PIPES;
}

/* A pipe without a name had its writer when it was made. */
static bool has_writer(int descriptor)
{
	struct statfs system;
	if (fstatfs(descriptor, &system) == 0 && system.f_type == ANONYMOUS_PIPES)
		return true;
	struct pollfd opened = { .fd = descriptor, .events = POLLIN };
	int ready;
	do
		ready = poll(&opened, 1, PATIENCE);
	while (ready < 0 && errno == EINTR);
	return ready > 0;
}

int open_to_read(const char *path)
{
	struct stat status;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (descriptor < 0)
		return -1;
	if (fstat(descriptor, &status) != 0)
		return fail_with(descriptor, errno);
	if (S_ISDIR(status.st_mode))
		return fail_with(descriptor, EISDIR);
	if (S_ISFIFO(status.st_mode) && !has_writer(descriptor))
		return fail_with(descriptor, ETIMEDOUT);
	int flags = fcntl(descriptor, F_GETFL);
	if (flags < 0 || fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) != 0)
		return fail_with(descriptor, errno);
	return descriptor;
}

/* As read, but it waits where the descriptor does not. */
static ssize_t read_some(int descriptor, void *bytes, size_t size)
{
	for (;;) {
		ssize_t count = read(descriptor, bytes, size);
		if (count < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ .fd = descriptor, .events = POLLIN }, 1, -1);
		else if (count >= 0 || errno != EINTR)
			return count;
	}
}

/* The room to begin with: for all of a file, and one byte to see its end. */
static size_t first_room(int descriptor, size_t most)
{
	struct stat status;
	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
		return FIRST_ROOM;
	return (uint64_t)status.st_size > most ? 0 : (size_t)status.st_size + 2;
}

uint8_t *read_descriptor(int descriptor, size_t most, size_t *size)
{
	size_t room = first_room(descriptor, most);
	uint8_t *bytes = room == 0 ? NULL : malloc(room);
	int error = room == 0 ? EFBIG : ENOMEM;
	ssize_t count;
	*size = 0;
	while (bytes != NULL) {
		if (*size + 1 == room) {
			uint8_t *larger = realloc(bytes, room *= 2);
			if (larger == NULL)
				break;
			bytes = larger;
		}
		count = read_some(descriptor, bytes + *size, room - 1 - *size);
		if (count == 0) {
			bytes[*size] = 0;
			return bytes;
		}
		error = count < 0 ? errno : ENOMEM;
		*size += count < 0 ? 0 : (size_t)count;
		if (*size > most)
			error = EFBIG;
		if (error != ENOMEM)
			break;
	}
	free(bytes);
	errno = error;
	return NULL;
}

uint8_t *read_whole(const char *path, size_t most, size_t *size)
{
	int descriptor = open_to_read(path);
	if (descriptor < 0)
		return NULL;
	uint8_t *bytes = read_descriptor(descriptor, most, size);
	int error = errno;
	close(descriptor);
	errno = error;
	return bytes;
}

const char *reading_problem(int error)
{
	return error == ETIMEDOUT ? "no one writes to this pipe" : strerror(error);
}

static int write_all(int descriptor, const uint8_t *data, size_t size)
{
	while (size > 0) {
		ssize_t count = write(descriptor, data, size);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return count < 0 ? errno : EIO;
		data += count;
		size -= (size_t)count;
	}
	return 0;
}

bool is_written_in_place(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* To open a named pipe waits for its reader, without an end. */
static int open_to_write(const char *path)
{
	int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
	int file = open(path, flags, 0666);
	for (int waited = 0; file < 0 && errno == ENXIO && is_named_pipe(path); waited += AGAIN) {
		if (waited == PATIENCE) {
			errno = ETIMEDOUT;
			return -1;
		}
		poll(NULL, 0, AGAIN);
		file = open(path, flags, 0666);
	}
	if (file >= 0 && fcntl(file, F_SETFL, O_WRONLY) != 0)
		return fail_with(file, errno);
	return file;
}

const char *writing_problem(int error)
{
	return error == ETIMEDOUT ? "no one reads from this pipe" : strerror(error);
}

static int write_in_place(const char *path, const void *data, size_t size)
{
	int file = open_to_write(path);
	if (file < 0)
		return errno;
	int error = write_all(file, data, size);
	if (close(file) != 0 && error == 0)
		error = errno;
	return error;
}

/* A new file beside the one of this path, open, and its name, which the caller frees; -1 and errno.
 */
static int make_beside(const char *path, char **name)
{
	static const char ending[] = ".XXXXXX";
	size_t length = strlen(path);
	*name = malloc(length + sizeof ending);
	if (*name == NULL)
		return -1;
	memcpy(*name, path, length);
	memcpy(*name + length, ending, sizeof ending);
	int file = length == 0 ? -1 : mkstemp(*name);
	if (length == 0)
		errno = ENOENT;
	if (file < 0) {
		int error = errno;
		free(*name);
		errno = error;
	}
	return file;
}

int write_whole(const char *path, const void *data, size_t size, bool is_executable)
{
	if (is_written_in_place(path))
		return write_in_place(path, data, size);
	char *temporary;
	int file = make_beside(path, &temporary);
	if (file < 0)
		return errno;
	mode_t mask = umask(0);
	umask(mask);
	int error = write_all(file, data, size);
	if (fchmod(file, (is_executable ? 0777 : 0666) & ~mask) != 0 && error == 0)
		error = errno;
	if (close(file) != 0 && error == 0)
		error = errno;
	if (error == 0 && rename(temporary, path) != 0)
		error = errno;
	if (error != 0)
		unlink(temporary);
	free(temporary);
	return error;
}

int check_output(const char *path)
{
	struct stat status;
	if (is_written_in_place(path)) {
		/* To open a pipe would be a message. A link may lead to what is yet to be made. */
		if (stat(path, &status) != 0)
			return errno == ENOENT ? 0 : errno;
		if (S_ISDIR(status.st_mode))
			return EISDIR;
		return access(path, W_OK) == 0 ? 0 : errno;
	}
	char *temporary;
	int file = make_beside(path, &temporary);
	if (file < 0)
		return errno;
	close(file);
	unlink(temporary);
	free(temporary);
	return 0;
}

static bool is_same(const struct stat *one, const struct stat *other)
{
	return S_ISREG(one->st_mode) && one->st_dev == other->st_dev &&
	       one->st_ino == other->st_ino;
}

bool is_same_file(const char *path, const char *other)
{
	struct stat one, two;
	return stat(path, &one) == 0 && stat(other, &two) == 0 && is_same(&one, &two);
}

/* The last part of a path, and the length of what is before it. */
static const char *last_part(const char *path, size_t *length)
{
	const char *slash = strrchr(path, '/');
	*length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	return path + *length;
}

/* Whether the folders that the paths begin with are the same one. */
static bool is_same_folder(const char *path, size_t length, const char *other, size_t other_length)
{
	struct stat one, two;
	char *folder = length == 0 ? strdup(".") : strndup(path, length);
	char *another = other_length == 0 ? strdup(".") : strndup(other, other_length);
	bool is_same = folder != NULL && another != NULL && stat(folder, &one) == 0 &&
	               stat(another, &two) == 0 && one.st_dev == two.st_dev &&
	               one.st_ino == two.st_ino;
	free(folder);
	free(another);
	return is_same;
}

bool is_one_place(const char *path, const char *other)
{
	struct stat status;
	size_t length, other_length;
	if (stat(path, &status) == 0)
		return is_same_file(path, other);
	const char *name = last_part(path, &length), *another = last_part(other, &other_length);
	return strcmp(name, another) == 0 && is_same_folder(path, length, other, other_length);
}

bool is_standard_output(const char *path)
{
	struct stat one, two;
	return stat(path, &one) == 0 && fstat(STDOUT_FILENO, &two) == 0 && is_same(&one, &two);
}
