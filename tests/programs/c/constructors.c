/* Functions before and after main, and in which order. */
#include <stdio.h>
#include <stdlib.h>

static int counted = 10;

static __attribute__((constructor)) void before(void)
{
	printf("before %d\n", counted++);
}

static __attribute__((constructor)) void before_too(void)
{
	printf("before too %d\n", counted++);
}

static __attribute__((destructor)) void after(void)
{
	printf("after %d\n", counted++);
}

static __attribute__((destructor)) void after_too(void)
{
	printf("after too %d\n", counted++);
}

static void at_exit(void)
{
	printf("at exit %d\n", counted++);
}

int main(void)
{
	atexit(at_exit);
	printf("main %d\n", counted++);
	return counted;
}
