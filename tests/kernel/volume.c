/* The file system's metadata: what is put in is found again, and no damage leads out of it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "programs/kernel/volume.h"

enum { SECTORS = 300 };

/* An empty volume in memory that is exactly as long as its metadata, so that the address
 * sanitizer sees every step beyond it. */
static uint8_t *make(struct volume *volume)
{
	uint8_t *metadata = malloc((size_t)volume_metadata_sectors(SECTORS) * SECTOR_SIZE);
	cr_assert(volume_format(volume, metadata, SECTORS));
	return metadata;
}

static int add(struct volume *volume, const char *name, uint32_t sectors)
{
	uint32_t previous;
	int entry = volume_create(volume, name);
	cr_assert(entry >= 0);
	for (uint32_t i = 0; i < sectors; i++)
		cr_assert(volume_extend(volume, entry, &previous) != 0);
	volume->directory[entry].size = sectors * SECTOR_SIZE;
	return entry;
}

static enum volume_state reopen(struct volume *volume, uint8_t *metadata)
{
	uint32_t count;
	enum volume_state state = volume_measure((const void *)metadata, SECTORS, &count);
	return state == VOLUME_SOUND ? volume_open(volume, metadata) : state;
}

Test(volume, has_the_layout_that_its_header_draws)
{
	struct volume volume;
	uint8_t *metadata = make(&volume);
	add(&volume, "a", 2);
	static const uint8_t superblock[] = { 'P', 'G', 'F', 'S', 1, 0, 0, 0, 0x2C, 1,
		                              0,   0,   3,   0,   0, 0, 8, 0, 0,    0 };
	cr_assert_arr_eq(metadata, superblock, sizeof superblock);
	/* 1 + 3 + 8 sectors of metadata, then the file: 12, which leads to 13, which is the end */
	static const uint8_t map[] = { 2, 0, 0, 0, 13, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 };
	cr_assert_arr_eq(metadata + 512 + 11 * 4, map, sizeof map);
	static const uint8_t entry[32] = { 'a', [24] = 12, 0, 0, 0, 0, 4, 0, 0 };
	cr_assert_arr_eq(metadata + 4 * 512, entry, sizeof entry);
	free(metadata);
}

Test(volume, finds_the_files_that_were_put_in)
{
	struct volume volume;
	uint8_t *metadata = make(&volume);
	add(&volume, "first", 3);
	add(&volume, "second", 0);
	cr_assert_eq(reopen(&volume, metadata), VOLUME_SOUND);
	cr_assert_eq(volume_find(&volume, "first"), 0);
	cr_assert_eq(volume_find(&volume, "second"), 1);
	cr_assert_eq(volume_find(&volume, "third"), -1);
	cr_assert_eq(volume_find(&volume, ""), -1);
	cr_assert_eq(volume_sector(&volume, 0, 0), 12);
	cr_assert_eq(volume_sector(&volume, 0, 1024), 14);
	cr_assert_eq(volume_sector(&volume, 0, 1536), 0);
	cr_assert_eq(volume_sector(&volume, 1, 0), 0);
	free(metadata);
}

Test(volume, gives_every_data_sector_once_and_all_back)
{
	struct volume volume;
	uint32_t previous, first, count = 0;
	uint8_t *metadata = make(&volume);
	int entry = volume_create(&volume, "all");
	while (volume_extend(&volume, entry, &previous) != 0)
		count++;
	cr_assert_eq(count, SECTORS - 12);
	cr_assert_eq(volume_free_sectors(&volume), 0);
	volume.directory[entry].size = count * SECTOR_SIZE;
	cr_assert_eq(reopen(&volume, metadata), VOLUME_SOUND);
	for (first = volume_detach(&volume, entry); first != MAP_END;)
		first = volume_free(&volume, first);
	cr_assert_eq(volume_free_sectors(&volume), SECTORS - 12);
	volume_remove(&volume, entry);
	cr_assert_eq(volume_find(&volume, "all"), -1);
	cr_assert_eq(reopen(&volume, metadata), VOLUME_SOUND);
	free(metadata);
}

Test(volume, has_room_for_as_many_files_as_entries)
{
	struct volume volume;
	char name[NAME_SIZE];
	uint8_t *metadata = make(&volume);
	for (int i = 0; i < DIRECTORY_SECTORS * SECTOR_ENTRIES; i++) {
		snprintf(name, sizeof name, "file-%d", i);
		cr_assert_eq(volume_create(&volume, name), i);
		cr_assert_eq(volume_entry_sector(&volume, i), 4 + (uint32_t)i / 16);
	}
	cr_assert_eq(volume_create(&volume, "more"), -1);
	free(metadata);
}

Test(volume, accepts_only_names_that_can_be_typed)
{
	cr_assert(volume_name_is_valid("a"));
	cr_assert(volume_name_is_valid("a.name-of_23~characters"));
	cr_assert_not(volume_name_is_valid("a.name-of_24~characters!"));
	cr_assert_not(volume_name_is_valid(""));
	cr_assert_not(volume_name_is_valid("a b"));
	cr_assert_not(volume_name_is_valid("a/b"));
	cr_assert_not(volume_name_is_valid("a\n"));
	cr_assert_not(volume_name_is_valid("\xC3\xA4"));
}

