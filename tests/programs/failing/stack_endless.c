/* Recursion without an end: the stack runs over everything below it, until something traps. */
static __attribute__((noinline)) int dive(int depth)
{
	volatile char frame[4096];

	frame[0] = (char)depth;
	return dive(depth + 1) + frame[0];
}

int main(void)
{
	return dive(0);
}
