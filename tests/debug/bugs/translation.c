/* A stale translation: the page of a program is exchanged for another, and the machine, which holds
 * the old translation, is not told so. */
#include "tests/debug/bugs/kernel.h"

enum { SHARED = 0x400000, TABLES = 0x10000, PAGES = 0x20000 };

static uint32_t *const root = (uint32_t *)TABLES;
static uint32_t *const table = (uint32_t *)(TABLES + PAGE_SIZE);
static uint32_t *const pages = (uint32_t *)PAGES;

static void map(uint32_t page)
{
	table[0] = (PAGES + page * PAGE_SIZE) | ENTRY_VALID | ENTRY_READ;
}

static uint32_t is_second;

void take_trap(void)
{
	low_memory.old.pc += 4;
	if (is_second)
		halt(low_memory.registers[REGISTER_A0] == 22 ? 0 : 1);
	is_second = 1;
	map(1);
}

__attribute__((naked)) static void program(void)
{
	__asm__("	li	a1, 0x400000\n"
	        "1:	lw	a0, 0(a1)\n"
	        "	syscall	0\n"
	        "	j	1b\n");
}

int main(void)
{
	static uint32_t low_table[TABLE_ENTRIES] __attribute__((aligned(PAGE_SIZE)));
	for (uint32_t i = 0; i < 16; i++)
		low_table[i] =
		        i * PAGE_SIZE | ENTRY_VALID | ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE;
	root[0] = (uint32_t)low_table | ENTRY_VALID;
	root[1] = (uint32_t)table | ENTRY_VALID;
	pages[0] = 11;
	pages[PAGE_SIZE / 4] = 22;
	map(0);
	low_memory.handler = (struct psw){ 0, (uint32_t)trap_entry, 0, MEMORY, 0 };
	low_memory.old =
	        (struct psw){ STATUS_USER | STATUS_PAGED, (uint32_t)program, TABLES, 0x800000, 0 };
	resume();
}
