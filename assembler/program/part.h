/* The parts of an image. */
#ifndef PG32_ASSEMBLER_PART_H
#define PG32_ASSEMBLER_PART_H

/* In their order in memory. Dropped sections are not loaded: they have places, from 0 on, but no
 * bytes. */
enum part { PART_TEXT, PART_RODATA, PART_DATA, PART_BSS, PARTS, PART_DROPPED = PARTS };

#endif
