/* The file system's metadata in memory: checking it, finding in it, changing it. */
#include <string.h>
#include "programs/kernel/volume.h"

/* Set in a map word while the check walks over it: sector numbers do not reach so far. */
static const uint32_t MAP_SEEN = UINT32_C(1) << 31;

const char *volume_state_text(enum volume_state state)
{
	switch (state) {
	case VOLUME_SOUND:
		return "sound";
	case VOLUME_FOREIGN:
		return "not a volume of this kind";
	case VOLUME_GEOMETRY:
		return "damaged: sizes that do not fit";
	case VOLUME_MAP:
		return "damaged: a bad word in the map";
	case VOLUME_NAME:
		return "damaged: a bad name in the directory";
	case VOLUME_CHAIN:
		return "damaged: a bad chain of sectors";
	}
	return "unknown";
}

static uint32_t map_sectors_for(uint32_t sectors)
{
	return (sectors + MAP_WORDS - 1) / MAP_WORDS;
}

enum volume_state volume_measure(const struct superblock *superblock, uint32_t disk_sectors,
                                 uint32_t *metadata_sectors)
{
	if (superblock->magic != VOLUME_MAGIC || superblock->version != VOLUME_VERSION)
		return VOLUME_FOREIGN;
	uint32_t sectors = superblock->sectors, directory = superblock->directory_sectors;
	if (sectors < VOLUME_MINIMUM || sectors > VOLUME_MAXIMUM || sectors > disk_sectors)
		return VOLUME_GEOMETRY;
	if (superblock->map_sectors != map_sectors_for(sectors))
		return VOLUME_GEOMETRY;
	if (directory == 0 || directory > DIRECTORY_MAXIMUM)
		return VOLUME_GEOMETRY;
	*metadata_sectors = 1 + superblock->map_sectors + directory;
	return *metadata_sectors < sectors ? VOLUME_SOUND : VOLUME_GEOMETRY;
}

/* Points the volume into its metadata. */
static void attach(struct volume *volume, uint8_t *metadata)
{
	const struct superblock *superblock = (const void *)metadata;
	uint32_t directory = 1 + superblock->map_sectors;
	volume->metadata = metadata;
	volume->map = (void *)(metadata + SECTOR_SIZE);
	volume->directory = (void *)(metadata + directory * SECTOR_SIZE);
	volume->sectors = superblock->sectors;
	volume->entries = superblock->directory_sectors * SECTOR_ENTRIES;
	volume->data = directory + superblock->directory_sectors;
}

static bool is_data(const struct volume *volume, uint32_t sector)
{
	return sector >= volume->data && sector < volume->sectors;
}

static bool map_is_sound(const struct volume *volume)
{
	for (uint32_t sector = 0; sector < volume->sectors; sector++) {
		uint32_t word = volume->map[sector];
		if (sector < volume->data
		            ? word != MAP_METADATA
		            : word != MAP_FREE && word != MAP_END && !is_data(volume, word))
			return false;
	}
	return true;
}

static bool name_is_sound(const struct volume *volume, uint32_t entry)
{
	const char *name = volume->directory[entry].name;
	if (memchr(name, '\0', NAME_SIZE) == NULL || !volume_name_is_valid(name))
		return false;
	return volume_find(volume, name) == (int)entry;
}

/* Walks a chain that starts in the data, marking it; false where it meets a mark or a free
 * sector, or is too short. */
static bool chain_is_sound(const struct volume *volume, uint32_t sector, uint32_t needed)
{
	uint32_t length = 0;
	while (sector != MAP_END) {
		if (!is_data(volume, sector) || volume->map[sector] & MAP_SEEN)
			return false;
		uint32_t next = volume->map[sector];
		volume->map[sector] |= MAP_SEEN;
		sector = next;
		length++;
	}
	return length >= needed;
}

static enum volume_state check_files(const struct volume *volume)
{
	for (uint32_t i = 0; i < volume->entries; i++) {
		const struct entry *entry = &volume->directory[i];
		if (entry->name[0] == '\0')
			continue;
		if (!name_is_sound(volume, i))
			return VOLUME_NAME;
		uint32_t needed = entry->size / SECTOR_SIZE + (entry->size % SECTOR_SIZE != 0);
		if (!chain_is_sound(volume, entry->first, needed))
			return VOLUME_CHAIN;
	}
	return VOLUME_SOUND;
}

