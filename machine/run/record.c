/* Stands between a machine's devices and the host, and remembers what went through. */
#include "machine/run/record.h"

#include "isa/ports.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

enum { HEADS = 1 << 12 };

/* Makes room for one more; NULL where there is none, or no more is to be taken. */
static void *grow(const struct record *record, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	size_t larger = *room == 0 ? 64 : 2 * *room;
	if ((larger - *room) * size + record_size(record) > record->budget)
		return NULL;
	void *grown = realloc(items, larger * size);
	if (grown != NULL)
		*room = larger;
	return grown;
}

static bool note_answer(struct record *record, uint32_t value)
{
	size_t count = record->answer_count;
	if (count != 0 && record->answers[count - 1].value == value) {
		record->answers[count - 1].count++;
		return true;
	}
	struct answers *answers =
	        grow(record, record->answers, count, &record->answer_room, sizeof *answers);
	if (answers == NULL)
		return false;
	record->answers = answers;
	answers[record->answer_count++] = (struct answers){ value, 1 };
	return true;
}

/* The answer that comes next, which is there. */
static uint32_t take_answer(struct record *record)
{
	struct mark *now = &record->now;
	if (now->taken == record->answers[now->answer].count) {
		now->answer++;
		now->taken = 0;
	}
	now->taken++;
	now->polls++;
	return record->answers[now->answer].value;
}

static uint32_t ask_host(struct record *record, bool idle)
{
	if (record->poll != NULL)
		return record->poll(record->context, idle);
	return record->inner.backend->console_poll(record->inner.context, idle);
}

static uint32_t poll_console(void *context, bool idle)
{
	struct record *record = context;
	if (record->now.polls == record->newest.polls) {
		uint32_t value = ask_host(record, idle);
		if (!note_answer(record, value)) {
			record->is_full = true;
			return CONSOLE_NONE;
		}
		record->newest.polls++;
	}
	return take_answer(record);
}

static void put_console(void *context, uint8_t byte)
{
	struct record *record = context;
	if (record->now.outputs++ != record->newest.outputs)
		return;
	record->newest.outputs++;
	if (record->put != NULL)
		record->put(record->context, byte);
	else
		record->inner.backend->console_put(record->inner.context, byte);
}

static size_t *head_of(const struct record *record, uint32_t sector)
{
	return &record->heads[sector % record->head_count];
}

/* What was written to the sector last; NULL: nothing. */
static const struct sector *find_sector(const struct record *record, uint32_t number)
{
	size_t at = *head_of(record, number);
	while (at != 0 && (at > record->now.writes || record->writes[at - 1].number != number))
		at = record->writes[at - 1].before;
	return at == 0 ? NULL : &record->writes[at - 1];
}

static bool write_sector(struct record *record, uint32_t number, const uint8_t *bytes)
{
	if (record->now.writes++ != record->newest.writes)
		return true;
	struct sector *writes = grow(record, record->writes, record->newest.writes,
	                             &record->write_room, sizeof *writes);
	if (writes == NULL) {
		record->is_full = true;
		record->now.writes--;
		return false;
	}
	record->writes = writes;
	struct sector *sector = &writes[record->newest.writes++];
	sector->number = number;
	sector->before = *head_of(record, number);
	memcpy(sector->bytes, bytes, SECTOR_SIZE);
	*head_of(record, number) = record->newest.writes;
	return true;
}

static bool transfer_disk(void *context, uint32_t number, uint32_t address, bool write)
{
	struct record *record = context;
	struct computer *computer = record->computer;
	uint8_t *bytes = computer->machine.memory.bytes + address;
	if (write)
		return write_sector(record, number, bytes);
	const struct sector *sector = find_sector(record, number);
	if (sector == NULL)
		return record->inner.backend->disk_transfer(record->inner.context, number, address,
		                                            false);
	computer->engine->stored(computer->engine, address, SECTOR_SIZE);
	memcpy(bytes, sector->bytes, SECTOR_SIZE);
	return true;
}

bool record_begin(struct record *record, struct computer *computer)
{
	*record = (struct record){
		.computer = computer,
		.backend = { poll_console, put_console, transfer_disk },
		.inner = computer->machine.wiring,
		.heads = calloc(HEADS, sizeof(size_t)),
		.head_count = HEADS,
		.budget = SIZE_MAX,
	};
	if (record->heads == NULL)
		return false;
	computer->machine.wiring.backend = &record->backend;
	computer->machine.wiring.context = record;
	return true;
}

bool record_take(struct record *record, const struct answers *answers, size_t count)
{
	if (count == 0)
		return true;
	record->answers = calloc(count, sizeof *answers);
	if (record->answers == NULL)
		return false;
	memcpy(record->answers, answers, count * sizeof *answers);
	record->answer_count = record->answer_room = count;
	for (size_t i = 0; i < count; i++)
		record->newest.polls += answers[i].count;
	return true;
}

void record_end(struct record *record)
{
	record->computer->machine.wiring = record->inner;
	free(record->answers);
	free(record->writes);
	free(record->heads);
}

void record_go(struct record *record, const struct mark *mark)
{
	record->now = *mark;
}

static void cut_answers(struct record *record)
{
	const struct mark *now = &record->now;
	record->answer_count = now->taken == 0 ? now->answer : now->answer + 1;
	if (now->taken != 0)
		record->answers[now->answer].count = now->taken;
}

void record_cut(struct record *record)
{
	for (size_t i = record->newest.writes; i > record->now.writes; i--)
		*head_of(record, record->writes[i - 1].number) = record->writes[i - 1].before;
	cut_answers(record);
	record->newest = record->now;
}

void record_digest_disk(const struct record *record, uint8_t digest[STATE_DIGEST])
{
	struct host_disk disk = record->computer->disk;
	struct sha256_ctx context;
	uint8_t bytes[SECTOR_SIZE];
	sha256_init(&context);
	for (uint32_t i = 0; i < disk.sectors; i++) {
		const struct sector *sector = find_sector(record, i);
		if (sector == NULL && !host_disk_transfer(&disk, i, bytes, false))
			break;
		sha256_update(&context, SECTOR_SIZE, sector == NULL ? bytes : sector->bytes);
	}
	sha256_digest(&context, STATE_DIGEST, digest);
}

size_t record_size(const struct record *record)
{
	return record->answer_room * sizeof *record->answers +
	       record->write_room * sizeof *record->writes;
}
