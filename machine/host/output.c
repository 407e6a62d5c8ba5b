/* The console's output: gathered a little, and never lost by a signal. */
#include "machine/host/output.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "machine/host/terminal.h"

/* Writes all; false with errno where it could not, or where the process is to end and it waits. */
static bool write_bytes(struct host_output *output)
{
	for (int done = 0; done < output->size;) {
		ssize_t count = write(output->file, output->bytes + done,
		                      (size_t)output->size - (size_t)done);
		if (count > 0)
			done += (int)count;
		else if (count < 0 && errno == EAGAIN && output->ends == 0)
			poll(&(struct pollfd){ .fd = output->file, .events = POLLOUT }, 1, -1);
		else if (count == 0 || errno != EINTR || output->ends != 0)
			return false;
	}
	return true;
}

void output_flush(struct host_output *output)
{
	if (output->size == 0)
		return;
	output->is_flushing = true;
	if (!write_bytes(output) && output->error == 0)
		output->error = errno;
	output->size = 0;
	output->is_flushing = false;
	if (output->ends != 0)
		terminal_end_by(output->ends);
}

bool output_flush_last(struct host_output *output, int number)
{
	if (output->is_flushing) {
		if (output->ends == 0)
			output->ends = number;
		return false;
	}
	output_flush(output);
	return true;
}

void output_put(struct host_output *output, uint8_t byte)
{
	if (output->size == OUTPUT_SIZE)
		output_flush(output);
	output->bytes[output->size] = byte;
	output->size++;
	if (output->at_once)
		output_flush(output);
}
