/* What a system call does with addresses that a program hands over. */
#include <string.h>
#include "programs/kernel/interface.h"
#include "programs/kernel/space.h"
#include "programs/kernel/user.h"

int user_read(struct kernel *kernel, struct space *space, uint32_t address, void *to, uint32_t size)
{
	if (!space_permits(space, address, size, ENTRY_READ))
		return ERROR_ADDRESS;
	for (uint32_t done = 0; done < size;) {
		struct span span = { .address = address + done, .size = size - done };
		int error = space_hold(kernel, space, ENTRY_READ, &span);
		if (error < 0)
			return error;
		memcpy((uint8_t *)to + done, span.bytes, span.size);
		space_release(kernel, &span);
		done += span.size;
	}
	return 0;
}

int user_write(struct kernel *kernel, struct space *space, uint32_t address, const void *from,
               uint32_t size)
{
	if (!space_permits(space, address, size, ENTRY_WRITE))
		return ERROR_ADDRESS;
	for (uint32_t done = 0; done < size;) {
		struct span span = { .address = address + done, .size = size - done };
		int error = space_hold(kernel, space, ENTRY_WRITE, &span);
		if (error < 0)
			return error;
		memcpy(span.bytes, (const uint8_t *)from + done, span.size);
		space_release(kernel, &span);
		done += span.size;
	}
	return 0;
}

int user_text(struct kernel *kernel, struct space *space, uint32_t address, char *to, uint32_t size)
{
	for (uint32_t done = 0; done < size;) {
		struct span span = { .address = address + done, .size = size - done };
		int error = space_hold(kernel, space, ENTRY_READ, &span);
		if (error < 0)
			return error;
		const char *end = memchr(span.bytes, '\0', span.size);
		uint32_t length =
		        end != NULL ? (uint32_t)(end + 1 - (const char *)span.bytes) : span.size;
		memcpy(to + done, span.bytes, length);
		space_release(kernel, &span);
		if (end != NULL)
			return 0;
		done += span.size;
	}
	to[size - 1] = '\0';
	return ERROR_ARGUMENT;
}
