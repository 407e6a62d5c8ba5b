/* The end: functions of atexit, any number of them, an exit out of depth, its status. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static void first(void)
{
	puts("first registered, last called");
}

static void second(void)
{
	puts("second");
}

static int count;

static void counted(void)
{
	printf("%d%c", count, count % 10 == 0 ? '\n' : ' ');
	count--;
}

static void late(void)
{
	puts("registered at the end");
}

static void registers(void)
{
	atexit(late);
}

static __attribute__((noinline)) void dive(int depth)
{
	if (depth == 0)
		exit(42);
	dive(depth - 1);
	puts("never");
}

int main(void)
{
	static_assert(sizeof(int) == 4, "int is a word");
	assert(1 + 1 == 2);
	atexit(first);
	atexit(second);
	/* More than C promises. */
	while (count < 70 && atexit(counted) == 0)
		count++;
	atexit(registers);
	dive(10);
	return 1;
}
