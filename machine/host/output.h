/* The console's output: gathered a little, and never lost by a signal. */
#ifndef PG32_MACHINE_HOST_OUTPUT_H
#define PG32_MACHINE_HOST_OUTPUT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

enum { OUTPUT_SIZE = 4096 };

struct host_output {
	int file;     /* descriptor; not owned */
	bool at_once; /* nothing is gathered */
	int error;    /* errno of the first byte that was lost; 0: none was */
	/* For a signal handler that comes between. */
	volatile sig_atomic_t size;        /* bytes gathered */
	volatile sig_atomic_t is_flushing; /* they are being written */
	volatile sig_atomic_t ends;        /* the process is to end when they are: by this signal */
	uint8_t bytes[OUTPUT_SIZE];
};

void output_put(struct host_output *output, uint8_t byte);

/* Writes what was gathered. */
void output_flush(struct host_output *output);

/* The same by a handler of a signal that ends the process. False where it came in the midst of a
 * flush, which then ends the process. */
bool output_flush_last(struct host_output *output, int number);

#endif
