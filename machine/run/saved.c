/* Reads a saved timeline: nothing in it is believed.
 *
 *   "PG32TIME"  version  size (8)  SHA-256 of what follows (32)
 *   machine     hosted, hybrid, memory, all of memory, seed, sectors, profile's name,
 *               limit (8), output limit (8)
 *   files       count; each: name, 0 and its bytes, or one more than the index of the same before
 *   symbols     as files
 *   disk        size (8); stretches: first sector, count, bytes
 *   answers     count (8); each: value, how often (8)
 *   edits       count; each: position (8), place, and for memory an address and bytes, else
 * registers, PSW and whether a trap was delivered end         newest (8), position (8), whether it
 * is over, SHA-256 of the state (32)
 *
 * Numbers are of four bytes unless said, the lowest first; texts and bytes have their size before.
 */
#include "machine/run/saved.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "isa/profiles.h"
#include "isa/ports.h"
#include "isa/printable.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/run/saved_form.h"

struct cursor {
	const uint8_t *at;
	size_t left;
	bool is_short; /* there was less than was asked for, or what cannot be */
};

static const uint8_t *take(struct cursor *cursor, size_t size)
{
	const uint8_t *at = cursor->at;
	if (size > cursor->left) {
		cursor->is_short = true;
		cursor->left = 0;
		return NULL;
	}
	cursor->at += size;
	cursor->left -= size;
	return at;
}

static uint64_t take_number(struct cursor *cursor, unsigned size)
{
	const uint8_t *bytes = take(cursor, size);
	uint64_t number = 0;
	for (unsigned i = 0; bytes != NULL && i < size; i++)
		number |= (uint64_t)bytes[i] << 8 * i;
	return number;
}

static uint32_t take_word(struct cursor *cursor)
{
	return (uint32_t)take_number(cursor, 4);
}

static uint64_t take_long(struct cursor *cursor)
{
	return take_number(cursor, 8);
}

/* A number up to another. */
static uint32_t take_most(struct cursor *cursor, uint32_t most)
{
	uint32_t number = take_word(cursor);
	cursor->is_short |= number > most;
	return number > most ? 0 : number;
}

/* A name for people, as a terminal may show it; the caller's. */
static char *take_text(struct cursor *cursor)
{
	enum { MOST_TEXT = 4096 };
	uint32_t size = take_most(cursor, MOST_TEXT);
	const uint8_t *bytes = take(cursor, size);
	char *plain = bytes == NULL ? NULL : strndup((const char *)bytes, size);
	char *text = plain == NULL ? NULL : malloc(MOST_TEXT * PRINTABLE_SIZE);
	if (text != NULL)
		printable_text(text, (size_t)MOST_TEXT * PRINTABLE_SIZE, plain);
	cursor->is_short |= text == NULL;
	free(plain);
	return text;
}

static void take_files(struct cursor *cursor, struct saved_file *files, unsigned most,
                       unsigned *count)
{
	unsigned all = take_most(cursor, most);
	for (*count = 0; *count < all && !cursor->is_short; ++*count) {
		struct saved_file *file = &files[*count];
		file->name = take_text(cursor);
		uint32_t same = take_most(cursor, *count);
		if (same != 0) {
			file->file = files[same - 1].file;
			continue;
		}
		file->file.size = take_most(cursor, INT32_MAX);
		file->file.bytes = take(cursor, file->file.size);
	}
}

static void take_machine(struct cursor *cursor, struct saved *saved)
{
	saved->is_hosted = take_most(cursor, 1) != 0;
	saved->is_hybrid = take_most(cursor, 1) != 0;
	saved->memory_size = take_most(cursor, UINT32_C(2) << 30);
	saved->machine_memory = take_most(cursor, UINT32_C(2) << 30);
	saved->seed = take_word(cursor);
	saved->sectors = take_word(cursor);
	char *name = take_text(cursor);
	saved->profile = PROFILES;
	for (enum profile profile = PROFILE_pg32; name != NULL && profile < PROFILES; profile++)
		if (strcmp(profile_rows[profile].name, name) == 0)
			saved->profile = profile;
	free(name);
	saved->limit = take_long(cursor);
	saved->output_limit = take_long(cursor);
	cursor->is_short |= saved->profile == PROFILES || saved->memory_size == 0 ||
	                    (saved->memory_size | saved->machine_memory) % PAGE_SIZE != 0;
}

/* Looks whether the stretches are in order and on the disk. */
static void take_disk(struct cursor *cursor, struct saved *saved)
{
	uint64_t size = take_long(cursor), end = 0;
	saved->disk = take(cursor, size);
	saved->disk_size = saved->disk == NULL ? 0 : (size_t)size;
	struct cursor inner = { saved->disk, saved->disk_size, false };
	while (inner.left != 0 && !inner.is_short) {
		uint64_t first = take_word(&inner), count = take_word(&inner);
		inner.is_short |= first < end || count == 0 || first + count > saved->sectors;
		end = first + count;
		take(&inner, (size_t)count * SECTOR_SIZE);
	}
	cursor->is_short |= inner.is_short;
}

static bool is_answer(uint32_t value)
{
	return value <= UINT8_MAX || value == CONSOLE_END || value == CONSOLE_NONE;
}

