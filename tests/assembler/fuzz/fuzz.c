/* Feeds the assembler with damaged sources: fuzz SECONDS SEED SOURCE...
 *
 * Each case is made of lines and words of the sources by a generator that starts from the seed, so
 * that a failure can be repeated. Whatever the text, the assembler ends with 0 and an image that
 * can be opened, or with 1, a message, and no image. Runs under sanitizers; a case that takes
 * longer than TOO_LONG seconds of the processor's time fails. The last case is left in the file
 * fuzz.s of the directory that is printed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "assembler/assemble.h"
#include "assembler/image/image.h"

enum { TOO_LONG = 20, MOST_LINES = 60, LARGEST = 1 << 16 };

/* Where the cases are made of: the lines of all sources. */
struct seeds {
	char **lines;
	size_t count, capacity;
};

struct random {
	uint64_t state;
};

/* A number below a bound, from an xorshift generator. */
static uint32_t below(struct random *random, size_t bound)
{
	random->state ^= random->state << 13;
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return (uint32_t)((random->state >> 11) % bound);
}

static void read_seeds(struct seeds *seeds, const char *path)
{
	char line[1000];
	FILE *file = fopen(path, "r");
	if (file == NULL) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, file) != NULL) {
		seeds->lines =
		        grow(seeds->lines, &seeds->capacity, seeds->count + 1, sizeof(char *));
		seeds->lines[seeds->count++] = strdup(line);
	}
	fclose(file);
}

/* What reaches corners that no seed has. */
static const char *const words[] = {
	"0x7fffffffffffffff",
	"-1",
	"0xffffffff",
	"(",
	")",
	"\"",
	"'",
	"/*",
	"*/",
	"\\",
	"%hi(",
	"%pcrel_lo(",
	".rept 1000\n",
	".endr\n",
	".macro m a\n",
	".endm\n",
	"m ",
	"\\a",
	"1b",
	"1f",
	"1:",
	".if 0\n",
	".else\n",
	".endif\n",
	".include \"fuzz.s\"\n",
	".align 20\n",
	".space 0x10000001\n",
	".comm x, 0x7fffffff\n",
	".set x, x + 1\n",
	".equ y, z\n.equ z, y\n",
	".data\n",
	".bss\n",
	".section .debug_x\n",
	".pushsection .text\n",
	".popsection\n",
	".org . + 9\n",
	".irp x, 1, 2\n",
	".fill 1000, 8\n",
	"a0",
	",",
	";",
	"#",
	"@",
	"~",
	"/ 0",
	"<< 64",
	".",
	"sp",
	"\t",
	"\xff",
};

/* Adds a line of the seeds, often damaged. */
static void add_line(FILE *stream, struct random *random, const struct seeds *seeds)
{
	const char *line = seeds->lines[below(random, seeds->count)];
	size_t length = strlen(line), place = below(random, length + 1);
	switch (below(random, 6)) {
	case 0:
		fprintf(stream, "%.*s%s%s", (int)place, line,
		        words[below(random, sizeof words / sizeof words[0])], line + place);
		break;
	case 1:
		fprintf(stream, "%.*s%s", (int)place, line,
		        place < length ? line + place + 1 : "\n");
		break;
	case 2:
		fprintf(stream, "%.*s%c%s", (int)place, line, (int)below(random, 256),
		        line + place);
		break;
	case 3:
		fprintf(stream, "%.*s%s", (int)place, line,
		        seeds->lines[below(random, seeds->count)]);
		break;
	default:
		fputs(line, stream);
		break;
	}
}

static void make_case(struct random *random, const struct seeds *seeds)
{
	FILE *stream = fopen("fuzz.s", "w");
	if (stream == NULL)
		abort();
	for (uint32_t lines = 1 + below(random, MOST_LINES); lines > 0; lines--)
		add_line(stream, random, seeds);
	fclose(stream);
}

/* Whether the assembler did one of the two things that it may do. */
static bool try_case(void)
{
	static const char *inputs[] = { "fuzz.s" };
	struct options options = { .inputs = inputs,
		                   .input_count = 1,
		                   .output = "fuzz.elf",
		                   .listing = "fuzz.lst",
		                   .origin = 0x1000 };
	char *messages = NULL, message[200];
	size_t size;
	FILE *stream = open_memstream(&messages, &size);
	unlink("fuzz.elf");
	int status = assemble(&options, stream);
	fclose(stream);
	bool is_good =
	        status == 1 && strstr(messages, "error: ") != NULL && access("fuzz.elf", F_OK) != 0;
	if (status == 0) {
		struct image *image = image_open("fuzz.elf", message, sizeof message);
		is_good = image != NULL;
		image_close(image);
	}
	if (!is_good)
		fprintf(stderr, "status %d:\n%s", status, messages);
	free(messages);
	return is_good;
}

int main(int argc, char **argv)
{
	struct seeds seeds = { 0 };
	struct random random = { 88172645463325252u };
	char directory[] = "/tmp/pg32-fuzz-XXXXXX";
	if (argc < 4 || mkdtemp(directory) == NULL)
		return 64;
	const struct itimerval too_long = { .it_value.tv_sec = TOO_LONG };
	time_t end = time(NULL) + atoi(argv[1]);
	random.state += strtoul(argv[2], NULL, 0);
	for (int i = 3; i < argc; i++)
		read_seeds(&seeds, argv[i]);
	if (chdir(directory) != 0)
		return 70;
	printf("%s: seed %s\n", directory, argv[2]);
	unsigned long count = 0;
	for (; time(NULL) < end; count++) {
		make_case(&random, &seeds);
		setitimer(ITIMER_VIRTUAL, &too_long, NULL);
		if (!try_case()) {
			fprintf(stderr, "failed: %s/fuzz.s\n", directory);
			return 1;
		}
	}
	printf("%lu cases\n", count);
	for (size_t i = 0; i < seeds.count; i++)
		free(seeds.lines[i]);
	free(seeds.lines);
	unlink("fuzz.s");
	unlink("fuzz.elf");
	unlink("fuzz.lst");
	return rmdir(directory) != 0;
}
