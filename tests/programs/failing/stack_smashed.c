/* A local array that is written beyond its end, with -fstack-protector. */
static __attribute__((noinline)) void fill(int size)
{
	volatile char array[16];

	for (volatile int i = 0; i < size; i++)
		array[i] = 'x';
}

int main(void)
{
	fill(40);
	return 0;
}
