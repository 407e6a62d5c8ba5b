/* The descriptors of streams: the standard ones have theirs, others those that they were opened by.
 */
#include <errno.h>
#include <stdio-bufio.h>
#include <stdio.h>
#include <unistd.h>

int fileno(FILE *stream)
{
	if (stream == stdin)
		return STDIN_FILENO;
	if (stream == stdout)
		return STDOUT_FILENO;
	if (stream == stderr)
		return STDERR_FILENO;
	if ((stream->flags & __SBUF) != 0)
		return ((struct __file_bufio *)stream)->fd;
	errno = EBADF;
	return -1;
}
