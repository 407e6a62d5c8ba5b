/* Bytes, and files written whole. */
#include "assembler/image/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assembler/memory.h"

void put_bytes(struct bytes *bytes, const void *data, size_t size)
{
	bytes->data = grow(bytes->data, &bytes->capacity, bytes->size + size + 1, 1);
	if (size > 0)
		memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
}

void put_string(struct bytes *bytes, const char *text)
{
	put_bytes(bytes, text, strlen(text) + 1);
}

void put_number(struct bytes *bytes, uint64_t number, unsigned size)
{
	uint8_t data[8];
	for (unsigned i = 0; i < size; i++)
		data[i] = (uint8_t)(number >> 8 * i);
	put_bytes(bytes, data, size);
}

void put_unsigned(struct bytes *bytes, uint64_t number)
{
	do {
		uint8_t byte = number & 0x7F;
		number >>= 7;
		byte |= number != 0 ? 0x80 : 0;
		put_bytes(bytes, &byte, 1);
	} while (number != 0);
}

void put_signed(struct bytes *bytes, int64_t number)
{
	bool more = true;
	while (more) {
		uint8_t byte = (uint8_t)((uint64_t)number & 0x7F);
		number = (number - byte) / 128;
		more = (byte & 0x40) != 0 ? number != -1 : number != 0;
		byte |= more ? 0x80 : 0;
		put_bytes(bytes, &byte, 1);
	}
}

void set_word(struct bytes *bytes, size_t offset, uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		bytes->data[offset + i] = (uint8_t)(word >> 8 * i);
}

int read_file(const char *path, struct bytes *bytes)
{
	uint8_t buffer[1 << 16];
	size_t count;
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return errno;
	errno = 0;
	while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
		put_bytes(bytes, buffer, count);
	int error = ferror(file) == 0 ? 0 : errno != 0 ? errno : EIO;
	fclose(file);
	return error;
}

static int write_all(int file, const uint8_t *data, size_t size)
{
	while (size > 0) {
		ssize_t count = write(file, data, size);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return count < 0 ? errno : EIO;
		data += count;
		size -= (size_t)count;
	}
	return 0;
}

static int write_in_place(const char *path, const void *data, size_t size)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return errno;
	int error = write_all(file, data, size);
	if (close(file) != 0 && error == 0)
		error = errno;
	return error;
}

int write_file(const char *path, const void *data, size_t size, bool is_executable)
{
	struct stat status;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return S_ISDIR(status.st_mode) ? EISDIR : write_in_place(path, data, size);
	size_t length = strlen(path);
	char *temporary = allocate(length + 8);
	memcpy(temporary, path, length);
	memcpy(temporary + length, ".XXXXXX", 8);
	int file = mkstemp(temporary);
	if (file < 0) {
		int error = errno;
		free(temporary);
		return error;
	}
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