/* Sets a word of the metadata of a volume with two files, and expects this of opening it. */
static void expect_damage(size_t offset, uint32_t word, enum volume_state expected)
{
	struct volume volume;
	uint8_t *metadata = make(&volume);
	add(&volume, "one", 3); /* sectors 12, 13, 14 */
	add(&volume, "two", 2); /* sectors 15, 16 */
	memcpy(metadata + offset, &word, sizeof word);
	cr_assert_eq(reopen(&volume, metadata), expected, "word %#zx = %#x", offset, word);
	free(metadata);
}

Test(volume, refuses_each_kind_of_damage)
{
	enum { MAP = 512, DIRECTORY = 4 * 512 };
	expect_damage(0, 0, VOLUME_FOREIGN);
	expect_damage(4, 2, VOLUME_FOREIGN);
	expect_damage(8, SECTORS + 1, VOLUME_GEOMETRY);
	expect_damage(8, 0, VOLUME_GEOMETRY);
	expect_damage(8, UINT32_MAX, VOLUME_GEOMETRY);
	expect_damage(12, 4, VOLUME_GEOMETRY);
	expect_damage(16, 0, VOLUME_GEOMETRY);
	expect_damage(16, 65, VOLUME_GEOMETRY);
	expect_damage(16, UINT32_MAX, VOLUME_GEOMETRY);
	expect_damage(MAP + 0, MAP_FREE, VOLUME_MAP);
	expect_damage(MAP + 12 * 4, MAP_METADATA, VOLUME_MAP);
	expect_damage(MAP + 12 * 4, 11, VOLUME_MAP);
	expect_damage(MAP + 12 * 4, SECTORS, VOLUME_MAP);
	expect_damage(MAP + 200 * 4, UINT32_C(0x8000000D), VOLUME_MAP);
	expect_damage(DIRECTORY, 0x20202020, VOLUME_NAME);
	expect_damage(DIRECTORY + 32, 0x656E6F, VOLUME_NAME);     /* "one" again */
	expect_damage(DIRECTORY + 24, 0, VOLUME_CHAIN);           /* starts in the metadata */
	expect_damage(DIRECTORY + 24, SECTORS, VOLUME_CHAIN);     /* starts outside */
	expect_damage(DIRECTORY + 24, 100, VOLUME_CHAIN);         /* starts at a free sector */
	expect_damage(DIRECTORY + 24, 15, VOLUME_CHAIN);          /* the other file's */
	expect_damage(DIRECTORY + 28, 3 * 512 + 1, VOLUME_CHAIN); /* too short */
	expect_damage(DIRECTORY + 28, UINT32_MAX, VOLUME_CHAIN);  /* far too short */
	expect_damage(DIRECTORY + 28, 1, VOLUME_SOUND);           /* longer than needed */
	expect_damage(MAP + 14 * 4, 12, VOLUME_CHAIN);            /* a circle */
	expect_damage(MAP + 13 * 4, 13, VOLUME_CHAIN);            /* a circle of one */
	expect_damage(MAP + 14 * 4, 16, VOLUME_CHAIN);            /* runs into the other file */
	expect_damage(MAP + 13 * 4, MAP_FREE, VOLUME_CHAIN);      /* a free sector in a chain */
	expect_damage(MAP + 200 * 4, MAP_END, VOLUME_SOUND);      /* a sector that is lost */
}

Test(volume, refuses_sizes_that_do_not_fit_the_disk)
{
	struct volume volume;
	uint32_t count;
	uint8_t *metadata = make(&volume);
	cr_assert_eq(volume_measure((const void *)metadata, SECTORS - 1, &count), VOLUME_GEOMETRY);
	cr_assert_eq(volume_measure((const void *)metadata, SECTORS, &count), VOLUME_SOUND);
	cr_assert_eq(count, 12);
	free(metadata);
}

/* A generator of its own, so that a failure comes again: xorshift. */
static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Does all there is to do with an open volume; the sanitizers watch. */
static void use(struct volume *volume)
{
	uint32_t previous;
	for (int i = 0; i < (int)volume->entries; i++) {
		const struct entry *entry = &volume->directory[i];
		if (entry->name[0] == '\0')
			continue;
		for (uint32_t at = 0; at < entry->size; at += SECTOR_SIZE)
			cr_assert_geq(volume_sector(volume, i, at), volume->data);
		volume_extend(volume, i, &previous);
		for (uint32_t sector = volume_detach(volume, i); sector != MAP_END;)
			sector = volume_free(volume, sector);
		volume_remove(volume, i);
	}
}

Test(volume, is_used_safely_whatever_its_metadata_hold)
{
	uint32_t random = 12345, sound = 0;
	for (int round = 0; round < 3000; round++) {
		struct volume volume;
		uint8_t *metadata = make(&volume);
		add(&volume, "one", 40);
		add(&volume, "two", 1);
		add(&volume, "three", 130);
		for (uint32_t changes = next_random(&random) % 3 + 1; changes > 0; changes--) {
			uint32_t word = next_random(&random) % (round % 2 ? 12 * 128 : 200);
			uint32_t value = next_random(&random) % (round % 3 ? 320 : UINT32_MAX);
			memcpy(metadata + SECTOR_SIZE + word % (11 * 128) * 4, &value, 4);
		}
		if (reopen(&volume, metadata) == VOLUME_SOUND) {
			sound++;
			use(&volume);
		}
		free(metadata);
	}
	cr_assert_gt(sound, 100, "only %u volumes were still sound", sound);
	cr_assert_lt(sound, 2900, "%u volumes were still sound", sound);
}
