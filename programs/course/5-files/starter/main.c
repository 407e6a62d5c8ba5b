/* Given: what the kernel is asked to do. Boot module 0 begins with a word: 0 for the console, 1 for
 * the disk, 2 for files. */
#include "kernel.h"

struct boot_table {
	uint32_t count;
	struct {
		uint32_t address, size;
	} modules[64];
};

/* An order to the files: 1 put, 2 remove. What a file holds follows from its seed. */
struct order {
	uint32_t what;
	char name[NAME];
	uint32_t size, seed;
	uint32_t unused[2];
};

uint32_t done, results[ORDERS], sizes[FILES], sums[FILES];

static uint8_t bytes[FILE_SIZE];

void trap(void)
{
	volatile uint32_t seen[4] = { low_memory.cause, low_memory.value };

	(void)seen;
	if (low_memory.cause != CAUSE_DEVICE)
		halt(63);
	if (low_memory.value == DEVICE_CONSOLE)
		console_interrupt();
	else if (low_memory.value == DEVICE_DISK)
		disk_interrupt();
}

/* Stage 1: lines come back with their numbers of bytes. */
static void run_console(void)
{
	uint32_t count = 0;
	int byte;

	console_start();
	while ((byte = console_read()) >= 0) {
		console_write(byte);
		count++;
		if (byte == '\n') {
			console_write('0' + (int)(count / 10 % 10));
			console_write('0' + (int)(count % 10));
			console_write('\n');
			count = 0;
		}
		done++;
	}
}

/* Stage 2: every sector is read, changed and written to where the last one was. */
static void run_disk(void)
{
	uint32_t sectors = read_port(PORT_DISK_SECTORS), i, k;

	for (i = 0; i < sectors / 2; i++) {
		disk_read(i, bytes);
		for (k = 0; k < SECTOR; k++)
			bytes[k] = (uint8_t)(bytes[k] + k);
		disk_write(sectors - 1 - i, bytes);
		done++;
	}
}

static void fill(uint32_t seed, uint32_t size)
{
	for (uint32_t i = 0; i < size && i < FILE_SIZE; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(seed >> 24);
	}
}

static void list(void)
{
	char name[NAME] = { 0 };
	for (uint32_t i = 0; i < FILES; i++) {
		name[0] = (char)('a' + i);
		int size = files_get(name, bytes);
		sizes[i] = (uint32_t)size;
		sums[i] = 0;
		for (int k = 0; k < size; k++)
			sums[i] = sums[i] * 31 + bytes[k];
	}
}

/* Stages 3 and 4. */
static void run_files(const struct order *order, uint32_t count)
{
	files_start();
	for (; done < count; done++, order++) {
		int result = -1;
		fill(order->seed, order->size);
		if (order->what == 1)
			result = files_put(order->name, bytes, order->size);
		else if (order->what == 2)
			result = files_remove(order->name);
		results[done % ORDERS] = (uint32_t)result;
	}
	list();
}

int main(const struct boot_table *table)
{
	volatile uint32_t on_the_stack = 0x600D;
	const uint32_t *module = (const uint32_t *)table->modules[0].address;
	uint32_t size = table->modules[0].size;

	if (table->count == 0 || size < 4 || *module == 0)
		run_console();
	else if (*module == 1)
		run_disk();
	else
		run_files((const struct order *)(module + 8), size / 32 - 1);
	halt(on_the_stack == 0x600D ? 0 : 60);
}
