/* Nothing: what starting and ending a program costs. */
int main(void)
{
	return 0;
}
