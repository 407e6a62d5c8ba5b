/* The disk, by interrupt. */
#include "kernel.h"

void disk_interrupt(void)
{
	/* Stage 2, yours. */
}

void disk_read(uint32_t sector, void *to)
{
	/* Stage 2, yours. */
	(void)sector;
	(void)to;
}

void disk_write(uint32_t sector, const void *from)
{
	/* Stage 2, yours. */
	(void)sector;
	(void)from;
}
