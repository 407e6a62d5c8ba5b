/* Recursion: Fibonacci, Ackermann and the towers of Hanoi, which are calls and returns only. */
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { PASSES = (SCALE + 2) / 3 };

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static int ackermann(int m, int n)
{
	if (m == 0)
		return n + 1;
	return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

/* The moves that take so many discs from one peg to another; each peg counts what it receives. */
static int move(int discs, int from, int to, int received[3])
{
	if (discs == 0)
		return 0;

	int other = 3 - from - to;
	int before = move(discs - 1, from, other, received);

	received[to]++;
	return before + 1 + move(discs - 1, other, to, received);
}

int main(void)
{
	int numbers = 0, depths = 0, moves = 0;
	int received[3] = { 0 };

	for (int i = 0; i < PASSES; i++) {
		numbers += fibonacci(20 + i % 3);
		depths += ackermann(2, 200 + i % 3);
		moves += move(15, 0, 2, received);
	}
	printf("%d %d %d: %d %d %d\n", numbers, depths, moves, received[0], received[1],
	       received[2]);
	return 0;
}
