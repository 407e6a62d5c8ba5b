/* The loader: reads what an ELF file says of itself, and trusts none of it. */
#include "programs/kernel/kernel.h"
#include "programs/kernel/loader.h"

int read_program(struct kernel *kernel, struct open_file *file, struct program *program)
{
	struct elf_header *header = &program->header;
	uint32_t size = file_size(kernel, file);
	if (size < sizeof *header)
		return ERROR_PROGRAM;
	int error = file_read_at(kernel, file, 0, header, sizeof *header);
	if (error < 0)
		return error;
	if (!elf_header_is_sound(header, size))
		return ERROR_PROGRAM;
	error = file_read_at(kernel, file, header->segments, program->segments,
	                     header->segment_count * sizeof program->segments[0]);
	if (error < 0)
		return error;
	bool is_sound = elf_segments_are_sound(header, program->segments, size, USER_IMAGE,
	                                       USER_WINDOW_MAXIMUM, &program->end);
	return is_sound ? 0 : ERROR_PROGRAM;
}
