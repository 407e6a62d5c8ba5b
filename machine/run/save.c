/* Writes a timeline to a file. */
#define _GNU_SOURCE
#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/profiles.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/run/save.h"
#include "machine/run/saved.h"
#include "machine/run/saved_form.h"

static void put_number(FILE *file, uint64_t number, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		putc((int)(number >> 8 * i & 0xFF), file);
}

static void put_word(FILE *file, uint32_t word)
{
	put_number(file, word, 4);
}

static void put_long(FILE *file, uint64_t number)
{
	put_number(file, number, 8);
}

static void put_bytes(FILE *file, const void *bytes, size_t size)
{
	put_word(file, (uint32_t)size);
	fwrite(bytes, 1, size, file);
}

static void put_machine(FILE *file, const struct session *session)
{
	const struct options *options = &session->options;
	const char *name = profile_rows[options->equipment.profile].name;
	put_word(file, session->monitor->is_hosted);
	put_word(file, options->hybrid);
	put_word(file, options->memory_size);
	put_word(file, options->machine_memory);
	put_word(file, options->equipment.seed);
	put_word(file, session->computer.disk.sectors);
	put_bytes(file, name, strlen(name));
	put_long(file, options->limit);
	put_long(file, options->output_limit);
}

static void put_file(FILE *file, const char *name, const void *bytes, size_t size)
{
	put_bytes(file, name, strlen(name));
	put_word(file, 0);
	put_bytes(file, bytes, size);
}

static void put_files(FILE *file, const struct session *session)
{
	put_word(file, session->file_count);
	for (unsigned i = 0; i < session->file_count; i++) {
		const struct file *own = &session->files[i];
		unsigned same = 0;
		while (same < i && (session->files[same].size != own->size ||
		                    memcmp(session->files[same].bytes, own->bytes, own->size) != 0))
			same++;
		if (same == i) {
			put_file(file, session->options.files[i], own->bytes, own->size);
			continue;
		}
		put_bytes(file, session->options.files[i], strlen(session->options.files[i]));
		put_word(file, same + 1);
	}
	put_word(file, session->options.symbol_count);
	for (unsigned i = 0; i < session->options.symbol_count; i++) {
		size_t size;
		const uint8_t *bytes = image_bytes(session->symbols[i], &size);
		put_file(file, session->options.symbols[i], bytes, size);
	}
}

/* The first sector from this one on in which the file may have data; their count: none has. */
static uint32_t next_data(const struct host_disk *disk, uint32_t sector)
{
	off_t data = lseek(disk->file, (off_t)sector * SECTOR_SIZE, SEEK_DATA);
	if (data < 0)
		return errno == ENXIO ? disk->sectors : sector;
	return (uint32_t)(data / SECTOR_SIZE);
}

/* Stretches of sectors that are not zero; false where one cannot be read, or they are too many. */
static bool put_stretches(FILE *file, struct host_disk *disk)
{
	enum { MOST = 256 };
	uint8_t stretch[MOST][SECTOR_SIZE];
	for (uint32_t sector = 0; sector < disk->sectors;) {
		sector = next_data(disk, sector);
		uint32_t count = 0;
		while (count < MOST && count < disk->sectors - sector) {
			if (!host_disk_transfer(disk, sector + count, stretch[count], false))
				return false;
			if (is_zero(stretch[count], SECTOR_SIZE))
				break;
			count++;
		}
		if (count != 0) {
			put_word(file, sector);
			put_word(file, count);
			fwrite(stretch, SECTOR_SIZE, count, file);
		}
		sector += count == 0 && sector < disk->sectors ? 1 : count;
		if (ftello(file) > (off_t)SAVED_MOST)
			return false;
	}
	return true;
}

static bool put_disk(FILE *file, const struct session *session)
{
	struct host_disk disk = session->computer.disk;
	char *bytes = NULL;
	size_t size = 0;
	FILE *stretches = open_memstream(&bytes, &size);
	bool is_read = stretches != NULL && put_stretches(stretches, &disk);
	if (stretches != NULL)
		fclose(stretches);
	put_long(file, size);
	fwrite(bytes, 1, size, file);
	free(bytes);
	return is_read;
}

static void put_answers(FILE *file, const struct record *record)
{
	put_long(file, record->answer_count);
	for (size_t i = 0; i < record->answer_count; i++) {
		put_word(file, record->answers[i].value);
		put_long(file, record->answers[i].count);
	}
}

static void put_processor(FILE *file, const struct cpu *cpu)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		put_word(file, cpu->registers[i]);
	put_word(file, cpu->psw.status);
	put_word(file, cpu->psw.pc);
	put_word(file, cpu->psw.base);
	put_word(file, cpu->psw.bound);
	put_word(file, cpu->psw.timer);
	put_word(file, cpu->delivering);
}

static void put_edits(FILE *file, const struct timeline *timeline)
{
	put_word(file, timeline->edit_count);
	for (unsigned i = 0; i < timeline->edit_count; i++) {
		const struct edit *edit = &timeline->edits[i];
		struct cpu cpu;
		put_long(file, edit->position);
		put_word(file, edit->place);
		if (edit->place == EDIT_MEMORY) {
			put_word(file, (uint32_t)edit->offset);
			put_bytes(file, edit->bytes, edit->size);
		} else {
			memcpy(&cpu, edit->bytes, sizeof cpu);
			put_processor(file, &cpu);
		}
	}
}

