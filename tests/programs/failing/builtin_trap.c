/* A trap that the compiler places. */
int main(void)
{
	__builtin_trap();
}
