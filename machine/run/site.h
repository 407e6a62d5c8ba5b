/* Where an instruction is, for people: level, function and line. */
#ifndef PG32_MACHINE_RUN_SITE_H
#define PG32_MACHINE_RUN_SITE_H

#include <stdint.h>
#include <stdio.h>

struct image;
struct session;

struct site {
	unsigned level;
	uint32_t address;    /* physical, in that level */
	struct image *image; /* what has symbols for it; NULL: nothing has */
	uint32_t symbol;     /* its address in that image */
	const char *module;  /* the image's file, where it is not what the level runs */
};

/* The site of an instruction at a physical address of the machine, which is executed at this pc.
 * What lies in the level's own image is named by it. Else it may be of a program that the kernel
 * has loaded from one of its modules, or of one that --symbols names: the image whose code at this
 * pc is what memory has. */
struct site session_site(const struct session *session, uint32_t physical, uint32_t pc);

/* The function that it is in; NULL where that is not known. */
const char *site_function(const struct site *site);

/* Writes " module <symbol+0x8> file:line", as far as known. */
void print_site(FILE *file, const struct site *site);

#endif
