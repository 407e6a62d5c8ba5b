/* A system call without a kernel. */
int main(void)
{
	__asm__ volatile("syscall 7");
	return 0;
}
