/* Finds the image that an instruction is of. */
#include "machine/run/site.h"

#include <string.h>

#include "machine/run/names.h"
#include "machine/run/session.h"

/* Whether this code, which begins at pc in its image, is what memory has around a physical address:
 * as much of it as is in the address's page, for the next may be anywhere. */
static bool is_in_memory(const struct memory *memory, const struct image_code *code,
                         uint32_t physical, uint32_t pc)
{
	uint32_t before = physical % PAGE_SIZE, after = PAGE_SIZE - before;
	uint32_t offset = pc - code->address;
	if (offset >= code->size || physical >= memory->size)
		return false;
	if (before > offset)
		before = offset;
	if (after > code->size - offset)
		after = code->size - offset;
	return memcmp(memory->bytes + physical - before, code->bytes + offset - before,
	              before + after) == 0;
}

static bool has_code(const struct image *image, const struct memory *memory, uint32_t physical,
                     uint32_t pc)
{
	for (size_t i = 0; image != NULL && i < image_codes(image); i++) {
		struct image_code code = image_code(image, i);
		if (is_in_memory(memory, &code, physical, pc))
			return true;
	}
	return false;
}

static void find_program(const struct session *session, uint32_t physical, uint32_t pc,
                         struct site *site)
{
	const struct memory *memory = &session->computer.machine.memory;
	const struct options *options = &session->options;
	for (unsigned i = session->vmms + 1; i < session->file_count; i++)
		if (has_code(session->images[i], memory, physical, pc)) {
			*site = (struct site){ site->level, site->address, session->images[i], pc,
				               options->files[i] };
			return;
		}
	for (unsigned i = 0; i < options->symbol_count; i++)
		if (has_code(session->symbols[i], memory, physical, pc)) {
			*site = (struct site){ site->level, site->address, session->symbols[i], pc,
				               options->symbols[i] };
			return;
		}
}

struct site session_site(const struct session *session, uint32_t physical, uint32_t pc)
{
	struct site site = { .level = 0 };
	uint32_t offset;
	site.level = session_level(session, physical, &site.address);
	site.image = session_image(session, site.level);
	site.symbol = site.address;
	if (site.image == NULL || image_symbol_at(site.image, site.symbol, &offset) == NULL)
		find_program(session, physical, pc, &site);
	return site;
}

const char *site_function(const struct site *site)
{
	uint32_t offset;
	return site->image == NULL ? NULL : image_symbol_at(site->image, site->symbol, &offset);
}

void print_site(FILE *file, const struct site *site)
{
	if (site->module != NULL) {
		const char *slash = strrchr(site->module, '/');
		putc(' ', file);
		image_print_name(file, slash == NULL ? site->module : slash + 1);
	}
	print_place(file, site->image, site->symbol);
}