enum volume_state volume_open(struct volume *volume, void *metadata)
{
	attach(volume, metadata);
	if (!map_is_sound(volume))
		return VOLUME_MAP;
	enum volume_state state = check_files(volume);
	for (uint32_t sector = 0; sector < volume->sectors; sector++)
		volume->map[sector] &= ~MAP_SEEN;
	return state;
}

uint32_t volume_metadata_sectors(uint32_t sectors)
{
	return 1 + map_sectors_for(sectors) + DIRECTORY_SECTORS;
}

bool volume_format(struct volume *volume, void *metadata, uint32_t sectors)
{
	uint32_t reserved = volume_metadata_sectors(sectors);
	if (reserved >= sectors)
		return false;
	memset(metadata, 0, (size_t)reserved * SECTOR_SIZE);
	struct superblock *superblock = metadata;
	superblock->magic = VOLUME_MAGIC;
	superblock->version = VOLUME_VERSION;
	superblock->sectors = sectors;
	superblock->map_sectors = map_sectors_for(sectors);
	superblock->directory_sectors = DIRECTORY_SECTORS;
	attach(volume, metadata);
	for (uint32_t sector = 0; sector < reserved; sector++)
		volume->map[sector] = MAP_METADATA;
	return true;
}

bool volume_name_is_valid(const char *name)
{
	uint32_t length = 0;
	for (; name[length] != '\0'; length++) {
		if (length == NAME_SIZE - 1 || name[length] <= ' ' || name[length] > '~' ||
		    name[length] == '/')
			return false;
	}
	return length > 0;
}

int volume_find(const struct volume *volume, const char *name)
{
	for (uint32_t i = 0; i < volume->entries; i++) {
		if (name[0] != '\0' && strncmp(volume->directory[i].name, name, NAME_SIZE) == 0)
			return (int)i;
	}
	return -1;
}

int volume_create(struct volume *volume, const char *name)
{
	for (uint32_t i = 0; i < volume->entries; i++) {
		struct entry *entry = &volume->directory[i];
		if (entry->name[0] != '\0')
			continue;
		memset(entry, 0, sizeof *entry);
		memcpy(entry->name, name, strlen(name));
		entry->first = MAP_END;
		return (int)i;
	}
	return -1;
}

uint32_t volume_sector(const struct volume *volume, int entry, uint32_t offset)
{
	uint32_t sector = volume->directory[entry].first;
	for (uint32_t i = offset / SECTOR_SIZE; i > 0 && sector != MAP_END; i--)
		sector = volume->map[sector];
	return sector == MAP_END ? 0 : sector;
}

uint32_t volume_extend(struct volume *volume, int entry, uint32_t *previous)
{
	uint32_t sector = volume->data;
	while (sector < volume->sectors && volume->map[sector] != MAP_FREE)
		sector++;
	if (sector == volume->sectors)
		return 0;
	uint32_t *link = &volume->directory[entry].first;
	*previous = 0;
	while (*link != MAP_END) {
		*previous = *link;
		link = &volume->map[*link];
	}
	*link = sector;
	volume->map[sector] = MAP_END;
	return sector;
}

uint32_t volume_detach(struct volume *volume, int entry)
{
	uint32_t first = volume->directory[entry].first;
	volume->directory[entry].first = MAP_END;
	volume->directory[entry].size = 0;
	return first;
}

uint32_t volume_free(struct volume *volume, uint32_t sector)
{
	uint32_t next = volume->map[sector];
	volume->map[sector] = MAP_FREE;
	return next;
}

void volume_remove(struct volume *volume, int entry)
{
	volume->directory[entry].name[0] = '\0';
}

uint32_t volume_map_sector(uint32_t sector)
{
	return 1 + sector / MAP_WORDS;
}

uint32_t volume_entry_sector(const struct volume *volume, int entry)
{
	uint32_t directory = volume->data - volume->entries / SECTOR_ENTRIES;
	return directory + (uint32_t)entry / SECTOR_ENTRIES;
}

uint32_t volume_free_sectors(const struct volume *volume)
{
	uint32_t free = 0;
	for (uint32_t sector = volume->data; sector < volume->sectors; sector++)
		free += volume->map[sector] == MAP_FREE;
	return free;
}
