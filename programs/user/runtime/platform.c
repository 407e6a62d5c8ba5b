/* The C library's platform, where it is the toy kernel and not the bare machine: these functions
 * stand in place of the library's own. Standard output is written a line at a time, standard error
 * a byte at a time. */
#include <stdio.h>
#include <stdlib.h>
#include "programs/lib/platform.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

/* Of the C library. */
void __libc_init_array(void);

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
	/* The variables of the one thread. */
	__asm__ volatile("la tp, __tls_base");
	__libc_init_array();
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

static int put_output(char byte, FILE *stream)
{
	(void)stream;
	output.bytes[output.count++] = byte;
	int error = byte == '\n' || output.count == BUFFER ? flush_output() : 0;
	return error < 0 ? EOF : (unsigned char)byte;
}

static int flush(FILE *stream)
{
	(void)stream;
	return flush_output() < 0 ? EOF : 0;
}

static int put_error(char byte, FILE *stream)
{
	(void)stream;
	return write_all(STANDARD_ERROR, &byte, 1) < 0 ? EOF : (unsigned char)byte;
}

static int get_input(FILE *stream)
{
	(void)stream;
	int byte = __console_read();
	return byte < 0 ? _FDEV_EOF : byte;
}

static FILE input_stream = FDEV_SETUP_STREAM(NULL, get_input, NULL, _FDEV_SETUP_READ);
static FILE output_stream = FDEV_SETUP_STREAM(put_output, NULL, flush, _FDEV_SETUP_WRITE);
static FILE error_stream = FDEV_SETUP_STREAM(put_error, NULL, NULL, _FDEV_SETUP_WRITE);

FILE *const stdin = &input_stream;
FILE *const stdout = &output_stream;
FILE *const stderr = &error_stream;

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
