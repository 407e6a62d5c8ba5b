/* What is sent to a client all comes to it, however slow it is; one that is gone is told. */
#define _GNU_SOURCE /* pipe2 */
#include "machine/debug/send.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SENT = 1 << 20, FULL = 1 << 16 };

static char bytes[SENT];

/* Takes what comes up to the end, in small pieces; the status says whether it was this much. */
static void take(int in, size_t expected)
{
	char piece[512];
	size_t sum = 0;
	for (ssize_t count; (count = read(in, piece, sizeof piece)) > 0;)
		sum += (size_t)count;
	_exit(sum == expected ? 0 : 1);
}

Test(send, all_comes_to_a_slow_client)
{
	int ends[2], status;
	cr_assert_eq(pipe2(ends, O_NONBLOCK), 0);
	cr_assert_eq(fcntl(ends[0], F_SETFL, 0), 0);
	cr_assert_eq(write(ends[1], bytes, FULL), FULL);
	pid_t client = fork();
	if (client == 0) {
		close(ends[1]);
		take(ends[0], FULL + SENT);
	}
	cr_expect(send_all(ends[1], bytes, SENT));
	close(ends[1]);
	cr_assert_eq(waitpid(client, &status, 0), client);
	cr_expect_eq(status, 0);
}

Test(send, a_client_that_is_gone)
{
	int ends[2];
	signal(SIGPIPE, SIG_IGN);
	cr_assert_eq(pipe(ends), 0);
	close(ends[0]);
	cr_expect_not(send_all(ends[1], bytes, 1));
}
