/* Decodes every one of the 2^32 words: those that are instructions encode back to themselves,
 * and there are exactly as many as the formats allow, so every other word is illegal. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "isa/formats.h"
#include "isa/instruction.h"

enum { THREADS = 2 };

/* What section 2 of the manual allows: how many instructions have the format, and how many words
 * one such instruction has, by hand. */
static const struct allowed {
	uint64_t instructions;
	uint64_t words;
} allowed[FORMATS] = {
	[FORMAT_RRR] = { 18, 16 * 16 * 16 },      /* add ... sra (10), mul ... remu (8) */
	[FORMAT_RRI] = { 6, 16 * 16 * 65536 },    /* addi slti sltiu xori ori andi */
	[FORMAT_SHIFT] = { 3, 16 * 16 * 32 },     /* slli srli srai */
	[FORMAT_UPPER] = { 2, 16 * 1048576 },     /* lui auipc */
	[FORMAT_JUMP] = { 1, 16 * 1048576 },      /* jal */
	[FORMAT_BRANCH] = { 6, 16 * 16 * 65536 }, /* beq bne blt bge bltu bgeu */
	[FORMAT_LOAD] = { 7, 16 * 16 * 65536 },   /* lb lh lw lbu lhu jalr in */
	[FORMAT_STORE] = { 4, 16 * 16 * 65536 },  /* sb sh sw out */
	[FORMAT_ADDRESS] = { 2, 16 * 65536 },     /* lpsw spsw */
	[FORMAT_NUMBER] = { 1, 65536 },           /* syscall */
	[FORMAT_REGISTER] = { 1, 16 },            /* halt */
	[FORMAT_NONE] = { 2, 1 },                 /* break wait */
};

/* One thread's share, the words offset, offset + THREADS, ..., and what it found. */
struct share {
	uint64_t offset;
	uint64_t counts[FORMATS];
	uint64_t wrong;
};

static void count_word(struct share *share, uint32_t word)
{
	struct instruction instruction;
	if (!decode(PROFILE_pg32, word, &instruction))
		return;
	share->counts[operation_rows[instruction.operation].format]++;
	if (encode(&instruction) == word)
		return;
	if (share->wrong++ == 0)
		fprintf(stderr, "count_words: %08" PRIX32 " encodes back to %08" PRIX32 "\n", word,
		        encode(&instruction));
}

static void *count_share(void *argument)
{
	struct share *share = argument;
	for (uint64_t word = share->offset; word < UINT64_C(1) << 32; word += THREADS)
		count_word(share, (uint32_t)word);
	return NULL;
}

static void count_all(struct share shares[THREADS])
{
	pthread_t threads[THREADS];
	for (unsigned i = 0; i < THREADS; i++) {
		shares[i] = (struct share){ .offset = i };
		if (pthread_create(&threads[i], NULL, count_share, &shares[i]) != 0) {
			fputs("count_words: cannot start a thread\n", stderr);
			exit(EXIT_FAILURE);
		}
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

/* Prints one line a format and the sum; whether all is as allowed. */
static bool report(const struct share shares[THREADS])
{
	uint64_t total = 0;
	bool good = true;
	for (int format = 0; format < FORMATS; format++) {
		uint64_t count = 0;
		for (int i = 0; i < THREADS; i++)
			count += shares[i].counts[format];
		uint64_t expected = allowed[format].instructions * allowed[format].words;
		printf("%-9s %10" PRIu64 " words, %10" PRIu64 " expected%s\n",
		       format_rows[format].name, count, expected,
		       count == expected ? "" : " WRONG");
		good = good && count == expected;
		total += count;
	}
	printf("%" PRIu64 " of 4294967296 words are instructions, the others are illegal\n", total);
	for (int i = 0; i < THREADS; i++)
		good = good && shares[i].wrong == 0;
	return good;
}

int main(void)
{
	struct share shares[THREADS];
	count_all(shares);
	return report(shares) ? EXIT_SUCCESS : EXIT_FAILURE;
}
