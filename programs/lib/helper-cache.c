/* What makes the machine see instructions that were written: nothing is needed. */
void __clear_cache(void *first, void *end);

void __clear_cache(void *first, void *end)
{
	(void)first;
	(void)end;
}
