/* The loader: reads an ELF file, trusts none of it, and fills a window from it. */
#include "programs/kernel/elf.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/loader.h"

struct program {
	struct elf_header header;
	struct elf_segment segments[ELF_SEGMENTS];
	uint32_t end; /* of its memory */
};

/* Reads exactly so many bytes at an offset of the file, which has them. */
static int read_at(struct kernel *kernel, struct open_file *file, uint32_t offset, void *to,
                   uint32_t size)
{
	file->offset = offset;
	int count = file_read(kernel, file, to, size);
	if (count < 0)
		return count;
	return (uint32_t)count == size ? 0 : ERROR_DISK;
}

static int read_program(struct kernel *kernel, struct open_file *file, struct program *program)
{
	struct elf_header *header = &program->header;
	uint32_t size = file_size(kernel, file);
	if (size < sizeof *header)
		return ERROR_PROGRAM;
	int error = read_at(kernel, file, 0, header, sizeof *header);
	if (error < 0)
		return error;
	if (!elf_header_is_sound(header, size))
		return ERROR_PROGRAM;
	error = read_at(kernel, file, header->segments, program->segments,
	                header->segment_count * sizeof program->segments[0]);
	if (error < 0)
		return error;
	bool is_sound = elf_segments_are_sound(header, program->segments, size, USER_IMAGE,
	                                       USER_WINDOW_MAXIMUM, &program->end);
	return is_sound ? 0 : ERROR_PROGRAM;
}

static int fill_window(struct kernel *kernel, struct open_file *file, const struct program *program,
                       const struct window *window)
{
	for (uint32_t i = 0; i < program->header.segment_count; i++) {
		const struct elf_segment *segment = &program->segments[i];
		if (segment->type != ELF_LOAD || segment->file_size == 0)
			continue;
		uint8_t *to = window->base + segment->virtual_address;
		int error = read_at(kernel, file, segment->offset, to, segment->file_size);
		if (error < 0)
			return error;
	}
	return 0;
}

static int load_file(struct kernel *kernel, struct open_file *file, struct window *window,
                     uint32_t *entry)
{
	struct program program;
	int error = read_program(kernel, file, &program);
	if (error < 0)
		return error;
	if (!window_create(window, &kernel->memory, program.end))
		return ERROR_MEMORY;
	error = fill_window(kernel, file, &program, window);
	if (error < 0)
		window_free(window, &kernel->memory);
	*entry = program.header.entry;
	return error;
}

int load_program(struct kernel *kernel, const char *name, struct window *window, uint32_t *entry)
{
	struct open_file *file;
	int error = file_open(kernel, name, OPEN_READ, &file);
	if (error < 0)
		return error;
	error = load_file(kernel, file, window, entry);
	file_close(file);
	return error;
}
