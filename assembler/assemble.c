/* A run of the assembler: read, link, write. */
#include "assembler/assemble.h"

#include <stdlib.h>
#include <string.h>

#include "assembler/image/executable.h"
#include "assembler/image/object.h"
#include "assembler/link/link.h"
#include "assembler/program/fixup.h"
#include "assembler/program/form.h"
#include "assembler/program/frame.h"
#include "assembler/program/listing.h"
#include "assembler/program/section.h"
#include "assembler/read/directive.h"
#include "machine/front/file.h"

static bool is_empty(const struct assembler *assembler)
{
	for (const struct section *section = assembler->sections; section != NULL;
	     section = section->next)
		if (section->size != 0)
			return false;
	return true;
}

static void link_image(struct assembler *assembler)
{
	bind_symbols(assembler);
	lay_out(assembler);
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (unit->is_linked)
			apply_fixups(assembler, unit);
	if (assembler->diagnostics.errors == 0 && is_empty(assembler))
		error_at(&assembler->diagnostics, 0,
		         "there is nothing in the image: no code, no data");
}

static void release(struct assembler *assembler)
{
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next) {
		struct piece *next;
		for (struct piece *piece = unit->pieces; piece != NULL; piece = next) {
			next = piece->next;
			piece_free(piece);
		}
		frames_free(unit);
		free(unit->files);
		free(unit->file_numbers);
	}
	names_free(&assembler->names);
	sources_free(&assembler->sources);
	arena_free(&assembler->arena);
}

/* Whether the source, or what it was made of, is the file. */
static bool is_made_of(const struct source *source, const char *path)
{
	if (source->expansion_of != NULL)
		return false;
	if (is_same_file(path, strcmp(source->name, "-") == 0 ? "/dev/stdin" : source->name))
		return true;
	const char *before = "";
	for (size_t i = 0; i < source->marker_count; i++) {
		const char *name = source->markers[i].name;
		if (name == NULL || strcmp(name, before) == 0)
			continue;
		if (is_same_file(path, name))
			return true;
		before = name;
	}
	return false;
}

/* An output that is an input as well would destroy it. */
static void check_output_path(struct assembler *assembler, const char *path)
{
	bool is_read = false;
	if (path == NULL || !is_same_file(path, path))
		return;
	for (size_t i = 0; i < assembler->sources.count && !is_read; i++)
		is_read = is_made_of(assembler->sources.items[i], path);
	for (size_t i = 0; i < assembler->included_count && !is_read; i++)
		is_read = is_same_file(path, assembler->included[i]);
	if (is_read)
		error_at(&assembler->diagnostics, 0,
		         "the output '%s' is also read, and would be overwritten", path);
}

static void check_output_paths(struct assembler *assembler)
{
	const struct options *options = assembler->options;
	check_output_path(assembler, options->output);
	check_output_path(assembler, options->listing);
	check_output_path(assembler, options->spared);
	if (options->listing != NULL && is_one_place(options->listing, options->output))
		error_at(&assembler->diagnostics, 0, "the program and the listing are one file");
}

static void make_image(struct assembler *assembler)
{
	link_image(assembler);
	check_output_paths(assembler);
	if (assembler->diagnostics.errors == 0)
		write_listing(assembler);
	if (assembler->diagnostics.errors == 0)
		write_executable(assembler);
}

static void make_object(struct assembler *assembler)
{
	bind_object(assembler);
	check_output_paths(assembler);
	if (assembler->diagnostics.errors == 0)
		write_object(assembler);
}

int assemble(const struct options *options, FILE *messages)
{
	struct listing listing = { 0 };
	struct assembler assembler = { .options = options, .profile = options->profile };
	assembler.listing = options->listing == NULL ? NULL : &listing;
	assembler.last_unit = &assembler.units;
	assembler.diagnostics =
	        (struct diagnostics){ .stream = messages, .sources = &assembler.sources };
	names_start(&assembler.names, &assembler.arena);
	make_forms(&assembler);
	make_directives(&assembler);
	for (size_t i = 0; i < options->input_count; i++)
		add_unit(&assembler, options->inputs[i], false);
	if (options->is_object)
		make_object(&assembler);
	else
		make_image(&assembler);
	bool is_done = assembler.diagnostics.errors == 0;
	release(&assembler);
	free(assembler.included);
	free(listing.rows);
	return is_done ? 0 : 1;
}
