/* The C library's platform, where it is the toy kernel and not the bare machine: these functions
 * stand in place of the library's own. Standard output is written a line at a time. */
#include <stdio.h>
#include <stdlib.h>
#include "programs/lib/platform.h"
#include "programs/lib/stream.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

int main(int count, char **arguments);

_Noreturn void _start(int count, char **arguments);

enum { BUFFER = 512 };

static struct {
	char bytes[BUFFER];
	unsigned count;
} output;

static struct {
	unsigned char bytes[BUFFER];
	unsigned next, count;
} input;

_Noreturn void _start(int count, char **arguments)
{
	exit(main(count, arguments));
}

int write_all(int file, const void *from, unsigned size)
{
	const char *bytes = from;
	while (size > 0) {
		int count = kernel_write(file, bytes, size);
		if (count < 0)
			return count;
		bytes += count;
		size -= (unsigned)count;
	}
	return 0;
}

int flush_output(void)
{
	int error = write_all(STANDARD_OUTPUT, output.bytes, output.count);
	output.count = 0;
	return error;
}

static int put(char byte)
{
	output.bytes[output.count++] = byte;
	return byte == '\n' || output.count == BUFFER ? flush_output() : 0;
}

int __stream_write(struct __stream *stream, const char *bytes, size_t size)
{
	int error = 0;
	if (stream == stdout) {
		for (size_t i = 0; i < size && error == 0; i++)
			error = put(bytes[i]);
	} else {
		error = write_all(stream == stderr ? STANDARD_ERROR : STANDARD_INPUT, bytes, size);
	}
	if (error == 0)
		return 0;
	stream->failed = 1;
	return EOF;
}

void __console_write(unsigned char byte)
{
	kernel_write(STANDARD_ERROR, &byte, 1);
}

int __console_read(void)
{
	if (input.next == input.count) {
		int count = kernel_read(STANDARD_INPUT, input.bytes, BUFFER);
		if (count <= 0)
			return -1;
		input.next = 0;
		input.count = (unsigned)count;
	}
	return input.bytes[input.next++];
}

_Noreturn void __machine_halt(int status)
{
	if (flush_output() < 0 && status == 0)
		status = EXIT_FAILURE;
	kernel_exit(status);
}

/* The kernel starts the heap at a multiple of 16. */
void *__heap_extend(size_t size)
{
	int begin = kernel_grow((int)size);
	return begin < 0 ? NULL : (void *)begin;
}