static void take_answers(struct cursor *cursor, struct saved *saved)
{
	enum { SIZE = 12 };
	uint64_t count = take_long(cursor), all = 0;
	if (count > cursor->left / SIZE) {
		cursor->is_short = true;
		return;
	}
	saved->answers = calloc((size_t)count + 1, sizeof *saved->answers);
	cursor->is_short |= saved->answers == NULL;
	for (; saved->answer_count < count && !cursor->is_short; saved->answer_count++) {
		struct answers answers = { take_word(cursor), 0 };
		answers.count = take_long(cursor);
		cursor->is_short |= !is_answer(answers.value) || answers.count == 0 ||
		                    answers.count > UINT64_MAX / 2 - all;
		all += answers.count;
		saved->answers[saved->answer_count] = answers;
	}
}

static void take_processor(struct cursor *cursor, struct cpu *cpu)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		cpu->registers[i] = take_word(cursor);
	cpu->psw.status = take_word(cursor);
	cpu->psw.pc = take_word(cursor);
	cpu->psw.base = take_word(cursor);
	cpu->psw.bound = take_word(cursor);
	cpu->psw.timer = take_word(cursor);
	cpu->delivering = take_most(cursor, 1) != 0;
}

static void take_edits(struct cursor *cursor, struct saved *saved)
{
	enum { LEAST = 12 };
	uint32_t count = take_word(cursor);
	if (count > cursor->left / LEAST) {
		cursor->is_short = true;
		return;
	}
	saved->edits = calloc((size_t)count + 1, sizeof *saved->edits);
	cursor->is_short |= saved->edits == NULL;
	for (; saved->edit_count < count && !cursor->is_short; saved->edit_count++) {
		struct saved_edit *edit = &saved->edits[saved->edit_count];
		edit->position = take_long(cursor);
		edit->place = (enum edit_place)take_most(cursor, EDIT_PLACES - 1);
		if (edit->place != EDIT_MEMORY) {
			take_processor(cursor, &edit->cpu);
			continue;
		}
		edit->address = take_word(cursor);
		edit->size = take_most(cursor, SAVED_EDIT_SIZE);
		edit->bytes = take(cursor, edit->size);
	}
}

static void take_end(struct cursor *cursor, struct saved *saved)
{
	saved->newest = take_long(cursor);
	saved->position = take_long(cursor);
	saved->is_over = take_most(cursor, 1) != 0;
	const uint8_t *digest = take(cursor, STATE_DIGEST);
	if (digest != NULL)
		memcpy(saved->digest, digest, STATE_DIGEST);
	cursor->is_short |= saved->position > saved->newest || saved->newest >= UINT64_MAX / 2 ||
	                    cursor->left != 0;
}

/* What is wrong with the head; NULL: nothing, and the cursor is behind it. */
static const char *take_head(struct cursor *cursor)
{
	uint64_t whole = cursor->left;
	const uint8_t *magic = take(cursor, SAVED_MAGIC_SIZE);
	if (magic == NULL || memcmp(magic, SAVED_MAGIC, SAVED_MAGIC_SIZE) != 0)
		return "no saved timeline";
	if (take_word(cursor) != SAVED_VERSION)
		return "a timeline of another version of PG32";
	uint64_t size = take_long(cursor);
	const uint8_t *digest = take(cursor, STATE_DIGEST);
	if (digest == NULL || size > whole)
		return "the file ends early";
	uint8_t own[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, cursor->left, cursor->at);
	sha256_digest(&context, sizeof own, own);
	return size == whole && memcmp(own, digest, sizeof own) == 0 ? NULL : "it is damaged";
}

struct saved *saved_read(const char *path, struct failure *failure)
{
	size_t size;
	uint8_t *bytes = read_whole(path, SAVED_MOST, &size);
	if (bytes == NULL) {
		fail(failure, errno == EFBIG ? EXIT_IMAGE : EXIT_NO_INPUT, "%s: %s", path,
		     errno == EFBIG ? "larger than any saved timeline" : reading_problem(errno));
		return NULL;
	}
	struct saved *saved = calloc(1, sizeof *saved);
	struct cursor cursor = { bytes, size, false };
	const char *problem = saved == NULL ? "out of memory" : take_head(&cursor);
	if (saved == NULL) {
		free(bytes);
	} else if (problem == NULL) {
		take_machine(&cursor, saved);
		take_files(&cursor, saved->files, FILES, &saved->file_count);
		take_files(&cursor, saved->symbols, SYMBOL_FILES, &saved->symbol_count);
		take_disk(&cursor, saved);
		take_answers(&cursor, saved);
		take_edits(&cursor, saved);
		take_end(&cursor, saved);
		if (cursor.is_short || saved->file_count == 0)
			problem = "it is damaged";
	}
	if (saved != NULL)
		saved->bytes = bytes;
	if (problem == NULL)
		return saved;
	saved_free(saved);
	fail(failure, EXIT_IMAGE, "%s: %s", path, problem);
	return NULL;
}

void saved_free(struct saved *saved)
{
	if (saved == NULL)
		return;
	for (unsigned i = 0; i < FILES; i++)
		free(saved->files[i].name);
	for (unsigned i = 0; i < SYMBOL_FILES; i++)
		free(saved->symbols[i].name);
	free(saved->answers);
	free(saved->edits);
	free(saved->bytes);
	free(saved);
}
