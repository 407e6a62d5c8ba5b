/* The boot table, the modules at the end of memory, the start. */
#include "machine/boot/boot.h"

#include "machine/boot/elf.h"

_Static_assert(sizeof(struct boot_table) <= PAGE_SIZE, "the boot table is one page");

const char *boot_error_text(enum boot_error error)
{
	switch (error) {
	case BOOT_OK:
		return "no error";
	case BOOT_NOT_ELF:
		return "not an ELF file";
	case BOOT_FOREIGN:
		return "not an executable for PG32";
	case BOOT_TRUNCATED:
		return "the file is truncated";
	case BOOT_MALFORMED:
		return "the program headers make no sense";
	case BOOT_SEGMENTS_OVERLAP:
		return "segments overlap";
	case BOOT_IMAGE_TOO_LARGE:
		return "the image is larger than memory";
	case BOOT_MODULES_TOO_LARGE:
		return "the modules are larger than memory";
	case BOOT_TOO_MANY_MODULES:
		return "too many modules";
	}
	return "";
}

static uint64_t round_to_page(uint64_t bytes)
{
	return (bytes + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
}

enum boot_error boot_check(const struct file *kernel, uint32_t *end)
{
	uint32_t last = 0;
	enum boot_error error = elf_check(kernel, UINT32_MAX - PAGE_SIZE + 1, &last);
	*end = (uint32_t)round_to_page(last);
	return error;
}

uint64_t boot_modules_size(const struct file *modules, uint32_t count)
{
	uint64_t size = PAGE_SIZE;
	for (uint32_t i = 0; i < count; i++)
		size += round_to_page(modules[i].size);
	return size;
}

/* Writes the table at its address and the modules behind it. */
static void place_modules(struct memory *memory, uint32_t table_address, const struct file *modules,
                          uint32_t count)
{
	uint8_t *table = memory->bytes + table_address;
	uint32_t address = table_address + PAGE_SIZE;
	write_word(table, count);
	for (uint32_t i = 0; i < count; i++) {
		struct boot_module module = { address, modules[i].size };
		memcpy(table + sizeof(uint32_t) + i * sizeof module, &module, sizeof module);
		memcpy(memory->bytes + address, modules[i].bytes, modules[i].size);
		address += (uint32_t)round_to_page(modules[i].size);
	}
}

enum boot_error boot(struct machine *machine, const struct file *kernel, const struct file *modules,
                     uint32_t count)
{
	struct memory *memory = &machine->memory;
	if (count > BOOT_MODULES)
		return BOOT_TOO_MANY_MODULES;
	uint64_t modules_size = boot_modules_size(modules, count);
	if (modules_size > memory->size)
		return BOOT_MODULES_TOO_LARGE;
	uint32_t table = memory->size - (uint32_t)modules_size;
	uint32_t end;
	enum boot_error error = elf_check(kernel, table, &end);
	if (error != BOOT_OK)
		return error;
	place_modules(memory, table, modules, count);
	machine->cpu = (struct cpu){
		.psw = { .pc = elf_load(kernel, memory), .bound = memory->size },
	};
	machine->cpu.registers[REGISTER_A0] = table;
	machine->cpu.registers[REGISTER_SP] = table;
	return BOOT_OK;
}
