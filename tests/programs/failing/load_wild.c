/* A load far outside of memory. */
int main(void)
{
	int *volatile pointer = (int *)0x7FFFFFF0;

	return *pointer;
}
