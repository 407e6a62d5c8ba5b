/* Frames and spaces. */
#include "kernel.h"

uint32_t frames_used;

void frames_start(void)
{
}

uint32_t space_make(void)
{
	return 0;
}

int space_load(uint32_t root, uint32_t from)
{
	(void)root;
	(void)from;
	return -1;
}

uint32_t space_fork(uint32_t root)
{
	(void)root;
	return 0;
}

void space_free(uint32_t root)
{
	(void)root;
}

int space_fault(uint32_t root, uint32_t address, int is_write, uint32_t heap_end)
{
	(void)root;
	(void)address;
	(void)is_write;
	(void)heap_end;
	return -1;
}
