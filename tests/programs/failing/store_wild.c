/* A store far outside of memory. */
int main(void)
{
	int *volatile pointer = (int *)0xF0000004;

	*pointer = 1;
	return 0;
}
