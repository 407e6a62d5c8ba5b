/* The layout of a volume, the toy kernel's file system on a disk, and the pure part of working
 * with it: what is in the metadata, whether it is sound, how it changes. No input or output:
 * the kernel and pg32-mkfs move the sectors, each in its own way. */
#ifndef PG32_KERNEL_VOLUME_H
#define PG32_KERNEL_VOLUME_H

#include <stdbool.h>
#include <stdint.h>
#include "isa/architecture.h"

/* The sectors of a volume:
 *
 *     0   superblock   what and how large
 *     1   map          a word for each sector of the volume
 *     .
 *     .   directory    an entry for each file
 *     .
 *     .   data         each sector belongs to one file, or to none
 *
 * All before the data is the metadata. A file is a chain through the map: its entry names the
 * first sector, and the map word of a sector names the next one.
 *
 *     directory    "notes", first 40, 1200 bytes
 *                                  |
 *     map     ...  39     40 <-----'    41     42     43  ...
 *             ...  free   41 --------> 43     free   end
 *                                       '------------^
 *
 * Words are little-endian.
 */
struct superblock {
	uint32_t magic;
	uint32_t version;
	uint32_t sectors; /* of the volume, all of it */
	uint32_t map_sectors;
	uint32_t directory_sectors;
	uint32_t zero[123];
};

enum { VOLUME_MAGIC = 0x53464750, VOLUME_VERSION = 1 }; /* "PGFS" */

/* A map word that is not the next sector. No data sector has so low a number. */
enum map_word { MAP_FREE = 0, MAP_END = 1, MAP_METADATA = 2 };

/* A directory entry. One whose name is empty is free. A name is 1 to 23 printing characters
 * other than a space and the slash, then zeros. */
enum { NAME_SIZE = 24 };

struct entry {
	char name[NAME_SIZE];
	uint32_t first; /* sector, or MAP_END where there is none yet */
	uint32_t size;  /* in bytes; the chain is at least as long */
};

enum {
	MAP_WORDS = SECTOR_SIZE / 4, /* in a sector */
	SECTOR_ENTRIES = 16,
	VOLUME_MINIMUM = 8, /* sectors */
	VOLUME_MAXIMUM = 65536,
	DIRECTORY_SECTORS = 8, /* that pg32-mkfs makes */
	DIRECTORY_MAXIMUM = 64
};

_Static_assert(sizeof(struct superblock) == SECTOR_SIZE, "the superblock is a sector");
_Static_assert(sizeof(struct entry) * SECTOR_ENTRIES == SECTOR_SIZE, "entries fill a sector");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "the words of a volume are in host order");

/* An open volume: its metadata in memory, as it is on the disk. */
struct volume {
	uint8_t *metadata;
	uint32_t *map;
	struct entry *directory;
	uint32_t sectors;
	uint32_t entries;
	uint32_t data; /* the first data sector; so many sectors of metadata */
};

/* What is wrong with a volume. */
enum volume_state {
	VOLUME_SOUND,
	VOLUME_FOREIGN,  /* not a volume of this version */
	VOLUME_GEOMETRY, /* sizes that do not fit each other or the disk */
	VOLUME_MAP,      /* a map word that can not be */
	VOLUME_NAME,     /* a file's name that can not be, or is there twice */
	VOLUME_CHAIN /* a file's sectors end too early, run in a circle, or are another file's */
};

/* The state in words, for a message. */
const char *volume_state_text(enum volume_state state);

/* How many sectors of metadata the volume on a disk of so many sectors has, from its
 * superblock. The other sectors need not be there yet. */
enum volume_state volume_measure(const struct superblock *superblock, uint32_t disk_sectors,
                                 uint32_t *metadata_sectors);

/* Opens a volume over its metadata, whose superblock volume_measure found sound, after checking
 * all of it: whatever the other functions follow is then inside the volume and ends. The metadata
 * must be aligned to 4, stay the caller's and outlive the volume. */
enum volume_state volume_open(struct volume *volume, void *metadata);

/* Writes the metadata of an empty volume of so many sectors, VOLUME_MINIMUM to VOLUME_MAXIMUM,
 * and opens it; volume_metadata_sectors says how much memory that takes. False where the
 * volume is too small for its own metadata. */
bool volume_format(struct volume *volume, void *metadata, uint32_t sectors);
uint32_t volume_metadata_sectors(uint32_t sectors);

/* Whether a file may have the name, which ends with NUL. */
bool volume_name_is_valid(const char *name);

/* The entry of the file with this name, or -1. */
int volume_find(const struct volume *volume, const char *name);

/* A new entry with this valid name, of an empty file, or -1 where the directory is full. */
int volume_create(struct volume *volume, const char *name);

/* The sector in which byte offset of the file lies, or 0 beyond its chain. */
uint32_t volume_sector(const struct volume *volume, int entry, uint32_t offset);

/* Adds a free sector to the end of the file's chain and returns it, or 0 where the volume is
 * full. *previous becomes the sector before it, 0 where it is the first. */
uint32_t volume_extend(struct volume *volume, int entry, uint32_t *previous);

/* Takes the chain from a file, which is then empty, and returns its first sector or MAP_END. The
 * sectors are not free yet, so that the entry can reach the disk before their map words. */
uint32_t volume_detach(struct volume *volume, int entry);

/* Makes a sector of a detached chain free and returns the next one, or MAP_END. */
uint32_t volume_free(struct volume *volume, uint32_t sector);

/* Makes the entry of an empty file free. */
void volume_remove(struct volume *volume, int entry);

/* The metadata sectors in which a sector's map word and an entry are. */
uint32_t volume_map_sector(uint32_t sector);
uint32_t volume_entry_sector(const struct volume *volume, int entry);

/* How many data sectors are free. */
uint32_t volume_free_sectors(const struct volume *volume);

#endif
