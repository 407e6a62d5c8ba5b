/* setjmp and longjmp out of recursion, and a dispatcher that they make. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf place;

static __attribute__((noinline)) void dive(int depth)
{
	char frame[40];

	frame[depth % 40] = (char)depth;
	if (depth == 0)
		longjmp(place, 7);
	dive(depth - 1);
	printf("never %d\n", frame[depth % 40]);
}

static __attribute__((noinline)) int survives(int a, int b)
{
	volatile int kept = a * b;
	jmp_buf inner;
	int came = setjmp(inner);

	if (came < 3)
		longjmp(inner, came + 1);
	return kept + came;
}

int main(void)
{
	int came = setjmp(place);

	if (came == 0)
		dive(30);
	printf("%d\n", came);
	if (came == 7)
		longjmp(place, 0);
	printf("%d %d\n", survives(6, 7), came);
	return came;
}
