/* Writes to a client, which may be slow, or gone. */
#include "machine/debug/send.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

bool send_all(int out, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t count = write(out, bytes, size);
		if (count < 0 && errno == EINTR)
			continue;
		struct pollfd output = { .fd = out, .events = POLLOUT };
		if (count < 0 && errno == EAGAIN && poll(&output, 1, -1) > 0)
			continue;
		if (count <= 0)
			return false;
		bytes += count;
		size -= (size_t)count;
	}
	return true;
}
