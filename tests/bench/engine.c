/* The speed of the machine: each program native, on pg32-run and on qemu-system-riscv32, in turns
 * in one go, as ratios to native. The time of an empty program is taken off each.
 *
 *   engine PG32-RUN DIRECTORY RUNS PROGRAM...
 *
 * The directory holds, for each program and for "empty", NAME.native, NAME.elf and, where there is
 * qemu-system-riscv32, NAME.virt. Exit status 1 where results differ. */
#define _GNU_SOURCE
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/measure.h"

enum way { NATIVE, PG32, QEMU, WAYS };
enum { MOST_RUNS = 99, PATH_SIZE = 4096, MOST_WORDS = 12 };

static const char *const suffixes[WAYS] = { "native", "elf", "virt" };

struct bench {
	char *machine; /* pg32-run */
	const char *directory;
	int runs;
	int ways; /* WAYS, or QEMU where there is no qemu */
	double empty[WAYS];
};

struct row {
	const char *name;
	double seconds[WAYS];
	double instructions;
};

static void run(const struct bench *bench, enum way way, const char *name, const char *option,
                struct measure *result)
{
	char *const starts[WAYS][MOST_WORDS] = {
		[NATIVE] = { NULL },
		[PG32] = { bench->machine, NULL },
		[QEMU] = { "qemu-system-riscv32", "-machine", "virt", "-bios", "none", "-nographic",
		           "-monitor", "none", "-kernel", NULL },
	};
	char *words[MOST_WORDS + 3];
	char path[PATH_SIZE], word[64];
	int count = 0;

	for (; starts[way][count]; count++)
		words[count] = starts[way][count];
	snprintf(word, sizeof(word), "%s", option ? option : "");
	if (option)
		words[count++] = word;
	snprintf(path, sizeof(path), "%s/%s.%s", bench->directory, name, suffixes[way]);
	words[count++] = path;
	words[count] = NULL;
	measure(words, option ? STDERR_FILENO : STDOUT_FILENO, result);
}

static int compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* The median times of a program, all ways in turns; ends this program where results differ. */
static void time_program(const struct bench *bench, const char *name, double seconds[WAYS])
{
	static struct measure results[WAYS];
	double times[WAYS][MOST_RUNS];

	for (int i = 0; i < bench->runs; i++) {
		for (int way = 0; way < bench->ways; way++) {
			run(bench, way, name, NULL, &results[way]);
			times[way][i] = results[way].seconds;
			if (results[way].status == results[NATIVE].status &&
			    strcmp(results[way].output, results[NATIVE].output) == 0)
				continue;
			fprintf(stderr, "bench: %s.%s differs from native (status %d):\n%s\n", name,
			        suffixes[way], results[way].status, results[way].output);
			exit(EXIT_FAILURE);
		}
	}
	for (int way = 0; way < bench->ways; way++)
		seconds[way] = median(times[way], bench->runs) - bench->empty[way];
}

static double count_instructions(const struct bench *bench, const char *name)
{
	static struct measure result;
	json_error_t error;

	run(bench, PG32, name, "--stats=json", &result);

	json_t *document = json_loads(result.output, 0, &error);
	json_t *machine = json_object_get(document, "machine");
	double count = (double)json_integer_value(json_object_get(machine, "instructions"));

	json_decref(document);
	return count;
}

static void print_row(const struct bench *bench, const struct row *row)
{
	const double *seconds = row->seconds;

	printf("%-12s %8.1f %10.2f %10.1f %8.1f %8.0f", row->name, row->instructions / 1e6,
	       seconds[NATIVE] * 1e3, seconds[PG32] * 1e3, seconds[PG32] / seconds[NATIVE],
	       row->instructions / seconds[PG32] / 1e6);
	if (bench->ways == WAYS)
		printf(" %10.1f %8.1f", seconds[QEMU] * 1e3, seconds[QEMU] / seconds[NATIVE]);
	printf("\n");
	fflush(stdout);
}

static void print_head(const struct bench *bench)
{
	printf("Processor time, median of %d runs each in turns, without that of an empty "
	       "program.\n\n",
	       bench->runs);
	printf("%-12s %8s %10s %10s %8s %8s", "program", "millions", "native", "pg32-run", "times",
	       "million");
	if (bench->ways == WAYS)
		printf(" %10s %8s", "qemu", "times");
	printf("\n%-12s %8s %10s %10s %8s %8s", "", "of instr.", "ms", "ms", "native", "per s");
	if (bench->ways == WAYS)
		printf(" %10s %8s", "ms", "native");
	printf("\n");
}

static void print_means(const struct bench *bench, const double logarithms[WAYS], int count)
{
	printf("%-12s %8s %10s %10s %8.1f %8s", "geom. mean", "", "", "",
	       exp(logarithms[PG32] / count), "");
	if (bench->ways == WAYS)
		printf(" %10s %8.1f", "", exp(logarithms[QEMU] / count));
	printf("\n");
}

int main(int count, char **arguments)
{
	if (count < 5 || atoi(arguments[3]) < 1 || atoi(arguments[3]) > MOST_RUNS) {
		fprintf(stderr, "usage: engine PG32-RUN DIRECTORY RUNS PROGRAM...\n");
		return EXIT_FAILURE;
	}

	struct bench bench = { arguments[1], arguments[2], atoi(arguments[3]), WAYS, { 0 } };
	double logarithms[WAYS] = { 0 };
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s/empty.virt", bench.directory);
	if (access(path, R_OK) != 0)
		bench.ways = QEMU;
	time_program(&bench, "empty", bench.empty);
	print_head(&bench);
	for (int i = 4; i < count; i++) {
		struct row row = { .name = arguments[i] };

		row.instructions = count_instructions(&bench, row.name);
		time_program(&bench, row.name, row.seconds);
		for (int way = 0; way < bench.ways; way++)
			logarithms[way] += log(row.seconds[way] / row.seconds[NATIVE]);
		print_row(&bench, &row);
	}
	print_means(&bench, logarithms, count - 4);
	return 0;
}
