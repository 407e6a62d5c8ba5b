/* Folders, of which there are none: opendir fails with ENOENT. */
#ifndef PG32_DIRENT_H
#define PG32_DIRENT_H

#include <sys/types.h>

typedef struct __folder DIR;

struct dirent {
	ino_t d_ino;
	unsigned char d_type;
	char d_name[256];
};

enum {
	DT_UNKNOWN = 0,
	DT_FIFO = 1,
	DT_CHR = 2,
	DT_DIR = 4,
	DT_BLK = 6,
	DT_REG = 8,
	DT_LNK = 10,
	DT_SOCK = 12
};

#ifdef __cplusplus
extern "C" {
#endif

DIR *opendir(const char *name);
struct dirent *readdir(DIR *folder);
void rewinddir(DIR *folder);
int closedir(DIR *folder);

#ifdef __cplusplus
}
#endif

#endif