static void add_processor(struct sha256_ctx *context, const struct cpu *cpu)
{
	uint32_t words[REGISTERS + 6];
	memcpy(words, cpu->registers, sizeof cpu->registers);
	memcpy(words + REGISTERS, &cpu->psw, sizeof cpu->psw);
	words[REGISTERS + 5] = cpu->delivering;
	sha256_update(context, sizeof words, (const uint8_t *)words);
}

/* Pages that are not zero, each with its number. */
static void add_memory(struct sha256_ctx *context, const struct host_memory *memory)
{
	uint32_t end, pages = memory->size / PAGE_SIZE;
	for (uint32_t page = 0; page < pages; page = end)
		for (page = host_memory_data(memory, page, &end); page < end; page++) {
			const uint8_t *bytes = memory->bytes + (size_t)page * PAGE_SIZE;
			if (is_zero(bytes, PAGE_SIZE))
				continue;
			sha256_update(context, sizeof page, (const uint8_t *)&page);
			sha256_update(context, PAGE_SIZE, bytes);
		}
}

/* Of the machine, its guest that is interpreted, and memory. */
static void digest_state(const struct session *session, uint8_t digest[STATE_DIGEST])
{
	const struct computer *computer = &session->computer;
	struct guest guest;
	struct sha256_ctx context;
	sha256_init(&context);
	add_processor(&context, &computer->machine.cpu);
	if (session->monitor->look(session, &guest))
		add_processor(&context, &guest.machine->cpu);
	sha256_update(&context, sizeof computer->machine.devices.clock,
	              (const uint8_t *)&computer->machine.devices.clock);
	sha256_update(&context, sizeof computer->buffer, (const uint8_t *)computer->buffer);
	add_memory(&context, &computer->memory);
	sha256_digest(&context, STATE_DIGEST, digest);
}

static void put_end(FILE *file, const struct timeline *timeline)
{
	uint8_t digest[STATE_DIGEST];
	digest_state(timeline->session, digest);
	put_long(file, timeline->newest);
	put_long(file, timeline->position);
	put_word(file, timeline->was_over);
	fwrite(digest, 1, sizeof digest, file);
}

/* The head, for what is behind it. */
static void put_head(uint8_t *bytes, size_t size)
{
	uint8_t *at = bytes + SAVED_MAGIC_SIZE;
	struct sha256_ctx context;
	memcpy(bytes, SAVED_MAGIC, SAVED_MAGIC_SIZE);
	for (unsigned i = 0; i < 4; i++)
		*at++ = (uint8_t)(SAVED_VERSION >> 8 * i);
	for (unsigned i = 0; i < 8; i++)
		*at++ = (uint8_t)((uint64_t)size >> 8 * i);
	uint8_t *body = at + SHA256_DIGEST_SIZE;
	sha256_init(&context);
	sha256_update(&context, size - (size_t)(body - bytes), body);
	sha256_digest(&context, SHA256_DIGEST_SIZE, at);
}

static bool save(struct timeline *timeline, const char *path, struct failure *failure)
{
	static const uint8_t head[SAVED_MAGIC_SIZE + 12 + SHA256_DIGEST_SIZE];
	const struct session *session = timeline->session;
	char *bytes = NULL;
	size_t size = 0;
	if (!options_check_output(&session->options, "the timeline", path, failure))
		return false;
	FILE *file = open_memstream(&bytes, &size);
	if (file == NULL)
		return fail(failure, EXIT_FAULT, "out of memory");
	fwrite(head, 1, sizeof head, file);
	put_machine(file, session);
	put_files(file, session);
	bool is_read = put_disk(file, session);
	put_answers(file, &timeline->record);
	put_edits(file, timeline);
	put_end(file, timeline);
	bool is_made = !ferror(file);
	is_made = fclose(file) == 0 && is_made;
	int error = 0;
	if (is_made && is_read && size <= SAVED_MOST) {
		put_head((uint8_t *)bytes, size);
		error = write_whole(path, bytes, size, false);
	}
	free(bytes);
	if (!is_made)
		return fail(failure, EXIT_FAULT, "out of memory");
	if (!is_read || size > SAVED_MOST)
		return fail(failure, EXIT_OUTPUT, "%s: %s", path,
		            size > SAVED_MOST ? "this would have more than 1 GiB"
		                              : "the disk cannot be read, or has more than 1 GiB");
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", path, writing_problem(error));
}

bool timeline_save(struct timeline *timeline, const char *path, struct failure *failure)
{
	bool is_at_end = timeline->was_over && timeline->position == timeline->newest;
	if (!timeline->is_exact)
		timeline_go(timeline, timeline->position, NULL);
	bool is_saved = save(timeline, path, failure);
	if (is_at_end) /* a halt, or a wait on the way to a limit, is behind the position */
		timeline_forward(timeline, timeline->position + 1, NULL);
	return is_saved;
}

bool timeline_go_to_saved(struct timeline *timeline, struct failure *failure)
{
	uint8_t digest[STATE_DIGEST];
	const struct saved *saved = timeline->session->saved;
	timeline_go(timeline, saved->position, NULL);
	digest_state(timeline->session, digest);
	return (timeline->position == saved->position &&
	        memcmp(digest, saved->digest, sizeof digest) == 0) ||
	       fail(failure, EXIT_IMAGE, "%s: the run comes to another state than was saved",
	            timeline->session->options.replay);
}
