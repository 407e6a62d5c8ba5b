/* Response files: @FILE on the command line stands for the words of a file. */
#ifndef PG32_ASSEMBLER_RESPONSE_H
#define PG32_ASSEMBLER_RESPONSE_H

#include "assembler/driver/driver.h"

/* The command line with the words of such files in place of their names, also of those that they
 * name in turn; *count is their number. Adds the files to a list. A name of no file stays as it is.
 * Words are between white space; quotation marks and backslashes are as in GCC's. */
char **with_response_files(int *count, char **words, struct arguments *files);

#endif
