/* Running a command and measuring it. */
#ifndef PG32_TESTS_BENCH_MEASURE_H
#define PG32_TESTS_BENCH_MEASURE_H

enum { OUTPUT_SIZE = 1 << 16 };

/* What a command did: its processor time in seconds (its own and the system's for it), its exit
 * status (-1: it was ended by a signal), and what it wrote, NUL-terminated. */
struct measure {
	double seconds;
	int status;
	char output[OUTPUT_SIZE];
};

/* Runs a command of NULL-terminated words with no input. Reads what it writes to this descriptor,
 * 1 or 2; the other of them goes to /dev/null. Ends this program with a message where the command
 * cannot be started. */
void measure(char *const words[], int descriptor, struct measure *result);

#endif
