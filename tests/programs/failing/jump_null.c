/* A call of a null pointer. */
int main(void)
{
	void (*volatile function)(void) = 0;

	function();
	return 0;
}
