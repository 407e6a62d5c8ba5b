/* Uninitialised memory: a list is made of memory that was never cleared. It works, for memory is
 * zero after a reset, until it is used for something else before. */
#include "tests/debug/bugs/kernel.h"

struct item {
	uint32_t value;
	struct item *next;
};

static uint8_t *free_memory = (uint8_t *)0x8000;

void take_trap(void)
{
	halt(1);
}

static void *allocate(uint32_t size)
{
	uint8_t *memory = free_memory;
	free_memory += size;
	return memory;
}

static struct item *add(struct item *list, uint32_t value)
{
	struct item *item = allocate(sizeof *item);
	item->value = value;
	if (list != 0)
		item->next = list;
	return item;
}

int main(void)
{
	uint32_t sum = 0;
	struct item *list = 0;
	for (uint32_t i = 1; i <= 10; i++)
		list = add(list, i);
	for (; list != 0; list = list->next)
		sum += list->value;
	return sum == 55 ? 0 : 1;
}
