/* Variables of the one thread, errno among them, beside others: each has a place of its own. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

static int first = 7;
static __thread int zero[3];
static __thread int one = 11;
static _Alignas(64) __thread char wide[64];
static int zeros[4];

int main(void)
{
	printf("%d %d %d %d %d\n", first, errno, zero[0], one, zeros[0]);
	errno = 5;
	for (int i = 0; i < 3; i++)
		zero[i] = 100 + i;
	one++;
	wide[0] = 3;
	wide[63] = 4;
	zeros[0] = 20;
	printf("%d %d %d %d %d %d %d %d\n", first, errno, zero[0], zero[2], one, zeros[0], zeros[3],
	       (int)((uintptr_t)wide % 64));
	return 0;
}
