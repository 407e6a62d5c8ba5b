/* The one reader of PG32 executables on the host: segments, symbols and source lines.
 * Segments are checked here, so what an open image gives is inside the file and does not overlap.
 */
#ifndef PG32_ASSEMBLER_IMAGE_H
#define PG32_ASSEMBLER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "isa/psw.h"

struct image;

/* A part of memory that the image fills: file_size bytes, then zeros up to memory_size.
 * The bytes belong to the image. */
struct image_segment {
	uint32_t address; /* physical */
	uint32_t memory_size;
	uint32_t file_size;
	const uint8_t *bytes;
};

/* Reads an executable; the caller closes it. On failure returns NULL with one line, without a
 * newline, in message (of size bytes); errno then is 0 where the file could be read but is no
 * sound image, and otherwise says why it could not be read. */
struct image *image_open(const char *path, char *message, size_t size);

/* The same from size bytes at bytes, which must outlive the image. The path is for messages. */
struct image *image_from_bytes(const char *path, const uint8_t *bytes, size_t count, char *message,
                               size_t size);

void image_close(struct image *image);

/* The whole file as it was read; it belongs to the image. */
const uint8_t *image_bytes(const struct image *image, size_t *size);

/* The number of the profile (isa/profiles.h) whose instructions it may have, as ELF's flags have
 * it.
 */
uint32_t image_profile(const struct image *image);

/* The address of the first instruction. */
uint32_t image_entry(const struct image *image);

/* The loadable segments of nonzero size in order of address; there is at least one. The index
 * is below the count. */
size_t image_segments(const struct image *image);
struct image_segment image_segment(const struct image *image, size_t index);

/* The parts of the image that are instructions: the sections marked so, or where there is no
 * section table the segments. In order of address; the bytes belong to the image. */
struct image_code {
	uint32_t address;
	uint32_t size;
	const uint8_t *bytes;
};

size_t image_codes(const struct image *image);
struct image_code image_code(const struct image *image, size_t index);

/* The name of the nearest symbol at or before an address inside the image and the distance from
 * it in bytes, or NULL where there is none. The name belongs to the image. */
const char *image_symbol_at(const struct image *image, uint32_t address, uint32_t *offset);

/* The address of the symbol of this name (a global one first); false where there is none. */
bool image_symbol_address(const struct image *image, const char *name, uint32_t *address);

/* Names, of symbols and of source files, are as the file has them, whatever bytes those are. Prints
 * one as a terminal may show it (isa/printable.h). */
void image_print_name(FILE *file, const char *name);

/* A symbol as the table of the file has it. */
struct image_symbol {
	const char *name;
	uint32_t address;
	uint32_t size;
	char kind; /* 'f' function, 'o' object, '-' label or unknown */
	bool global;
};

/* The symbols in order of address. The index is below the count. */
size_t image_symbols(const struct image *image);
struct image_symbol image_symbol(const struct image *image, size_t index);

/* The source file and line of the instruction at an address; false where unknown. The first
 * call reads the line table. The file name belongs to the image. */
bool image_line_at(struct image *image, uint32_t address, const char **file, unsigned *line);

/* Whether a statement of the source begins at an address. */
bool image_begins_statement(struct image *image, uint32_t address);

/* The addresses at which code of a source line begins, one of each function, at most so many, in
 * order: those of the line, or of the first one after it that has code; *line is then that. The
 * file is named as image_line_at names it. Returns how many. */
size_t image_line_addresses(struct image *image, const char *file, unsigned *line,
                            uint32_t *addresses, size_t most);

/* The source files, as image_line_at names them: the index is counted from 0 on, and NULL ends
 * them. */
const char *image_source(struct image *image, size_t index);

/* The value of a symbol of any kind, an absolute one too; false where there is none. */
bool image_symbol_value(const struct image *image, const char *name, uint32_t *value);

/* The debug information as libdw has it; NULL where there is none. It belongs to the image. */
struct Dwarf *image_dwarf(struct image *image);

/* A function's activation on the stack. */
struct image_frame {
	uint32_t registers[REGISTERS];
	uint32_t lost; /* a bit for each of them that is not known, and 0 */
	uint32_t pc;
	bool is_caller; /* the pc is behind a call */
	bool has_cfa;
	uint32_t cfa; /* the stack pointer before the call; image_unwind finds it */
};

/* How memory is looked at: up to four bytes as a number; false where there are none. */
struct image_memory {
	bool (*read)(void *context, uint32_t address, uint32_t size, uint32_t *value);
	void *context;
};

/* What is below a frame: what it was called by, or what trapped into it, of which the image knows
 * the registers and not the pc. */
enum image_unwound { UNWOUND_NOT, UNWOUND_CALLER, UNWOUND_TRAPPED };

/* Finds it by the image's call frame information. */
enum image_unwound image_unwind(struct image *image, struct image_frame *frame,
                                const struct image_memory *memory, struct image_frame *caller);

/* A variable, as debug information has it: where its value is, and its type, which is a number for
 * image_type. */
struct image_variable {
	const char *name;
	uint64_t type; /* 0: not known */
	enum { VALUE_LOST, VALUE_IN_MEMORY, VALUE_IN_REGISTER, VALUE_KNOWN } where;
	uint32_t value; /* the address, the register's number, or the value itself */
};

/* The variables of a frame, those of inner blocks first, at most so many; the frame is one that
 * image_unwind has looked at, its pc as the image has it. Returns how many. */
size_t image_locals(struct image *image, const struct image_frame *frame,
                    const struct image_memory *memory, struct image_variable *variables,
                    size_t most);

/* The variable of this name outside functions; false where there is none. */
bool image_global(struct image *image, const char *name, struct image_variable *variable);

/* A type. */
struct image_type {
	enum {
		TYPE_UNKNOWN,
		TYPE_SIGNED,
		TYPE_UNSIGNED,
		TYPE_BOOLEAN,
		TYPE_CHARACTER,
		TYPE_ENUMERATION,
		TYPE_POINTER,
		TYPE_STRUCTURE, /* or union */
		TYPE_ARRAY
	} kind;
	uint32_t size;  /* bytes; 0: not known */
	uint32_t count; /* of an array's elements */
	uint64_t of;    /* the type of what is pointed to or of the elements; 0: not known */
};

/* The type of this number, without qualifiers and typedefs. */
struct image_type image_type(struct image *image, uint64_t number);

/* Writes its name, as far as there is room. */
void image_type_name(struct image *image, uint64_t number, char *text, size_t size);

/* A member of a structure or union, by index: its value is its offset. False behind the last. */
bool image_member(struct image *image, uint64_t number, size_t index,
                  struct image_variable *member);

/* The name of a value of an enumeration; NULL where it has none. */
const char *image_enumerator(struct image *image, uint64_t number, uint32_t value);

#endif
