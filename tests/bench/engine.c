/* The speed of the engines: each program native, on qemu-system-riscv32 and under each engine of
 * pg32-run, in turns in one go, as ratios to native. The time of an empty program is taken off
 * each.
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

enum way { NATIVE, QEMU, REFERENCE, FAST, WAYS };
enum { MOST_RUNS = 99, PATH_SIZE = 4096, MOST_WORDS = 12 };

static const char *const names[WAYS] = { "native", "qemu", "reference", "fast" };
static const char *const suffixes[WAYS] = { "native", "virt", "elf", "elf" };

struct bench {
	char *machine; /* pg32-run */
	const char *directory;
	int runs;
	bool has[WAYS]; /* this host has no qemu, or no fast engine */
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
		[QEMU] = { "qemu-system-riscv32", "-machine", "virt", "-bios", "none", "-nographic",
		           "-monitor", "none", "-kernel", NULL },
		[REFERENCE] = { bench->machine, "--engine=reference", NULL },
		[FAST] = { bench->machine, "--engine=fast", NULL },
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
		for (enum way way = 0; way < WAYS; way++) {
			if (!bench->has[way])
				continue;
			run(bench, way, name, NULL, &results[way]);
			times[way][i] = results[way].seconds;
			if (results[way].status == results[NATIVE].status &&
			    strcmp(results[way].output, results[NATIVE].output) == 0)
				continue;
			fprintf(stderr,
			        "bench: %s is not under %s as it is natively (status %d):\n%s\n",
			        name, names[way], results[way].status, results[way].output);
			exit(EXIT_FAILURE);
		}
	}
	for (enum way way = 0; way < WAYS; way++)
		if (bench->has[way])
			seconds[way] = median(times[way], bench->runs) - bench->empty[way];
}

static double count_instructions(const struct bench *bench, const char *name)
{
	static struct measure result;
	json_error_t error;

	run(bench, REFERENCE, name, "--stats=json", &result);

	json_t *document = json_loads(result.output, 0, &error);
	json_t *machine = json_object_get(document, "machine");
	double count = (double)json_integer_value(json_object_get(machine, "instructions"));

	json_decref(document);
	return count;
}

static void print_row(const struct bench *bench, const struct row *row)
{
	const double *seconds = row->seconds;
	enum way best = bench->has[FAST] ? FAST : REFERENCE;

	printf("%-12s %8.1f %10.2f", row->name, row->instructions / 1e6, seconds[NATIVE] * 1e3);
	for (enum way way = QEMU; way < WAYS; way++)
		if (bench->has[way])
			printf(" %10.1f", seconds[way] / seconds[NATIVE]);
	printf(" %12.0f\n", row->instructions / seconds[best] / 1e6);
	fflush(stdout);
}

static void print_head(const struct bench *bench)
{
	printf("Processor time, median of %d runs each in turns, without that of an empty "
	       "program;\nof all but native as multiples of native.\n\n",
	       bench->runs);
	printf("%-12s %8s %10s", "program", "millions", "native");
	for (enum way way = QEMU; way < WAYS; way++)
		if (bench->has[way])
			printf(" %10s", names[way]);
	printf(" %12s\n%-12s %8s %10s\n", "millions/s", "", "of instr.", "ms");
}

static void print_means(const struct bench *bench, const double logarithms[WAYS], int count)
{
	printf("%-12s %8s %10s", "geom. mean", "", "");
	for (enum way way = QEMU; way < WAYS; way++)
		if (bench->has[way])
			printf(" %10.2f", exp(logarithms[way] / count));
	printf("\n");
}

/* What this host has: the empty program is there for qemu, and the fast engine runs it. */
static void look_for_ways(struct bench *bench)
{
	static struct measure result;
	char path[PATH_SIZE];

	for (enum way way = 0; way < WAYS; way++)
		bench->has[way] = true;
	snprintf(path, sizeof(path), "%s/empty.virt", bench->directory);
	bench->has[QEMU] = access(path, R_OK) == 0;
	run(bench, FAST, "empty", NULL, &result);
	bench->has[FAST] = result.status == 0;
}

int main(int count, char **arguments)
{
	if (count < 5 || atoi(arguments[3]) < 1 || atoi(arguments[3]) > MOST_RUNS) {
		fprintf(stderr, "usage: engine PG32-RUN DIRECTORY RUNS PROGRAM...\n");
		return EXIT_FAILURE;
	}

	struct bench bench = { .machine = arguments[1],
		               .directory = arguments[2],
		               .runs = atoi(arguments[3]) };
	double logarithms[WAYS] = { 0 };

	look_for_ways(&bench);
	time_program(&bench, "empty", bench.empty);
	print_head(&bench);
	for (int i = 4; i < count; i++) {
		struct row row = { .name = arguments[i] };

		row.instructions = count_instructions(&bench, row.name);
		time_program(&bench, row.name, row.seconds);
		for (enum way way = 0; way < WAYS; way++)
			if (bench.has[way])
				logarithms[way] += log(row.seconds[way] / row.seconds[NATIVE]);
		print_row(&bench, &row);
	}
	print_means(&bench, logarithms, count - 4);
	return 0;
}
