/* Where the tool's own files are, in the build tree and when installed. */
#ifndef PG32_ASSEMBLER_INSTALLATION_H
#define PG32_ASSEMBLER_INSTALLATION_H

/* The path of a file named relative to the directory of the running executable; to be freed.
 * NULL where that directory is not known. */
char *beside_executable(const char *relative);

#endif
