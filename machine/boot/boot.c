/* The boot table, the modules at the end of memory, the start. */
#include "machine/boot/boot.h"

#include "isa/elf.h"
#include "machine/core/machine.h"

_Static_assert(sizeof(struct boot_table) <= PAGE_SIZE, "the boot table is one page");

/* What is wrong with an image is the first errors of a boot. */
_Static_assert((int)BOOT_OK == ELF_SOUND && (int)BOOT_NOT_ELF == ELF_NOT_ELF &&
                       (int)BOOT_IMAGE_TOO_LARGE == ELF_TOO_LARGE &&
                       (int)BOOT_MODULES_TOO_LARGE == ELF_ERRORS,
               "enum boot_error begins as enum elf_error");
_Static_assert((int)BOOT_SEGMENTS == ELF_SEGMENTS, "as many segments as an image has");

const char *boot_error_text(enum boot_error error)
{
	if (error == BOOT_MODULES_TOO_LARGE)
		return "the modules are larger than memory";
	if (error == BOOT_TOO_MANY_MODULES)
		return "too many modules";
	return elf_error_text((enum elf_error)error);
}

static uint64_t round_to_page(uint64_t bytes)
{
	return (bytes + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
}

enum boot_error boot_check(const struct file *kernel, uint32_t *end)
{
	uint32_t last = 0;
	enum boot_error error =
	        (enum boot_error)elf_check(kernel->bytes, kernel->size, ELF_MEMORY, &last);
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

/* Copies the segments of a checked image into memory; the entry. */
static uint32_t load(const struct file *kernel, struct memory *memory)
{
	struct elf_segment segment;
	for (uint32_t i = 0; i < elf_headers(kernel->bytes); i++)
		if (elf_segment(kernel->bytes, i, &segment))
			memcpy(memory->bytes + segment.address, kernel->bytes + segment.offset,
			       segment.file_size);
	return elf_entry(kernel->bytes);
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
	enum boot_error error =
	        (enum boot_error)elf_check(kernel->bytes, kernel->size, table, &end);
	if (error != BOOT_OK)
		return error;
	place_modules(memory, table, modules, count);
	machine->cpu = (struct cpu){
		.psw = { .pc = load(kernel, memory), .bound = memory->size },
	};
	machine->cpu.registers[REGISTER_A0] = table;
	machine->cpu.registers[REGISTER_SP] = table;
	return BOOT_OK;
}
