/* memory: prints what the kernel has of memory, and what it has done for want of it since it
 * started. */
#include <inttypes.h>
#include <stdio.h>
#include "programs/user/runtime/system.h"

int main(void)
{
	struct memory_information now;
	kernel_memory(&now);
	printf("%" PRIu32 " pages free, %" PRIu32 " in the swap space\n", now.free, now.swap_free);
	printf("%" PRIu32 " faults, %" PRIu32 " loaded, %" PRIu32 " copied, %" PRIu32
	       " swapped out, %" PRIu32 " in\n",
	       now.faults, now.loaded, now.copied, now.swapped_out, now.swapped_in);
	return 0;
}
